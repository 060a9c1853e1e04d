import type { Codelist, CodelistEntry, Field, Pack, RecordRule, Rule, UniqueRule } from '../src/model/pack.ts';
import type { RowView } from '../src/model/row.ts';
import { foldSpelling } from '../src/model/spelling.ts';
import { makeRecord, planColumns } from '../src/normalise/index.ts';
import { viewOfCells } from '../src/read/index.ts';

/** A field with everything that a test does not care about filled in. */
export const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  description: '',
  type: 'text',
  list: false,
  required: 'no',
  sensitive: false,
  coded: false,
  aliases: [],
  ...more,
});

export const rule = (id: string, more: Partial<RecordRule>): RecordRule => ({
  id,
  title: id,
  severity: 'error',
  basis: 'record',
  dimension: 'conformity',
  weight: 5,
  message: '{value}',
  why: [],
  fix: [],
  training: [],
  source: [],
  examples: { pass: [], fail: [] },
  kind: 'record',
  at: [],
  when: {},
  expect: {},
  ...more,
});

export const unique = (id: string, more: Partial<UniqueRule>): UniqueRule => ({
  ...(rule(id, {}) as unknown as UniqueRule),
  kind: 'unique',
  fields: [],
  per: [],
  when: {},
  fold: false,
  differs: [],
  ...more,
});

/** A code list from rows of columns; every cell splits on `;`. */
export function codelist(name: string, rows: readonly Record<string, string>[]): Codelist {
  const entries = new Map<string, CodelistEntry>();
  const spellings = new Map<string, string[]>();
  for (const row of rows) {
    const code = row.code!;
    entries.set(code, {
      code,
      label: row.label ?? code,
      columns: new Map(Object.entries(row).map(([column, text]) => [column, text === '' ? [] : text.split(';')])),
      ...(row.valid_from ? { validFrom: row.valid_from } : {}),
      ...(row.valid_to ? { validTo: row.valid_to } : {}),
      ...(row.replaced_by ? { replacedBy: row.replaced_by } : {}),
    });
    for (const text of [code, row.label ?? '', ...(row.aliases ?? '').split(';')])
      if (text !== '') spellings.set(foldSpelling(text), [...new Set([...(spellings.get(foldSpelling(text)) ?? []), code])]);
  }
  return { name, version: '1', status: 'public', complete: true, sha256: '', file: `${name}.csv`, entries, spellings };
}

export const pack = (
  fields: readonly Field[],
  rules: readonly Rule[],
  codelists: readonly Codelist[] = [],
  more: Partial<Pack> = {},
): Pack => ({
  identities: [],
  fields,
  codelists: new Map(codelists.map((list) => [list.name, list])),
  rules,
  dimensionWeights: { completeness: 1, conformity: 1, accuracy: 1, integrity: 1, timeliness: 1, duplication: 1 },
  minimumForRanking: 30,
  maps: new Map(),
  ...more,
});

/** A row of a file as a reader would lend it. */
export const rowOf = (cells: readonly (string | readonly string[] | null)[], record = 1): RowView => ({
  ...viewOfCells(cells, record),
  line: record + 1,
  start: record * 100,
  end: record * 100 + 99,
});

/** Cells by field name. */
export type Cells = Readonly<Record<string, string | readonly string[] | null>>;

/** Lends records of a pack, one after the other as the program does: for rows of the same columns it is one object, good until the next. */
export function lender(of: Pack) {
  const made = new Map<string, ReturnType<typeof makeRecord>>();
  return (cells: Cells, record = 1) => {
    const columns = Object.keys(cells);
    const key = columns.join();
    if (!made.has(key)) made.set(key, makeRecord(of, planColumns(columns, 1, of.fields, undefined, {}), undefined));
    const lent = made.get(key)!;
    lent.load(rowOf(Object.values(cells), record));
    return lent;
  };
}

/** A record of `pack` whose cells are given by field name. */
export const recordOf = (of: Pack, cells: Cells, record = 1) => lender(of)(cells, record);
