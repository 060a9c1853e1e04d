import { type Basis, type Conditions, type Dimension, EVERYWHERE, type Rule, type RuleExamples, type Severity } from '../model/pack.ts';
import { FAULTS, LAYOUT_FAULTS, WAIVER_FAULTS } from '../model/row.ts';
import { proveConditions, proveNamed } from './conditions.ts';
import { proveExamples } from './examples.ts';
import { KEYWORDS } from './keywords.ts';
import { withNamed } from './named.ts';
import { didYouMean, quote, step } from './problems.ts';
import { judgedScope, makeReconcileRule, proveReconcile, RECONCILE_FACTS, referenceOf } from './reconcile.ts';
import type { ReferenceScope } from './scope.ts';
import { fieldIn, type Scope } from './scope.ts';
import type { RuleJson } from './shapes.ts';
import { proveSuggesters } from './suggesters.ts';

const list = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : [value].flat());

/** Fields that findings of a rule stand at: its `at`, else the fields that a `unique` rule compares. */
export const placesOf = (rule: RuleJson): readonly string[] => (rule.at === undefined ? list(rule.fields) : list(rule.at));

/**
 * True if the rule makes the absence of a field an error that stands at it.
 *
 * @param everywhere true if it must do so for every record, whatever its other values
 */
export function asksFor(rule: RuleJson, field: string, everywhere: boolean): boolean {
  const conditional = rule.is !== undefined || Object.keys(rule.when ?? {}).length > 0;
  const present = rule.expect?.[field] === true || rule.expect?.['@'] === true;
  return rule.severity === 'error' && placesOf(rule).includes(field) && present && !(everywhere && conditional);
}

/** Proves all of a rule that its schema can't: what it names, and that its parts fit each other. */
export function proveRule(rule: RuleJson, file: string, packScope: Scope): void {
  const scope = judgedScope(rule, packScope);
  const { problems } = scope;
  if (rule.kind === 'reconcile') proveReconcile(rule, file, packScope);
  const at = placesOf(rule);
  if (rule.severity === 'error' && rule.basis !== undefined && rule.basis !== 'record')
    problems.add(
      file,
      '$.severity',
      `found "error" with basis ${quote(rule.basis)}; only what record and pack prove (basis "record") may be an error`,
    );
  if (rule.fault !== undefined) {
    const faults: readonly string[] = [...FAULTS, ...LAYOUT_FAULTS, ...WAIVER_FAULTS];
    if (!faults.includes(rule.fault))
      problems.add(file, '$.fault', `there is no fault ${quote(rule.fault)} of a file${didYouMean(rule.fault, faults)}`);
  }
  for (const key of ['at', 'fields', 'per', 'differs'] as const)
    for (const [index, name] of list(rule[key]).entries())
      if (name !== EVERYWHERE || key !== 'at')
        fieldIn(scope, name, file, typeof rule[key] === 'string' ? `$.${key}` : step(`$.${key}`, index));
  if (at.includes(EVERYWHERE) && (at.length > 1 || (rule.kind ?? 'record') !== 'record'))
    problems.add(file, '$.at', '"*" stands alone, for every field, and only in rules of kind "record"');
  if (rule.is !== undefined) proveNamed(rule.is, file, '$.is', scope);
  for (const key of ['when', 'expect'] as const) if (rule[key] !== undefined) proveConditions(rule[key], at, file, `$.${key}`, scope);
  if (rule.expect !== undefined && Object.keys(rule.expect).length === 0)
    problems.add(file, '$.expect', 'found an empty object; a rule that expects nothing finds nothing');
  const { from, to } = rule.effective ?? {};
  if (from !== undefined && to !== undefined && from > to)
    problems.add(file, '$.effective.to', `found ${quote(to)}; expected a day that is not before ${from}`);
  if (rule.near !== undefined && rule.near.equal > rule.near.bands)
    problems.add(file, '$.near.equal', `found ${rule.near.equal}; expected at most ${rule.near.bands}, the number of bands`);
  if (rule.kind === 'dominantValue')
    for (const name of at)
      if (scope.fields.get(name)?.coded === false)
        problems.add(file, '$.at', `values of ${quote(name)} are not counted: expected a field that is "coded"`);
  proveSuggesters(rule, file, scope);
  if (rule.message !== undefined) proveMessage(rule.message, rule, file, scope);
  proveExamples(rule, at, file, packScope);
}

