import type { ShownScore, ShownShare } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { count, counted } from '../numbers.ts';

/** Stands in the place of a figure that small counts hide. */
export const HIDDEN = 'hidden';

/** A count, or the word for one that is hidden. */
export const shown = (n: number | null): string => (n === null ? HIDDEN : count(n));

/** `82.10% of 340`; `no data` for 0 of 0. */
export function shareInWords({ count: of, n, percent }: ShownShare): string {
  if (n === 0) return 'no data';
  if (of === null || n === null || percent === null) return HIDDEN;
  return `${percent.toFixed(2)}% of ${count(n)}`;
}

/** A share alone, for a headline that says its n beside it. */
export const percentInWords = ({ n, percent }: ShownShare): string =>
  n === 0 ? 'no data' : percent === null ? HIDDEN : `${percent.toFixed(2)}%`;

/** A score of 0 to 100 over `n` judgements, null if that is hidden: where there were any, a score is missing because it is hidden. */
export const scoreInWords = (score: number | null, n: number | null): string =>
  score !== null ? score.toFixed(2) : n === 0 ? 'no data' : HIDDEN;

/** The overall score of a card. */
export function overallInWords({ score, dimensions }: Pick<ShownScore, 'score' | 'dimensions'>): string {
  const hasData = Object.values(dimensions).some(({ n }) => n !== 0);
  return scoreInWords(score, hasData ? null : 0);
}

/** `1 record`, `4,212 findings`; a hidden count reads `a hidden number of records`. */
export const countedInWords = (n: number | null, one: string): string => (n === null ? `a hidden number of ${one}s` : counted(n, one));

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `2026-11-12` as `12 November 2026`, `2026-11` as `November 2026`. */
export function dayInWords(iso: string): string {
  const [year = '', month = '', day] = iso.split('-');
  return [...(day === undefined ? [] : [String(Number(day))]), MONTHS[Number(month) - 1] ?? month, year].join(' ');
}

/** A share with its interval drawn to scale, 0 to 100 from left to right. */
export function drawnShare(share: ShownShare): Markup {
  const { percent, interval } = share;
  const [low = null, high = null] = interval ?? [];
  if (percent === null || low === null || high === null) return html`${shareInWords(share)}`;
  const label = `95% interval from ${low.toFixed(2)}% to ${high.toFixed(2)}%`;
  return html`${shareInWords(share)}<svg class="interval" role="img" aria-label="${label}" width="130" height="12" viewBox="-3 0 106 10" preserveAspectRatio="none"><rect y="4.25" width="100" height="1.5"/><rect class="range" x="${short(low)}" y="2" width="${short(Math.max(0.8, high - low))}" height="6"/><rect class="point" x="${short(percent - 0.8)}" y="0" width="1.6" height="10"/></svg>`;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);
