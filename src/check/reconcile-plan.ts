import type { Conditions, Pack } from '../model/pack.ts';
import type { MatchRule, Reference, Relation, Way } from '../model/reference.ts';
import { fieldIndex } from './keywords/keyword.ts';
import type { Test } from './test.ts';

/** A relation with the indexes of its field and column. */
export interface PlannedRelation {
  readonly kind: Relation['kind'];
  readonly field: number;
  readonly column: number;
  readonly days: number;
}

/** A way in which records and rows belong together, ready to be tried. */
export interface PlannedWay {
  readonly equal: readonly PlannedRelation[];
  readonly absent: readonly PlannedRelation[];
  /** If there is one, a row serves one record at most, and the end of the run decides which. */
  readonly near: PlannedRelation | undefined;
  /** Place of its columns in `ReferencePlan.keys`. */
  readonly key: number;
  /** Of the record. */
  readonly when: Test;
  readonly fields: readonly number[];
}

/** A rule that judges records. */
export interface PlannedMatch {
  readonly rule: number;
  /** Index of the field. */
  readonly at: number;
  readonly when: Test;
  /** Indexes in `ReferencePlan.ways`, in order of trial. */
  readonly ways: readonly number[];
  readonly agrees: readonly PlannedRelation[];
  /** Index in `ReferencePlan.conditions`, -1 for none. */
  readonly satisfies: number;
  /** Index of its tracker, -1 unless only the earliest record of a row is judged. */
  readonly tracker: number;
  readonly byWay: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly fields: readonly number[];
}

/** A rule that judges rows. */
export interface PlannedRow {
  readonly rule: number;
  /** Index of the column. */
  readonly at: number;
  readonly condition: number;
  readonly ways: readonly number[];
  readonly withinDays: number | undefined;
  /** `date` is an index in `ReferencePlan.dates`. */
  readonly period: { readonly date: number; readonly graceDays: number } | undefined;
  readonly fields: readonly number[];
}

/** A rule against rows that repeat others. */
export interface PlannedRepeats {
  readonly rule: number;
  readonly at: number;
  readonly condition: number;
  readonly key: number;
}

/** All that the rules ask of one reference file. The same for every thread that has the pack. */
export interface ReferencePlan {
  readonly reference: Reference;
  /** The pack with the columns as its fields, so that rows are read and shown as records are. */
  readonly view: Pack;
  /** Columns, by index, that together make a key. */
  readonly keys: readonly (readonly number[])[];
  readonly ways: readonly PlannedWay[];
  /** Columns whose text, or date, is compared. */
  readonly texts: readonly number[];
  readonly dates: readonly number[];
  /** Asked of every row once. */
  readonly conditions: readonly Conditions[];
  readonly matches: readonly PlannedMatch[];
  readonly rows: readonly PlannedRow[];
  readonly repeats: readonly PlannedRepeats[];
  /** Trackers of the earliest record of a row: one for each way without `near`, then one for each rule that asks for it. */
  readonly trackers: number;
  /** Index in `texts` of the column with the agency, -1 for none. */
  readonly agency: number;
}

/** Makes a test of records: what the conditions compare must be readable. */
export type MakeTest = (conditions: Conditions) => Test;

/** Index of a value in a list, which is made longer if it is not there. */
function placeIn<T>(list: T[], value: T): number {
  const key = JSON.stringify(value);
  const known = list.findIndex((one) => JSON.stringify(one) === key);
  return known === -1 ? list.push(value) - 1 : known;
}

/** The pack as the rows of a reference file see it. */
export const viewOf = (pack: Pack, reference: Reference): Pack => {
  const { coding: _coding, scorecard: _scorecard, ...rest } = pack;
  return { ...rest, fields: reference.columns };
};

