import { provePattern } from './pattern.ts';
import { quote, step } from './problems.ts';
import { fieldIn, proveColumn, type Scope } from './scope.ts';
import type { RuleJson } from './shapes.ts';

/** Proves what a rule's suggesters name: patterns that can be compiled, fields, and columns of code lists. */
export function proveSuggesters(rule: RuleJson, file: string, scope: Scope): void {
  const { problems } = scope;
  if (rule.suggest !== undefined && (rule.kind ?? 'record') !== 'record')
    problems.add(file, '$.suggest', `only a rule of kind "record" has suggestions; this one is of kind ${quote(rule.kind)}`);
  for (const [index, suggester] of (rule.suggest ?? []).entries()) {
    const at = step('$.suggest', index);
    if ('rewrite' in suggester) {
      if (suggester.if !== undefined) provePattern(suggester.if, file, step(at, 'if'), problems);
      for (const [place, [pattern]] of suggester.rewrite.entries())
        provePattern(pattern, file, step(step(step(at, 'rewrite'), place), 0), problems);
    }
    if ('value' in suggester && suggester.field !== undefined) fieldIn(scope, suggester.field, file, step(at, 'field'));
    if ('exchange' in suggester) fieldIn(scope, suggester.exchange, file, step(at, 'exchange'));
    if ('speaksOf' in suggester) {
      fieldIn(scope, suggester.speaksOf.field, file, step(step(at, 'speaksOf'), 'field'));
      for (const name of [rule.at ?? []].flat()) {
        const list = scope.fields.get(name)?.codelist;
        if (list === undefined) problems.add(file, step(at, 'speaksOf'), `${quote(name)}, where the finding stands, has no code list`);
        else proveColumn(scope, list, suggester.speaksOf.column, file, step(step(at, 'speaksOf'), 'column'));
      }
    }
    if (!('column' in suggester)) continue;
    const here = step(at, 'column');
    const field = fieldIn(scope, suggester.column.field, file, step(here, 'field'));
    if (field === undefined) continue;
    if (field.codelist === undefined) problems.add(file, step(here, 'field'), `${quote(field.name)} has no code list`);
    else proveColumn(scope, field.codelist, suggester.column.column, file, step(here, 'column'));
  }
}
