import { join } from 'node:path';
import type { Field } from '../model/pack.ts';
import type { ReadCodelist } from './codelist.ts';
import { proveConditions } from './conditions.ts';
import { type Definition, type Definitions, visible } from './definitions.ts';
import { proveApart, proveField } from './fields.ts';
import type { Gathered } from './gather.ts';
import { proveMap } from './map.ts';
import { circles } from './named.ts';
import type { Part } from './parts.ts';
import { didYouMean, type Problems, quote, step } from './problems.ts';
import { makeReference, proveReference } from './references.ts';
import { asksFor, proveRule } from './rule.ts';
import { headingsOf, type Scope } from './scope.ts';
import { proveScorecard } from './scorecard.ts';
import type { RuleJson } from './shapes.ts';
import type { Uses } from './uses.ts';

function scopeOf(
  part: Part,
  all: Gathered,
  fields: readonly Field[],
  lists: ReadonlyMap<string, ReadCodelist>,
  uses: Uses,
  problems: Problems,
): Scope {
  const seen = visible(all.fields, part);
  const own = fields.filter((field) => seen.has(field.name));
  return {
    pack: part.id,
    fields: new Map(own.map((field) => [field.name, field])),
    headings: new Set(own.flatMap((field) => [...headingsOf(field)])),
    codelists: new Map([...visible(all.codelists, part).keys()].map((name) => [name, lists.get(name)!.columns])),
    conditions: new Map([...visible(all.conditions, part)].map(([name, { value }]) => [name, value])),
    references: new Map(
      [...visible(all.references, part)].map(([name, { value }]) => [
        name,
        { reference: makeReference(name, value, fields), limits: value.limits ?? {} },
      ]),
    ),
    uses(list, column, file) {
      const known = uses.columns.get(list) ?? new Map<string, string>();
      uses.columns.set(list, known.has(column) ? known : known.set(column, file));
    },
    holdsPatterns(list, column) {
      uses.patterns.set(list, new Set([...(uses.patterns.get(list) ?? []), column]));
    },
    problems,
  };
}

/**
 * Proves all that the files of the packs name, and that they fit each other.
 *
 * @param uses gets what is asked of code lists
 */
export function proveAll(
  parts: readonly Part[],
  all: Gathered,
  fields: readonly Field[],
  lists: ReadonlyMap<string, ReadCodelist>,
  uses: Uses,
  problems: Problems,
): void {
  const scopes = new Map(parts.map((part) => [part, scopeOf(part, all, fields, lists, uses, problems)]));
  const scopeAt = (definition: Definition<unknown>) => scopes.get(definition.part)!;
  for (const field of fields) {
    const definitions = all.fields.get(field.name)!;
    proveField(field, definitions, scopeAt(definitions.at(-1)!));
  }
  proveApart(fields, (name) => all.fields.get(name)!.at(-1)!, problems);
  for (const definitions of all.conditions.values())
    for (const definition of definitions) proveConditions(definition.value, [], definition.file, definition.path, scopeAt(definition));
  const named = new Map([...all.conditions].map(([name, definitions]) => [name, definitions.at(-1)!.value]));
  for (const { name, way } of circles(named)) {
    const { file, path } = all.conditions.get(name)!.at(-1)!;
    problems.add(file, path, `conditions name each other in a circle: ${way.join(' → ')}`);
  }
  for (const [name, definitions] of all.references)
    for (const definition of definitions) proveReference(name, definition, scopeAt(definition), all.rules);
  for (const definitions of all.rules.values())
    for (const definition of definitions) proveRule(definition.value, definition.file, scopeAt(definition));
  for (const definitions of all.maps.values())
    for (const definition of definitions) proveMap(definition.value, scopeAt(definition).fields, definition.file, problems);
  for (const [part, scope] of scopes) {
    proveCoding(part, scope, all.rules);
    proveScorecard(part, scope, all.rules);
  }
  provePresence(fields, all, problems);
  proveFaults(all.rules, problems);
}

function proveCoding(part: Part, scope: Scope, rules: Definitions<RuleJson>): void {
  const { coding } = part.json;
  const file = join(part.shown, 'pack.json');
  if (coding === undefined) return;
  if (coding.field !== undefined && !scope.fields.has(coding.field))
    scope.problems.add(
      file,
      '$.coding.field',
      `the pack ${quote(part.id)} has no field ${quote(coding.field)}${didYouMean(coding.field, scope.fields.keys())}`,
    );
  for (const key of ['declared', 'correct', 'suspected'] as const)
    if (coding[key] !== undefined) proveConditions(coding[key], [], file, `$.coding.${key}`, scope);
  const known = visible(rules, part);
  for (const [index, id] of (coding.faults ?? []).entries())
    if (!known.has(id))
      scope.problems.add(file, step('$.coding.faults', index), `there is no rule ${quote(id)}${didYouMean(id, known.keys())}`);
}

/** A required field that no rule asks for would be missing and nobody would say so. */
function provePresence(fields: readonly Field[], all: Gathered, problems: Problems): void {
  const rules = [...all.rules.values()].map((definitions) => definitions.at(-1)!.value);
  for (const { name, required } of fields) {
    if (required === 'no' || rules.some((rule) => asksFor(rule, name, required === 'always'))) continue;
    const { file, path } = all.fields.get(name)!.findLast(({ value }) => value.required !== undefined)!;
    problems.add(
      file,
      step(path, 'required'),
      `found ${quote(required)}, but no error at ${quote(name)} has { ${quote(name)}: true } in "expect"${required === 'always' ? ' and nothing in "when"' : ''}; add a rule that says it is missing`,
    );
  }
}

/** A fault of a file has words from one rule only. */
function proveFaults(rules: Definitions<RuleJson>, problems: Problems): void {
  const files = new Map<string, string>();
  for (const definitions of rules.values())
    for (const { value, file } of definitions) {
      if (value.fault === undefined) continue;
      const other = files.get(value.fault);
      if (other === undefined) files.set(value.fault, file);
      else problems.add(file, '$.fault', `the fault ${quote(value.fault)} has its words already, in ${other}`);
    }
}