function planReference(pack: Pack, reference: Reference, testOf: MakeTest): ReferencePlan {
  const view = viewOf(pack, reference);
  const [keys, texts, dates]: [number[][], number[], number[]] = [[], [], []];
  const conditions: Conditions[] = [];
  const [ways, written]: [PlannedWay[], Way[]] = [[], []];
  const relation = (one: Relation): PlannedRelation => {
    const column = fieldIndex(view, one.column);
    if (one.kind === 'near' || one.kind === 'notAfter') placeIn(dates, column);
    return { kind: one.kind, field: fieldIndex(pack, one.field), column, days: 'days' in one ? one.days : 0 };
  };
  const wayOf = (way: Way): number => {
    const known = placeIn(written, way);
    if (known < ways.length) return known;
    const relations = way.relations.map(relation);
    const equal = relations.filter((one) => one.kind === 'equal').sort((a, b) => a.column - b.column);
    const near = relations.find((one) => one.kind === 'near');
    const key =
      near === undefined
        ? placeIn(
            keys,
            equal.map((one) => one.column),
          )
        : -1;
    const absent = relations.filter((one) => one.kind === 'absent');
    ways.push({ equal, absent, near, key, when: testOf(way.when), fields: relations.map((one) => one.field) });
    return known;
  };
  const own = pack.rules.flatMap((rule, index) =>
    rule.kind === 'reconcile' && rule.reference === reference.name ? [{ rule, index }] : [],
  );
  for (const { rule } of own) if (rule.judges !== 'repeats') rule.match.forEach(wayOf);
  const exact = ways.map((way) => way.near === undefined);
  let trackers = ways.length;
  const agencyColumn = reference.columns.findIndex((column) => column.role === 'agency');
  const agency = agencyColumn === -1 ? -1 : placeIn(texts, agencyColumn);
  const dateField = pack.fields.findIndex((field) => field.role === 'date');

  const matchOf = (rule: MatchRule, index: number): PlannedMatch => {
    const agrees = rule.agrees.map(relation);
    for (const { kind, column } of agrees) if (kind === 'equal') placeIn(texts, column);
    const used = rule.match.map(wayOf);
    return {
      rule: index,
      at: fieldIndex(pack, rule.at[0]!),
      when: testOf(rule.when),
      ways: used,
      agrees,
      satisfies: rule.satisfies === undefined ? -1 : placeIn(conditions, rule.satisfies),
      tracker: rule.first ? trackers++ : -1,
      byWay: rule.byWay,
      from: rule.effective?.from,
      to: rule.effective?.to,
      fields: [...used.flatMap((way) => ways[way]!.fields), ...agrees.map((one) => one.field)],
    };
  };
  const matches = own.flatMap(({ rule, index }) => (rule.judges === 'record' ? [matchOf(rule, index)] : []));
  const rows = own.flatMap(({ rule, index }): PlannedRow[] => {
    if (rule.judges !== 'row') return [];
    const used = rule.match.map(wayOf);
    const { period, withinDays } = rule;
    const needed = used.filter((way) => exact[way]).flatMap((way) => ways[way]!.fields);
    return [
      {
        rule: index,
        at: fieldIndex(view, rule.at[0]!),
        condition: placeIn(conditions, rule.when),
        ways: used,
        withinDays,
        period: period && { date: placeIn(dates, fieldIndex(view, period.column)), graceDays: period.graceDays },
        fields: withinDays === undefined || dateField === -1 ? needed : [...needed, dateField],
      },
    ];
  });
  const repeats = own.flatMap(({ rule, index }): PlannedRepeats[] => {
    if (rule.judges !== 'repeats') return [];
    const columns = rule.columns.map((name) => fieldIndex(view, name)).sort((a, b) => a - b);
    return [{ rule: index, at: fieldIndex(view, rule.at[0]!), condition: placeIn(conditions, rule.when), key: placeIn(keys, columns) }];
  });
  return { reference, view, keys, ways, texts, dates, conditions, matches, rows, repeats, trackers, agency };
}

/** As `compileRules` has them, but for the tests of records: enough to read reference files. */
export const plansToRead = (pack: Pack): readonly ReferencePlan[] => planReferences(pack, () => ({ marks: new Int32Array(0), calls: [] }));

/** What the rules of a pack ask of each of its reference files, in the pack's order. */
export const planReferences = (pack: Pack, testOf: MakeTest): readonly ReferencePlan[] =>
  (pack.references ?? []).map((reference) => planReference(pack, reference, testOf));
