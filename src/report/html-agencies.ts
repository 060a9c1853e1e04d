import type { AgencyScorecard, Score, Scorecards, Share } from '../model/run.ts';
import { html, type Markup } from './markup.ts';
import { count, counted, interval, percentOf, score } from './numbers.ts';
import { verdictInTable } from './sentences.ts';

/** The table of agencies, the nation at its foot, and what would make each of them ready. */
export function agencySection({ agencies, nation }: Scorecards, minimum: number): Markup {
  const coding = nation.coding?.subject;
  return html`<section id="agencies"><h2>Agencies</h2>
<div class="scroll" role="region" aria-label="Agencies" tabindex="0"><table data-sort data-filter="agencies">
<caption>Records ready to submit${coding === undefined ? '' : `, ${coding} coding`} and score of each agency</caption>
<thead><tr><th scope="col">Agency</th><th scope="col" class="number">Records</th><th scope="col">Ready to submit, with 95% interval</th>
${coding === undefined ? null : html`<th scope="col" class="number">${coding} coding</th><th scope="col" class="number">Rank</th>`}
<th scope="col" class="number">Errors</th><th scope="col" class="number">Warnings</th><th scope="col" class="number">Score</th><th scope="col">Verdict</th></tr></thead>
<tbody>
${agencies.map((card) => row(card.label, card, coding !== undefined, card.rank === null ? 'not ranked' : `${card.rank} of ${card.rankedOf}`))}</tbody>
<tfoot>${row('All records', nation, coding !== undefined, '')}</tfoot></table></div>
<p class="quiet">An agency is ranked by its coding rate if it has ${counted(minimum, 'record')} or more. The bar shows where the true share is likely to lie: 95 times in 100 such an interval holds it.</p>
${agencies.map(fixes)}</section>
`;
}

function row(label: string, card: Score, coding: boolean, rank: string): Markup {
  const rate = card.coding?.rate;
  return html`<tr><th scope="row">${label}</th><td class="number" data-by="${card.records}">${count(card.records)}</td><td data-by="${card.ready.percent ?? ''}">${ready(card.ready)}</td>
${coding ? html`<td class="number" data-by="${rate?.percent ?? ''}">${rate ? percentOf(rate) : 'no data'}</td><td class="number">${rank}</td>` : null}
<td class="number" data-by="${card.findings.error}">${count(card.findings.error)}</td><td class="number" data-by="${card.findings.warning}">${count(card.findings.warning)}</td><td class="number" data-by="${card.score ?? ''}">${score(card.score)}</td>
<td class="verdict ${card.verdict.verdict}">${verdictInTable(card.verdict)}</td></tr>
`;
}

function ready(share: Share): Markup {
  if (share.percent === null || share.interval === null) return html`no data`;
  return html`${percentOf(share)} (${interval(share)}) ${drawn(share.percent, share.interval)}`;
}

/** An interval drawn to scale, 0 to 100 from left to right; the label says what the drawing shows. */
function drawn(percent: number, [low, high]: readonly [number, number]): Markup {
  const label = `${percent.toFixed(2)}%, 95% interval from ${low.toFixed(2)}% to ${high.toFixed(2)}%`;
  return html`<svg class="interval" role="img" aria-label="${label}" width="162" height="15" viewBox="-4 0 108 10"><rect x="0" y="4.25" width="100" height="1.5"/><rect class="range" x="${low.toFixed(2)}" y="2" width="${Math.max(0.5, high - low).toFixed(2)}" height="6"/><circle cx="${percent.toFixed(2)}" cy="5" r="2.5"/></svg>`;
}

function fixes(card: AgencyScorecard): Markup | null {
  if (card.verdict.fixes.length === 0) return null;
  return html`<h3>What would make ${card.label} ready</h3>
<p>${counted(card.verdict.held, 'record')} of ${count(card.records)} held.</p>
<ol>${card.verdict.fixes.map((fix) => html`<li><a href="#${fix.rule}">${fix.rule}</a>: ${counted(fix.records, 'record')}</li>`)}</ol>
`;
}
