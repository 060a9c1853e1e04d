import type { Markup } from '../markup.ts';

/** Style of the dashboard's pages beside that of every page. Columns and rows of the tile map need none: it is drawn. */
export const DASHBOARD_STYLE: Markup = {
  markup: `
.of { display: block; font-size: 1.15rem; color: var(--quiet); font-weight: 400; }
.crumbs ol { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 0; padding: 0; } .crumbs li + li::before { content: "› "; }
.crumbs a, .toc a { display: inline-block; padding: .15rem 0; }
.toc ul { columns: 14rem; max-width: none; padding: 0; list-style: none; } .toc li { break-inside: avoid; }
.chart { margin: 1rem 0 2rem; } figcaption { max-width: 45rem; } .chart .scroll { margin: .5rem 0; }
.trend, .bars, .map { display: block; width: 100%; min-width: 34rem; max-width: 60rem; height: auto; } .map { min-width: 42rem; }
svg text { font: 12px "Helvetica Neue", Arial, sans-serif; fill: var(--text); } .end { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: var(--line); stroke-width: .5; } .band { fill: var(--bar); opacity: .18; } .centre { fill: none; stroke: var(--bar); stroke-dasharray: 5 4; }
.trend .line { fill: none; stroke: var(--text); stroke-width: 2; } .trend circle { fill: var(--text); }
.trend .outside { fill: none; stroke: var(--bad); stroke-width: 3; } .trend .shift { fill: var(--bad); }
.bars .all { fill: var(--line); } .bars .subject { fill: var(--bar); }
.key { display: inline-block; width: .9em; height: .9em; background: var(--line); margin-left: .5em; } .key.dark { background: var(--bar); }
.h0, .h1, .h2 { color: #0b0c0c; } .h3, .h4 { color: #ffffff; } .h0 { background: #eef4f9; fill: #eef4f9; } .h1 { background: #c3dcef; fill: #c3dcef; }
.h2 { background: #86b9e0; fill: #86b9e0; } .h3 { background: #24689f; fill: #24689f; } .h4 { background: #0c355a; fill: #0c355a; }
.map .none { fill: var(--card); } .map rect { stroke: var(--line); } .map text { text-anchor: middle; } .map .short { font-weight: 700; }
.map .on0, .map .on1, .map .on2 { fill: #0b0c0c; } .map .on3, .map .on4 { fill: #ffffff; } .map a:focus-visible { outline: 3px solid var(--bar); } .map a:focus-visible rect { stroke: var(--text); stroke-width: 3; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; } .legend li { padding: .1rem .6rem; border: 1px solid var(--line); }
.heat td { text-align: center; padding: .3rem .2rem; min-width: 2.2rem; font-variant-numeric: tabular-nums; border: 1px solid var(--back); } .heat thead th { padding: .3rem .15rem; text-align: center; font-size: .8rem; }
.heat tbody th { font-weight: 400; min-width: 14rem; } .heat thead th:first-child { text-align: left; }
tbody th, tfoot th { position: sticky; left: 0; background: var(--back); } .why th { background: var(--card); font-weight: 700; }
tbody th { min-width: 9rem; max-width: 20rem; } .causes > li { margin: 0 0 1rem; } .causes { padding-left: 1.4rem; }
.fix { border-left: .25rem solid var(--bar); padding-left: .6rem; margin: .3rem 0 0; }
@media screen { #heat .scroll { content-visibility: auto; contain-intrinsic-size: auto 60rem; } }
@media (max-width: 40rem) { tbody th { min-width: 8.75rem; max-width: 10rem; } .heat tbody th { min-width: 9rem; } }
@media screen and (max-width: 40rem) { .stacks thead { position: absolute; clip-path: inset(50%); } .stacks tr, .stacks tbody th, .stacks td { display: block; max-width: none; border: 0; padding: .15rem 0; }
  .stacks tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } .stacks td::before { content: attr(data-head); display: block; color: var(--quiet); font-weight: 700; } }
@media print { .trend, .bars, .map { min-width: 0; max-width: 17cm; } .heat { font-size: 6pt; } .heat td { min-width: 0; padding: .1rem; } .heat tbody th { min-width: 3cm; }
  .h0, .h1, .h2, .h3, .h4, .map rect, .key { print-color-adjust: exact; -webkit-print-color-adjust: exact; } tbody th, tfoot th { position: static; } .chart { break-inside: avoid; } details, .toc { display: none; } }
`,
};
