import { FILLED, MARKED, MEANINGLESS, type Measured, SPOKEN, UNKNOWN } from '../model/measured.ts';
import type { CodingState, Measures } from '../model/tally.ts';

/** Days beyond which spans are counted together: ten years. */
export const MOST_DAYS = 3_652;

/** Places of a topic's four counts. */
export const TOPIC_STATES: readonly CodingState[] = ['correct', 'wrong', 'missing', 'suspected'];
const STATES = TOPIC_STATES.length;

/** Measures of no records. */
export function emptyMeasures(): Measures {
  return { undated: 0, months: new Map(), topics: [], lags: [], before: [], values: [], defaults: [] };
}

/** Counts one record. @param coding the coding state that it is in, null if it is neither declared nor suspected */
export function countMeasured(sums: Measures, measured: Measured, coding: CodingState | null): void {
  const { topics, lags, values, defaults, month } = measured;
  let monthly: number[] | undefined;
  if (month === UNKNOWN) sums.undated++;
  else {
    monthly = sums.months.get(month);
    if (monthly === undefined) {
      monthly = new Array<number>(2 + topics.length).fill(0);
      sums.months.set(month, monthly);
    }
    monthly[0]!++;
    if (coding !== null && coding !== 'suspected') monthly[1]!++;
  }
  for (let i = 0; i < topics.length; i++) {
    const topic = topics[i]!;
    if (topic === 0) continue;
    if (topic === SPOKEN) bump(sums.topics, i * STATES + 3);
    if (topic !== MARKED) continue;
    const state = coding === 'correct' ? 0 : coding === 'wrong' ? 1 : 2;
    bump(sums.topics, i * STATES + state);
    if (monthly !== undefined) monthly[2 + i]!++;
  }
  for (let i = 0; i < lags.length; i++) {
    const days = lags[i]!;
    if (days === UNKNOWN) continue;
    if (days < 0) bump(sums.before, i);
    else more(lagsOf(sums, i), Math.min(days, MOST_DAYS), 1);
  }
  for (let i = 0; i < values.length; i++) {
    const own = valuesOf(sums, i);
    const value = values[i];
    if (value === undefined) own.absent++;
    else {
      own.present++;
      if (typeof value === 'string') more(own.counts, value, 1);
      else if (typeof value === 'boolean') more(own.counts, value ? 'yes' : 'no', 1);
      else if (value.length === 1) more(own.counts, value[0]!, 1);
      else for (const item of new Set(value)) more(own.counts, item, 1);
    }
  }
  for (let i = 0; i < defaults.length; i++) {
    const found = defaults[i]!;
    if (found >= FILLED) bump(sums.defaults, 2 * i);
    if (found === MEANINGLESS) bump(sums.defaults, 2 * i + 1);
  }
}

/** Adds every count of `from` to `into`; `from` is left as it is. */
export function addMeasures(into: Measures, from: Measures): void {
  into.undated += from.undated;
  for (const [month, counts] of from.months) {
    const known = into.months.get(month);
    if (known === undefined) into.months.set(month, [...counts]);
    else addAll(known, counts);
  }
  addAll(into.topics, from.topics);
  addAll(into.before, from.before);
  addAll(into.defaults, from.defaults);
  for (const [i, lags] of from.lags.entries()) for (const [days, records] of lags) more(lagsOf(into, i), days, records);
  for (const [i, { present, absent, counts }] of from.values.entries()) {
    const own = valuesOf(into, i);
    own.present += present;
    own.absent += absent;
    for (const [value, records] of counts) more(own.counts, value, records);
  }
}

function bump(counts: number[], at: number): void {
  while (counts.length <= at) counts.push(0);
  counts[at]!++;
}

function addAll(into: number[], from: readonly number[]): void {
  for (let i = 0; i < from.length; i++) into[i] = (into[i] ?? 0) + from[i]!;
}

function more<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function lagsOf({ lags }: Measures, index: number): Map<number, number> {
  while (lags.length <= index) lags.push(new Map());
  return lags[index]!;
}

function valuesOf({ values }: Measures, index: number): Measures['values'][number] {
  while (values.length <= index) values.push({ present: 0, absent: 0, counts: new Map() });
  return values[index]!;
}
