import type { Share } from '../model/run.ts';

/** A count with thousands separators, the same in every locale: 4212 → `4,212`. */
export function count(n: number): string {
  const [whole = '', fraction] = String(n).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1 record`, `2,000 records`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A share's per cent with two decimals. */
export function percent(share: Share): string {
  return share.percent === null ? 'no data' : `${share.percent.toFixed(2)}%`;
}

/** A share's per cent with its base: `98.12% of 4,000`. */
export function percentOf(share: Share): string {
  return share.percent === null ? 'no data' : `${percent(share)} of ${count(share.n)}`;
}

/** A share's 95 % interval in per cent: `97.70–98.50`; empty without data. */
export function interval(share: Share): string {
  return share.interval === null ? '' : `${share.interval[0].toFixed(2)}–${share.interval[1].toFixed(2)}`;
}

/** A score of 0–100 with two decimals. */
export function score(value: number | null): string {
  return value === null ? 'no data' : value.toFixed(2);
}

/** Points that a score would gain, with two decimals; a dash for what weighs nothing. */
export function gained(points: number | null): string {
  if (points === null) return '–';
  return points < 0.005 ? '<0.01' : points.toFixed(2);
}

/** What every list that may be capped says of itself: `shown 1,000 of 48,210`. */
export function shownOf(shown: number, total: number): string {
  return `shown ${count(shown)} of ${count(total)}`;
}