/** Names of the facts that keywords in some conditions, and in those that they name, tell of a value. */
function factsIn(value: unknown, scope: Scope, trail: readonly string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'is' && typeof inner === 'string')
      return trail.includes(inner) ? [] : factsIn(scope.conditions.get(inner), scope, [...trail, inner]);
    return [...(Object.hasOwn(KEYWORDS, key) ? (KEYWORDS[key]!.facts ?? []) : []), ...factsIn(inner, scope, trail)];
  });
}

/** What fills the blanks of rules about all records of an agency, by their kind. */
const BATCH_FACTS: Readonly<Partial<Record<NonNullable<RuleJson['kind']>, readonly string[]>>> = {
  dominantValue: ['agency', 'field', 'value', 'records', 'percent', 'peers'],
  volume: ['agency', 'records', 'previous', 'previous_as_of', 'percent'],
};

function proveMessage(message: string, rule: RuleJson, file: string, scope: Scope): void {
  const add = (text: string) => scope.problems.add(file, '$.message', text);
  const blanks = [...message.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  if (/[{}]/.test(message.replaceAll(/\{[^{}]*\}/g, ''))) add('a brace is not closed or not opened; a blank reads {name}');
  const known = BATCH_FACTS[rule.kind ?? 'record'] ?? [
    ...['value', 'field'],
    ...factsIn([rule.when, rule.expect, { is: rule.is }], scope),
    ...(rule.kind === 'reconcile' ? RECONCILE_FACTS : []),
    ...scope.fields.keys(),
  ];
  for (const blank of blanks) {
    const filled = rule.kind === 'file' ? /^[a-z_A-Z]+$/.test(blank) : known.includes(blank);
    const others = BATCH_FACTS[rule.kind ?? 'record'] === undefined ? 'value, field or the name of a field' : known.join(', ');
    if (!filled) add(`nothing fills the blank {${blank}}; expected ${others}${didYouMean(blank, known)}`);
  }
}

/** The rule as the rest of the program has it; its file is proven, so that no key lacks. */
export function makeRule(
  id: string,
  json: RuleJson,
  named: ReadonlyMap<string, Conditions>,
  references: ReadonlyMap<string, ReferenceScope>,
): Rule {
  const words = {
    id,
    title: json.title!,
    severity: json.severity as Severity,
    basis: json.basis as Basis,
    dimension: json.dimension as Dimension,
    weight: json.weight!,
    ...(json.asks === undefined ? {} : { asks: json.asks }),
    message: json.message!,
    why: json.why!,
    fix: json.fix!,
    training: json.training ?? [],
    source: json.source ?? [],
    ...(json.effective === undefined ? {} : { effective: json.effective }),
    // Examples of file rules have `text` or `base64` in place of records, which the type does not say yet.
    examples: json.examples as RuleExamples,
  };
  const at = placesOf(json);
  if (json.kind === 'file') return { ...words, kind: 'file', fault: json.fault! };
  const limits = json.limits as never;
  if (json.kind === 'dominantValue') return { ...words, kind: 'dominantValue', at, limits };
  if (json.kind === 'volume') return { ...words, kind: 'volume', limits };
  const given: Conditions = json.is === undefined ? (json.when ?? {}) : { ...json.when, is: json.is as unknown as Conditions };
  const when = withNamed(given, named);
  if (json.kind === 'reconcile') return makeReconcileRule(words, json, when, named, references.get(referenceOf(json)!)!.limits);
  const keyed = { at, when, fields: json.fields!, differs: json.differs ?? [] };
  if (json.kind === 'unique') return { ...words, kind: 'unique', ...keyed, per: json.per ?? [], fold: json.fold ?? false };
  if (json.kind === 'nearDuplicate') return { ...words, kind: 'nearDuplicate', ...keyed, near: json.near! };
  const suggest = json.suggest === undefined ? {} : { suggest: json.suggest };
  return { ...words, kind: 'record', at, when, expect: withNamed(json.expect!, named), ...suggest };
}
