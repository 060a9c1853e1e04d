import type { DominantValueRule, Pack } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { fieldIndex } from './keywords/keyword.ts';

/** Values of a field beyond which they are no longer counted: it then holds no codes. */
export const MOST_VALUES = 10_000;

/** How often each value of a field stands in the records of each agency. Sums, so that they merge in any order. */
export interface ValueCounts {
  /** Index of the field in `Pack.fields`. */
  readonly field: number;
  /** Agency (its code) → value → records. Null if the field has more than MOST_VALUES values. */
  agencies: Map<string, { records: number; readonly values: Map<string, number> }> | null;
}

export interface ValueCounter {
  /** Counts the values of a record. @param agency code of its agency; records without a known one are left out */
  add(record: IntelRecord, agency: string | null): void;
  /** What was counted since it was begun. */
  counts(): readonly ValueCounts[];
  /** Begins to count anew. */
  begin(): void;
}

/** True if a field has more values, over all agencies, than are counted. */
function isTooMany(agencies: NonNullable<ValueCounts['agencies']>): boolean {
  let most = 0;
  for (const { values } of agencies.values()) most += values.size;
  if (most <= MOST_VALUES) return false;
  const all = new Set<string>();
  for (const { values } of agencies.values()) for (const value of values.keys()) all.add(value);
  return all.size > MOST_VALUES;
}

/** Counts of one field while they grow: plain arrays, as every record adds to them. */
interface Growing {
  readonly field: number;
  /** Value → its number; null when there were too many. */
  codes: Map<string, number> | null;
  /** By number of the agency: records with the field, and by number of the value those that have it. */
  readonly records: number[];
  readonly sums: number[][];
  /** Numbers of values by the identity of their reading, where that leaves it. */
  readonly ids: Float64Array;
  readonly known: Int32Array;
}

/** Places for the numbers of values, a power of two. */
const PLACES = 256;

/** Counts the values of all fields that rules about dominant values look at. Of a list, each value counts once a record. */
export function countValues(pack: Pack): ValueCounter {
  const names = new Set(pack.rules.flatMap((rule) => (rule.kind === 'dominantValue' ? rule.at : [])));
  const fields: Growing[] = [...names].map((name) => ({
    field: fieldIndex(pack, name),
    ...{ codes: new Map(), records: [], sums: [], ids: new Float64Array(PLACES), known: new Int32Array(PLACES) },
  }));
  const agencies = new Map<string, number>();
  const codeOf = (own: Growing, value: string): number => {
    const known = own.codes!.get(value);
    if (known !== undefined) return known;
    const code = own.codes!.size;
    own.codes!.set(value, code);
    if (own.codes!.size > MOST_VALUES) own.codes = null;
    return code;
  };
  const count = (own: Growing, agency: number, code: number): void => {
    const sums = own.sums[agency]!;
    sums[code] = (sums[code] ?? 0) + 1;
  };
  /** The number of a single value, of which the reading is mostly one that came before. */
  const codeOfOne = (own: Growing, id: number, value: string): number => {
    const place = id & (PLACES - 1);
    if (own.ids[place] === id) return own.known[place]!;
    const code = codeOf(own, value);
    own.ids[place] = id;
    own.known[place] = code;
    return code;
  };
  const countsOf = ({ field, codes, records, sums }: Growing): ValueCounts => {
    if (codes === null) return { field, agencies: null };
    const found: NonNullable<ValueCounts['agencies']> = new Map();
    for (const [name, agency] of agencies) {
      if (!records[agency]) continue;
      const values = new Map<string, number>();
      for (const [value, code] of codes) if (sums[agency]![code]) values.set(value, sums[agency]![code]!);
      found.set(name, { records: records[agency]!, values });
    }
    return { field, agencies: found };
  };
  return {
    counts: () => fields.map(countsOf),
    begin() {
      agencies.clear();
      for (const own of fields) {
        own.codes = new Map();
        own.records.length = own.sums.length = 0;
        own.ids.fill(0);
      }
    },
    add(record, name) {
      if (name === null || fields.length === 0) return;
      let agency = agencies.get(name);
      if (agency === undefined) {
        agency = agencies.size;
        agencies.set(name, agency);
        for (const { records, sums } of fields) {
          records.push(0);
          sums.push([]);
        }
      }
      for (const own of fields) {
        const { state, value, id } = record.reading(own.field);
        if (state !== 'readable' || value === undefined) continue;
        own.records[agency]!++;
        if (own.codes === null) continue;
        if (typeof value === 'string') count(own, agency, codeOfOne(own, id, value));
        else if (typeof value === 'boolean') count(own, agency, codeOfOne(own, id, value ? 'yes' : 'no'));
        else if (value.length === 1) count(own, agency, codeOfOne(own, id, value[0]!));
        else for (const item of new Set(value)) if (own.codes !== null) count(own, agency, codeOf(own, item));
      }
    },
  };
}

/** Adds the counts of a part of a run to those of all, which are by index of the field. The order of the parts does not matter. */
export function addValues(sums: Map<number, ValueCounts>, part: readonly ValueCounts[]): void {
  for (const { field, agencies } of part) {
    const sum = sums.get(field) ?? { field, agencies: new Map() };
    sums.set(field, sum);
    if (agencies === null) sum.agencies = null;
    if (sum.agencies === null || agencies === null) continue;
    for (const [agency, { records, values }] of agencies) {
      const own = sum.agencies.get(agency) ?? { records: 0, values: new Map<string, number>() };
      own.records += records;
      for (const [value, count] of values) own.values.set(value, (own.values.get(value) ?? 0) + count);
      sum.agencies.set(agency, own);
    }
    if (isTooMany(sum.agencies)) sum.agencies = null;
  }
}

/** A value that stands on far more of an agency's records than among its peers. */
export interface Dominant {
  readonly agency: string;
  readonly value: string;
  /** Records of the agency that have the field, and the share of them (0–1) that have the value. */
  readonly records: number;
  readonly share: number;
  /** Median of the peers' shares, 0–1. */
  readonly peers: number;
}

/**
 * Judges the agencies by one field. A value is dominant if the agency's share of it reaches `share` and exceeds the median of its peers'
 * shares by `overPeers`; of several the most frequent counts, then the first in code unit order.
 *
 * @returns the agencies judged, and what was found, in code unit order of the agencies
 */
export function dominantValues(
  limits: DominantValueRule['limits'],
  agencies: NonNullable<ValueCounts['agencies']>,
): { readonly judged: readonly string[]; readonly found: readonly Dominant[] } {
  const large = [...agencies].filter(([, { records }]) => records >= limits.minimumRecords).sort(([a], [b]) => (a < b ? -1 : 1));
  if (large.length - 1 < limits.minimumPeers) return { judged: [], found: [] };
  const shareOf = (value: string, own: { records: number; values: ReadonlyMap<string, number> }) =>
    (own.values.get(value) ?? 0) / own.records;
  const found = large.flatMap(([agency, own]) => {
    const [most] = [...own.values].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    if (most === undefined) return [];
    const [value] = most;
    const share = shareOf(value, own);
    const peers = median(large.flatMap(([other, theirs]) => (other === agency ? [] : [shareOf(value, theirs)])));
    return share >= limits.share && share - peers >= limits.overPeers ? [{ agency, value, records: own.records, share, peers }] : [];
  });
  return { judged: large.map(([agency]) => agency), found };
}

/** The middle one of some numbers, or the mean of the two middle ones. */
function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
