import type { ShownAgency } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { shownOf } from '../numbers.ts';
import { HIDDEN } from './figures.ts';
import { ruleLink, type View } from './view.ts';

const MOST_RULES = 100;
/** Shares of judged records that fail, in per cent, from which a cell is darker. */
const LIMITS = [1, 5, 20] as const;
const WORDS = ['none', 'below 1%', '1% to 5%', '5% to 20%', '20% or more'];

/** Rules by agencies: how many of 100 records judged fail. It is a table, so it needs none behind it. */
export function heatMap(view: View, agencies: readonly ShownAgency[]): Markup | null {
  const failing = view.dashboard.run.scorecards.nation.rules.filter(({ failed }) => failed === null || failed > 0);
  const rules = [...failing].sort((a, b) => (b.failed ?? 0) - (a.failed ?? 0)).slice(0, MOST_RULES);
  if (rules.length === 0 || agencies.length < 2) return null;
  const sorted = [...agencies].sort((a, b) => compare(a.region ?? '~', b.region ?? '~') || compare(a.label, b.label));
  const columns = sorted.map((card) => ({ card, rules: new Map(card.rules.map((one) => [one.rule, one])) }));
  const heads = columns.map(({ card }) => {
    const short = view.places.tiles.get(card.agency)?.short;
    const label = short === undefined ? html`${card.label}` : html`${short}<span class="unseen"> ${card.label}</span>`;
    return html`<th scope="col"><a href="${view.root}${view.paths.agency.get(card.agency) ?? ''}">${label}</a></th>`;
  });
  return html`<p>How many of 100 records judged fail each rule. Darker is worse; an empty cell was not judged. Rules that fail most often stand first (${shownOf(rules.length, failing.length)}), agencies by region.</p>
<ul class="legend">${WORDS.map((words, index) => html`<li class="h${index}">${words}</li>`)}</ul>
<div class="scroll" role="region" aria-label="Heat map of rules and agencies" tabindex="0"><table class="heat" data-filter="rules">
<caption>Records that fail, of 100 judged, by rule and agency</caption>
<thead><tr><th scope="col">Rule</th>${heads}</tr></thead>
<tbody>
${rules.map(
  ({ rule }) => html`<tr><th scope="row">${ruleLink(view, rule)}</th>${columns.map((column) => cell(column.rules.get(rule)))}</tr>
`,
)}</tbody></table></div>
`;
}

function cell(one: ShownAgency['rules'][number] | undefined): Markup {
  if (one === undefined || one.applicable === 0) return html`<td></td>`;
  if (one.failed === null || one.applicable === null) return html`<td>${HIDDEN}</td>`;
  const percent = (100 * one.failed) / one.applicable;
  if (percent === 0) return html`<td class="h0">0</td>`;
  const level = 1 + LIMITS.filter((limit) => percent >= limit).length;
  return html`<td class="h${level}">${percent < 1 ? '<1' : Math.round(percent)}</td>`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
