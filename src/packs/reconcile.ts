import type { Conditions, Field, RuleWords } from '../model/pack.ts';
import type { ReconcileRule, Relation, Way } from '../model/reference.ts';
import { proveConditions, proveNamed } from './conditions.ts';
import { withNamed } from './named.ts';
import { didYouMean, quote, step } from './problems.ts';
import { columnScope } from './references.ts';
import type { ReferenceScope } from './scope.ts';
import { fieldIn, type Scope } from './scope.ts';
import type { DaysJson, RelationJson, RuleJson, WayJson } from './shapes.ts';

/** Stands in `each` where a rule judges the records and not the rows of a reference file. */
const RECORDS = 'record';

/** What fills the blanks of a message, besides values. */
export const RECONCILE_FACTS = ['other', 'days', 'limit', 'last', 'from', 'to'] as const;

/** Name of the reference file that a rule is about. */
export const referenceOf = (rule: RuleJson): string | undefined => (rule.each === RECORDS ? rule.expectRow?.of : rule.each);

/** The scope of what a rule judges: the fields of records, or the columns of the reference file. */
export function judgedScope(rule: RuleJson, scope: Scope): Scope {
  const known = scope.references.get(referenceOf(rule) ?? '');
  return known === undefined || rule.each === RECORDS ? scope : columnScope(scope, known.reference);
}

/** Proves what is special of a rule that compares records with a reference file. */
export function proveReconcile(rule: RuleJson, file: string, scope: Scope): void {
  const { problems } = scope;
  const expected = { expectRecord: rule.each !== RECORDS, expectUnique: rule.each !== RECORDS, expectRow: rule.each === RECORDS };
  for (const [key, fits] of Object.entries(expected))
    if (rule[key as keyof typeof expected] !== undefined && !fits)
      problems.add(file, `$.${key}`, `this does not go with "each": ${quote(rule.each)}`);
  const name = referenceOf(rule);
  const place = rule.each === RECORDS ? '$.expectRow.of' : '$.each';
  const known = name === undefined ? undefined : scope.references.get(name);
  if (known === undefined) {
    if (name !== undefined)
      problems.add(
        file,
        place,
        `the pack ${quote(scope.pack)} has no reference file ${quote(name)}${didYouMean(name, scope.references.keys())}`,
      );
    return;
  }
  if (rule.severity === 'error')
    problems.add(file, '$.severity', 'found "error"; another file does not prove that a record is wrong: expected "warning" or "info"');
  const prover = proverOf(known, file, scope);
  const { expectRecord, expectRow, expectUnique } = rule;
  if (expectRecord !== undefined) {
    prover.ways(expectRecord.match ?? [], '$.expectRecord.match', false);
    prover.days(expectRecord.withinDays, '$.expectRecord.withinDays');
    if (expectRecord.period?.column !== undefined) prover.column(expectRecord.period.column, '$.expectRecord.period.column', true);
    prover.days(expectRecord.period?.graceDays, '$.expectRecord.period.graceDays');
  }
  if (expectRow !== undefined) {
    prover.ways(expectRow.match ?? [], '$.expectRow.match', expectRow.byWay === undefined);
    const agrees = prover.relations(expectRow.agrees ?? {}, '$.expectRow.agrees', ['equal', 'notAfter']);
    if (expectRow.satisfies !== undefined)
      proveConditions(expectRow.satisfies, [], file, '$.expectRow.satisfies', columnScope(scope, known.reference));
    if (expectRow.first === true && (agrees.length !== 1 || agrees[0]!.kind !== 'notAfter'))
      problems.add(file, '$.expectRow.first', 'the earliest record is judged by one "notAfter" in "agrees" and nothing else');
    if (expectRow.byWay !== undefined && expectRow.byWay >= (expectRow.match?.length ?? 0))
      problems.add(file, '$.expectRow.byWay', `found ${expectRow.byWay}; expected a way that another one follows`);
  }
  for (const [index, column] of (expectUnique ?? []).entries()) prover.column(column, step('$.expectUnique', index), false);
}

