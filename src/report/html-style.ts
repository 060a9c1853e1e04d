import type { Markup } from './markup.ts';

/**
 * The page's own style sheet: it may load nothing. In print the marking is the head and foot of a table, because that is
 * what browsers repeat on every sheet.
 */
export const STYLE: Markup = {
  markup: `
:root { color-scheme: light dark; --text: #0b0c0c; --back: #ffffff; --quiet: #484c50; --line: #b1b4b6; --card: #f3f2f1; --bar: #1d70b8;
  --good: #00562f; --bad: #942514; --mid: #6f4a00; --notice: #fff3cd; --notice-text: #3d2a00; }
@media (prefers-color-scheme: dark) { :root { --text: #f3f2f1; --back: #14171a; --quiet: #c2c6ca; --line: #5a6067; --card: #21262b;
  --bar: #7fb6e8; --good: #7fd6a4; --bad: #ff9d8a; --mid: #f0c36d; --notice: #3d3210; --notice-text: #ffeec2; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 "Helvetica Neue", Arial, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
.marking { background: var(--text); color: var(--back); text-align: center; font-weight: 700; padding: .4rem 1rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: .5rem 0 1rem; } h2 { font-size: 1.5rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p, ul, ol { max-width: 45rem; } .quiet { color: var(--quiet); } a { color: inherit; }
.notice { background: var(--notice); color: var(--notice-text); border-left: .4rem solid currentColor; padding: .75rem 1rem; margin: 1rem 0; max-width: none; }
.ready { color: var(--good); } .not-ready, .error { color: var(--bad); } .ready-with-waivers, .warning { color: var(--mid); }
.error, .warning, .verdict { font-weight: 700; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 1rem 0; padding: 0; }
.cards div { background: var(--card); padding: 1rem; } .cards dt { font-weight: 700; } .cards dd { margin: 0; } .cards .figure { font-size: 1.75rem; font-weight: 700; }
.scroll { overflow-x: auto; margin: 1rem 0; position: relative; } .scroll:focus-visible { outline: 3px solid var(--bar); }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 700; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: .5rem; top: .5rem; background: var(--back); padding: .5rem; z-index: 2; } .unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
th button { font: inherit; font-weight: 700; color: inherit; background: none; border: 0; padding: .15rem 0; min-height: 24px; text-align: inherit; cursor: pointer; text-decoration: underline; }
[aria-sort=ascending] button::after { content: " ▲"; } [aria-sort=descending] button::after { content: " ▼"; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: 1rem 0; } .filter label { font-weight: 700; } .filter input, .filter select { font: inherit; color: var(--text); background: var(--back); border: 2px solid var(--text); padding: .3rem; max-width: 100%; }
p, li, dd, h1, h2, h3, h4, figcaption { overflow-wrap: anywhere; } .filter label { max-width: 100%; }
article { border-top: 1px solid var(--line); padding: .25rem 0; } article ul { max-width: 60rem; } article h4 { margin: .5rem 0 .25rem; } .beside { color: var(--quiet); margin: .15rem 0 .5rem; max-width: 60rem; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; } summary { cursor: pointer; padding: .25rem 0; } [hidden] { display: none !important; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } tfoot th, tfoot td { border-top: 2px solid var(--text); }
.problem { min-width: 18rem; } .interval { display: block; } .interval rect { fill: var(--line); } .interval .range { fill: var(--bar); } .interval circle, .interval .point { fill: var(--text); }
@media screen { .unit, #findings > section, #reading > section { content-visibility: auto; contain-intrinsic-size: auto 30rem; } }
@media print { @page { margin: 12mm; } :root { --text: #000000; --back: #ffffff; --quiet: #333333; --line: #888888; --card: #ffffff; --bar: #666666; --good: #000000;
    --bad: #000000; --mid: #000000; --notice: #ffffff; --notice-text: #000000; }
  body { font-size: 9.5pt; } .sheet { display: table; width: 100%; } .sheet > header { display: table-header-group; break-inside: avoid; } .sheet > footer { display: table-footer-group; break-inside: avoid; }
  .sheet > main { display: table-row-group; } .marking { background: none; color: #000000; } .scroll { overflow: visible; } .problem { min-width: 0; }
  tr, .cards div { break-inside: avoid; } .filter, .skip { display: none; } .unit { break-before: page; } article { break-inside: avoid; } th button { text-decoration: none; } h2, h3, caption { break-after: avoid; } }
`,
};
