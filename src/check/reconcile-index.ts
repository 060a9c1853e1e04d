import type { RecordRule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { type Growing, growing, sharedBytes, sharedCopy, sharedFloats } from './reconcile-arrays.ts';
import { encodeDate } from './reconcile-dates.ts';
import { foldKey, type KeyTable, listKeys } from './reconcile-keys.ts';
import { type LooseTable, looseRows } from './reconcile-loose.ts';
import type { ReferencePlan } from './reconcile-plan.ts';
import { compileRules } from './rules.ts';

/** What is kept of the rows of a reference file: arrays that threads share, by index of the row (its 1-based record less one). */
export interface ReferenceIndex {
  /** The file's name as given, for places. */
  readonly file: string;
  readonly rows: number;
  /** 1-based physical line. */
  readonly lines: Int32Array;
  /** By `ReferencePlan.keys`. */
  readonly tables: readonly KeyTable[];
  /** By `ReferencePlan.ways`; undefined for ways without `near`. */
  readonly loose: readonly (LooseTable | undefined)[];
  /** By `ReferencePlan.texts`: index in `words`; -1 if absent, or unknown to the column's code list. */
  readonly texts: readonly Int32Array[];
  readonly words: readonly string[];
  /** By `ReferencePlan.dates`: encoded; NaN if absent or not readable. */
  readonly dates: readonly Float64Array[];
  /** By `ReferencePlan.conditions`: 1 if the row meets them. */
  readonly met: readonly Uint8Array[];
}

/** Takes the rows of a reference file in order. */
export interface IndexBuilder {
  add(row: IntelRecord): void;
  finish(): ReferenceIndex;
}

/** @param asOf ISO day, for conditions on rows */
export function buildIndex(plan: ReferencePlan, file: string, asOf: string): IndexBuilder {
  const { view, keys, ways } = plan;
  const asked = plan.conditions.map(
    (when): RecordRule => ({ ...view.rules[0]!, kind: 'record', at: [view.fields[0]!.name], when, expect: {} }),
  );
  const rules = compileRules({ ...view, rules: asked, references: [] }, asOf);
  const lines = growing((length) => new Uint32Array(length));
  const lists = keys.map(listKeys);
  const loose = ways.map((way) => (way.near === undefined ? undefined : looseRows()));
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const texts = plan.texts.map((): Growing<Int32Array> => growing((length) => new Int32Array(length)));
  const dates = plan.dates.map((): Growing<Float64Array> => growing((length) => new Float64Array(length)));
  const met = plan.conditions.map((): Growing<Uint8Array> => growing((length) => new Uint8Array(length)));
  const codelists = view.fields.map((column) => view.codelists.get(column.codelist ?? ''));

  const textOf = (row: IntelRecord, column: number): string | undefined => {
    const { value } = row.reading(column);
    return value === undefined ? undefined : String(value);
  };
  const numberOf = (row: IntelRecord, column: number): number => {
    const text = textOf(row, column);
    if (text === undefined || codelists[column]?.entries.has(text) === false) return -1;
    const known = numbers.get(foldKey(text));
    if (known !== undefined) return known;
    numbers.set(foldKey(text), words.length);
    return words.push(text) - 1;
  };
  const dateOf = (row: IntelRecord, column: number): number => {
    const { state, value } = row.reading(column);
    return state === 'readable' && typeof value === 'string' ? encodeDate(value) : Number.NaN;
  };
  return {
    add(row) {
      lines.push(row.line);
      keys.forEach((columns, index) => {
        const key = columns.map((column) => textOf(row, column));
        lists[index]!.add(key.includes(undefined) ? undefined : (key as string[]));
      });
      loose.forEach((rowsOfWay, index) => {
        const way = ways[index]!;
        if (rowsOfWay === undefined) return;
        const key = way.equal.map(({ column }) => textOf(row, column));
        const fits = !key.includes(undefined) && way.absent.every(({ column }) => textOf(row, column) === undefined);
        rowsOfWay.add(fits ? (key as string[]) : undefined, dateOf(row, way.near!.column));
      });
      plan.texts.forEach((column, index) => {
        texts[index]!.push(numberOf(row, column));
      });
      plan.dates.forEach((column, index) => {
        dates[index]!.push(dateOf(row, column));
      });
      rules.look(row);
      for (const check of rules.checks) met[check.rule]!.push(rules.holds(check.when) ? 1 : 0);
    },
    finish() {
      return {
        file,
        rows: lines.length(),
        lines: sharedCopy(lines.filled()),
        tables: lists.map((list) => list.table()),
        loose: loose.map((rowsOfWay) => rowsOfWay?.table()),
        texts: texts.map((one) => sharedCopy(one.filled())),
        words,
        dates: dates.map((one) => {
          const copy = sharedFloats(one.length());
          copy.set(one.filled());
          return copy;
        }),
        met: met.map((one) => {
          const copy = sharedBytes(one.length());
          copy.set(one.filled());
          return copy;
        }),
      };
    },
  };
}
