import type { RecordRule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import type { NumberStore, OpenNumbers, StoredNumbers } from '../model/stored-numbers.ts';
import { type KeyTable, listKeys } from './reconcile-keys.ts';
import { looseRows } from './reconcile-loose.ts';
import type { ReferencePlan } from './reconcile-plan.ts';
import { listTexts } from './reconcile-texts.ts';
import { dateOf, textOf } from './record-values.ts';
import { compileRules } from './rules.ts';

/** What is kept of the rows of a reference file; passes between threads. A row is named by its index: its 1-based record less one. */
export interface ReferenceIndex {
  /** The file's name as given, for places. */
  readonly file: string;
  readonly rows: number;
  /** The numbers of each row, as `placesIn` orders them. */
  readonly numbers: StoredNumbers;
  /** Texts that rows have by place. */
  readonly texts: StoredNumbers;
  /** By `ReferencePlan.keys`. */
  readonly tables: readonly KeyTable[];
  /** By `ReferencePlan.ways`; undefined for ways without `near`. */
  readonly loose: readonly (StoredNumbers | undefined)[];
}

/** Where each fact stands among the numbers of a row: the place of the first, and how many numbers there are. */
export const placesIn = ({ keys, conditions, texts, dates }: ReferencePlan) => {
  const hasKey = 3;
  const met = hasKey + keys.length;
  const text = met + conditions.length;
  const date = text + texts.length;
  return { line: 0, start: 1, end: 2, hasKey, met, text, date, width: date + dates.length };
};

/** Takes the rows of a reference file in order. */
export interface IndexBuilder {
  add(row: IntelRecord): void;
  finish(): ReferenceIndex;
}

/** @param asOf ISO day, for conditions on rows */
export function buildIndex(plan: ReferencePlan, file: string, asOf: string, store: NumberStore, open: OpenNumbers): IndexBuilder {
  const { view, keys, ways } = plan;
  const asked = plan.conditions.map(
    (when): RecordRule => ({ ...view.rules[0]!, kind: 'record', at: [view.fields[0]!.name], when, expect: {} }),
  );
  const rules = compileRules({ ...view, rules: asked, references: [] }, asOf);
  const numbers = store.writer('f64');
  const lists = keys.map(() => listKeys(store, open));
  const loose = ways.map((way) => (way.near === undefined ? undefined : looseRows(store)));
  const texts = listTexts(store);
  const met = new Uint8Array(plan.conditions.length);
  const codelists = view.fields.map((column) => view.codelists.get(column.codelist ?? ''));
  let rows = 0;

  const placeOfText = (row: IntelRecord, column: number): number => {
    const text = textOf(row, column);
    return text === undefined || codelists[column]?.entries.has(text) === false ? -1 : texts.placeOf(text);
  };
  /** The texts of some columns; undefined if one is absent. */
  const keyOf = (row: IntelRecord, columns: readonly number[]): readonly string[] | undefined => {
    const key = columns.map((column) => textOf(row, column));
    return key.includes(undefined) ? undefined : (key as string[]);
  };
  return {
    add(row) {
      for (const number of [row.line, row.start, row.end]) numbers.push(number);
      keys.forEach((columns, index) => {
        const key = keyOf(row, columns);
        numbers.push(key === undefined ? 0 : 1);
        if (key !== undefined) lists[index]!.add(key, rows);
      });
      rules.look(row);
      met.fill(0);
      for (const check of rules.checks) met[check.rule] = rules.holds(check.when) ? 1 : 0;
      for (const one of met) numbers.push(one);
      for (const column of plan.texts) numbers.push(placeOfText(row, column));
      for (const column of plan.dates) numbers.push(dateOf(row, column));
      loose.forEach((near, index) => {
        const way = ways[index]!;
        if (near === undefined || way.absent.some(({ column }) => textOf(row, column) !== undefined)) return;
        const [key, date] = [
          keyOf(
            row,
            way.equal.map(({ column }) => column),
          ),
          dateOf(row, way.near!.column),
        ];
        if (key !== undefined && !Number.isNaN(date)) near.add(key, date, rows);
      });
      rows++;
    },
    finish: () => ({
      file,
      rows,
      numbers: numbers.finish(),
      texts: texts.finish(),
      tables: lists.map((list) => list.table()),
      loose: loose.map((near) => near?.finish()),
    }),
  };
}
