import type { Basis, Conditions, Dimension, Rule, RuleExample, Severity } from '../model/pack.ts';
import { FAULTS, LAYOUT_FAULTS } from '../model/row.ts';
import { proveConditions, proveNamed } from './conditions.ts';
import { proveExamples } from './examples.ts';
import { withNamed } from './named.ts';
import { didYouMean, quote, step } from './problems.ts';
import { fieldIn, type Scope } from './scope.ts';
import type { RuleJson } from './shapes.ts';

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
export function proveRule(rule: RuleJson, file: string, scope: Scope): void {
  const { problems } = scope;
  const at = placesOf(rule);
  if (rule.severity === 'error' && rule.basis !== undefined && rule.basis !== 'record')
    problems.add(
      file,
      '$.severity',
      `found "error" with basis ${quote(rule.basis)}; only what record and pack prove (basis "record") may be an error`,
    );
  if (rule.fault !== undefined) {
    const faults: readonly string[] = [...FAULTS, ...LAYOUT_FAULTS];
    if (!faults.includes(rule.fault))
      problems.add(file, '$.fault', `there is no fault ${quote(rule.fault)} of a file${didYouMean(rule.fault, faults)}`);
  }
  for (const key of ['at', 'fields', 'per'] as const)
    for (const [index, name] of list(rule[key]).entries())
      fieldIn(scope, name, file, typeof rule[key] === 'string' ? `$.${key}` : step(`$.${key}`, index));
  if (rule.is !== undefined) proveNamed(rule.is, file, '$.is', scope);
  for (const key of ['when', 'expect'] as const) if (rule[key] !== undefined) proveConditions(rule[key], at, file, `$.${key}`, scope);
  if (rule.expect !== undefined && Object.keys(rule.expect).length === 0)
    problems.add(file, '$.expect', 'found an empty object; a rule that expects nothing finds nothing');
  const { from, to } = rule.effective ?? {};
  if (from !== undefined && to !== undefined && from > to)
    problems.add(file, '$.effective.to', `found ${quote(to)}; expected a day that is not before ${from}`);
  if (rule.message !== undefined) proveMessage(rule.message, rule, file, scope);
  proveExamples(rule, at, file, scope);
}

function proveMessage(message: string, rule: RuleJson, file: string, scope: Scope): void {
  const add = (text: string) => scope.problems.add(file, '$.message', text);
  const blanks = [...message.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  if (/[{}]/.test(message.replaceAll(/\{[^{}]*\}/g, ''))) add('a brace is not closed or not opened; a blank reads {name}');
  const known = ['value', 'field', ...scope.fields.keys()];
  for (const blank of blanks) {
    const filled = rule.kind === 'file' ? /^[a-z_A-Z]+$/.test(blank) : known.includes(blank);
    if (!filled) add(`nothing fills the blank {${blank}}; expected value, field or the name of a field${didYouMean(blank, known)}`);
  }
}

/** The rule as the rest of the program has it; its file is proven, so that no key lacks. */
export function makeRule(id: string, json: RuleJson, named: ReadonlyMap<string, Conditions>): Rule {
  const words = {
    id,
    title: json.title!,
    severity: json.severity as Severity,
    basis: json.basis as Basis,
    dimension: json.dimension as Dimension,
    weight: json.weight!,
    message: json.message!,
    why: json.why!,
    fix: json.fix!,
    training: json.training ?? [],
    source: json.source ?? [],
    ...(json.effective === undefined ? {} : { effective: json.effective }),
    // Examples of file rules have `text` or `base64` in place of records, which the type does not say yet.
    examples: json.examples as { readonly pass: readonly RuleExample[]; readonly fail: readonly RuleExample[] },
  };
  const at = placesOf(json);
  if (json.kind === 'file') return { ...words, kind: 'file', fault: json.fault! };
  if (json.kind === 'unique') return { ...words, kind: 'unique', at, fields: json.fields!, per: json.per ?? [] };
  const when: Conditions = json.is === undefined ? (json.when ?? {}) : { ...json.when, is: json.is as unknown as Conditions };
  return { ...words, kind: 'record', at, when: withNamed(when, named), expect: withNamed(json.expect!, named) };
}