function proverOf({ reference, limits }: ReferenceScope, file: string, scope: Scope) {
  const { problems } = scope;
  const columns = columnScope(scope, reference);
  const isDate = (field: Field | undefined, path: string): void => {
    if (field !== undefined && field.type !== 'date') problems.add(file, path, `found ${quote(field.name)}; expected a date`);
  };
  const column = (name: string, path: string, date: boolean, shown = false): void => {
    const found = columns.fields.get(name);
    if (found === undefined)
      problems.add(file, path, `${quote(reference.name)} has no column ${quote(name)}${didYouMean(name, columns.fields.keys())}`);
    else if (date) isDate(found, path);
    else if (shown && found.sensitive) problems.add(file, path, `found ${quote(name)}; findings would show what a sensitive column holds`);
  };
  const days = (found: DaysJson | undefined, path: string): void => {
    if (typeof found === 'string' && !Object.hasOwn(limits, found))
      problems.add(file, path, `${quote(reference.name)} has no limit ${quote(found)}${didYouMean(found, Object.keys(limits))}`);
  };
  const relations = (json: Readonly<Record<string, RelationJson>>, path: string, kinds: readonly Relation['kind'][]): readonly Relation[] =>
    Object.entries(json).map(([name, relation]) => {
      const here = step(path, name);
      const made = relationOf(name, relation, limits);
      const dated = made.kind === 'near' || made.kind === 'notAfter';
      const field = fieldIn(scope, name, file, here);
      if (!kinds.includes(made.kind)) problems.add(file, here, `${quote(made.kind)} does not belong here`);
      if (dated) isDate(field, here);
      else if (field?.list) problems.add(file, here, `found ${quote(name)}; a list is not compared`);
      column(made.column, here, dated, kinds.includes('notAfter'));
      if (typeof relation === 'object' && 'days' in relation) days(relation.days, step(here, 'days'));
      return made;
    });
  return {
    column,
    days,
    relations,
    /** @param exact true if none may rest on nearness */
    ways(json: readonly WayJson[], path: string, exact: boolean): void {
      for (const [index, { is, ...way }] of json.entries()) {
        const here = step(path, index);
        if (is !== undefined) proveNamed(is, file, step(here, 'is'), scope);
        const made = relations(way as Readonly<Record<string, RelationJson>>, here, ['equal', 'near', 'absent']);
        if (!made.some(({ kind }) => kind === 'equal'))
          problems.add(file, here, 'a way needs a field that equals a column: field name → column name');
        if (made.some(({ kind }) => kind === 'near') && (exact || index === 0))
          problems.add(file, here, 'a way with "near" stands only after one without, in rules that say which way it was');
      }
    },
  };
}

function relationOf(field: string, json: RelationJson, limits: ReferenceScope['limits']): Relation {
  if (typeof json === 'string') return { kind: 'equal', field, column: json };
  if ('absent' in json) return { kind: 'absent', field, column: json.absent };
  const days = daysOf(json.days, limits);
  return 'near' in json ? { kind: 'near', field, column: json.near, days } : { kind: 'notAfter', field, column: json.notAfter, days };
}

const daysOf = (days: DaysJson, limits: ReferenceScope['limits']): number => (typeof days === 'number' ? days : (limits[days] ?? 0));

/** The rule as the rest of the program has it; its file is proven. */
export function makeReconcileRule(
  words: RuleWords,
  json: RuleJson,
  when: Conditions,
  named: ReadonlyMap<string, Conditions>,
  limits: ReferenceScope['limits'],
): ReconcileRule {
  const relations = (found: Readonly<Record<string, RelationJson>>): readonly Relation[] =>
    Object.entries(found).map(([field, relation]) => relationOf(field, relation, limits));
  const wayOf = ({ is, ...way }: WayJson): Way => ({
    relations: relations(way as Readonly<Record<string, RelationJson>>),
    when: is === undefined ? {} : withNamed({ is: is as unknown as Conditions }, named),
  });
  const base = { ...words, kind: 'reconcile', reference: referenceOf(json)!, at: [json.at!].flat(), when } as const;
  const { expectRecord, expectRow, expectUnique } = json;
  if (expectRecord !== undefined) {
    const { match, withinDays, period } = expectRecord;
    return {
      ...base,
      judges: 'row',
      match: match!.map(wayOf),
      ...(withinDays === undefined ? {} : { withinDays: daysOf(withinDays, limits) }),
      ...(period === undefined ? {} : { period: { column: period.column!, graceDays: daysOf(period.graceDays!, limits) } }),
    };
  }
  if (expectUnique !== undefined) return { ...base, judges: 'repeats', columns: expectUnique };
  const { match, agrees = {}, satisfies, first = false, byWay } = expectRow!;
  return {
    ...base,
    judges: 'record',
    match: match!.map(wayOf),
    agrees: relations(agrees),
    ...(satisfies === undefined ? {} : { satisfies: withNamed(satisfies, named) }),
    first,
    ...(byWay === undefined ? {} : { byWay }),
  };
}
