import type { ShownAgency, ShownScore } from '../../model/dashboard.ts';
import type { Verdict } from '../../model/run.ts';
import type { Suppressible } from '../../model/scorecard.ts';
import { html, type Markup } from '../markup.ts';
import { counted } from '../numbers.ts';
import { verdictWord } from '../sentences.ts';
import { drawnShare, overallInWords, shown } from './figures.ts';
import { type Cell, numeric, table, text } from './table.ts';
import { agencyLink, regionName, type View } from './view.ts';

/** Agencies by rank, the best first, intervals drawn; those with too few records to be ranked set apart. */
export function leagueTable(
  view: View,
  agencies: readonly ShownAgency[],
  foot: { readonly label: string; readonly card: ShownScore } | undefined,
): Markup | null {
  const subject = agencies[0]?.coding?.subject;
  const byName = [...agencies].sort((a, b) => (a.label < b.label ? -1 : 1));
  const ranked = byName.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const others = byName.filter(({ rank }) => rank === null);
  const line = (card: ShownAgency) => [
    text(agencyLink(view, card.agency)),
    numeric(card.rank === null ? '–' : `${card.rank} of ${card.rankedOf}`, card.rank),
    ...figures(card, subject),
    text(card.region === null ? '–' : regionName(view, card.region)),
  ];
  const minimum = view.pack.minimumForRanking;
  return html`<p>${subject === undefined ? '' : `Rank is by ${subject} coding, the best first. `}The bar shows where the true share is likely to lie: 95 times in 100 such an interval holds it. Where two bars overlap, the difference may be chance.</p>
${table({
  caption: 'League table of agencies',
  heads: ['Agency', { number: 'Rank' }, ...headings(subject), 'Region'],
  rows: ranked.map(line),
  apart: {
    why: `Not ranked: fewer than ${counted(minimum, 'record')}, an agency that is not known, or figures that are hidden`,
    rows: others.map(line),
  },
  ...(foot === undefined ? {} : { foot: [text(foot.label), numeric('', null), ...figures(foot.card, subject), text('')] }),
  filter: 'agencies',
})}`;
}

/** Source systems or units of an agency, most records first. */
export function partsTable(
  caption: string,
  head: string,
  parts: readonly (readonly [name: string | null, card: ShownScore])[],
): Markup | null {
  const subject = parts[0]?.[1].coding?.subject;
  return table({
    caption,
    heads: [head, ...headings(subject)],
    rows: [...parts]
      .sort((a, b) => (b[1].records ?? 0) - (a[1].records ?? 0))
      .map(([name, card]) => [text(name ?? '(none given)'), ...figures(card, subject)]),
    filter: 'rows',
  });
}

function headings(subject: string | undefined): (string | { readonly number: string })[] {
  return [
    ...(subject === undefined ? [] : [`${subject} coding`]),
    'Ready to submit',
    { number: 'Records' },
    { number: 'Errors' },
    { number: 'Score' },
    'Verdict',
  ];
}

function figures(card: ShownScore, subject: string | undefined): Cell[] {
  const { coding, ready, records, findings, score, verdict } = card;
  return [
    ...(subject === undefined ? [] : [{ show: coding === null ? 'no data' : drawnShare(coding.rate), by: coding?.rate.percent ?? null }]),
    { show: drawnShare(ready), by: ready.percent },
    numeric(shown(records), records),
    numeric(shown(findings.error), findings.error),
    numeric(overallInWords(card), score),
    { show: verdictWords(verdict), kind: `verdict ${verdict.verdict}` },
  ];
}

/** `not ready: 123 held`. */
export function verdictWords(verdict: Suppressible<Verdict>): string {
  const word = verdictWord({ ...verdict, held: 0, fixes: [] });
  return verdict.held === 0 ? word : `${word}: ${shown(verdict.held)} held`;
}
