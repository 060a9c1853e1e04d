import { foldSpelling } from '../model/spelling.ts';
import { didYouMean, quote, step } from './problems.ts';
import type { Scope } from './scope.ts';
import type { ExampleJson, RuleJson } from './shapes.ts';

/**
 * Proves that a rule's examples can test it: some pass, some fail and say where, no two are the same, and all name fields that exist.
 *
 * @param at fields that a finding of the rule may stand at
 */
export function proveExamples(rule: RuleJson, at: readonly string[], file: string, scope: Scope): void {
  if (rule.examples === undefined) return;
  const seen = new Map<string, string>();
  for (const side of ['pass', 'fail'] as const) {
    const examples = rule.examples[side];
    const path = `$.examples.${side}`;
    if (examples?.length === 0)
      scope.problems.add(file, path, `there is no ${side}ing example; expected at least one, so that the rule is tested both ways`);
    for (const [index, example] of (examples ?? []).entries()) {
      const here = step(path, index);
      const content = sorted([example.records, example.text, example.base64, example.as_of]);
      const twin = seen.get(content);
      if (twin !== undefined) scope.problems.add(file, here, `this example is the same as ${twin}; change or drop one`);
      else seen.set(content, here);
      if (rule.kind === 'file') proveWholeFile(example, file, here, scope);
      else proveRecords(example, file, here, scope);
      if (side === 'fail') proveFindings(example, rule, at, file, here, scope);
    }
  }
}

/** JSON text in which the order of keys makes no difference. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  );

function proveWholeFile(example: ExampleJson, file: string, path: string, scope: Scope): void {
  if (example.records !== undefined)
    scope.problems.add(file, step(path, 'records'), 'a rule of kind "file" is tested on a whole file: expected "text" instead');
  else if ((example.text === undefined) === (example.base64 === undefined))
    scope.problems.add(file, path, 'expected the whole file as "text", or as "base64" if it is not plain text');
}

function proveRecords(example: ExampleJson, file: string, path: string, scope: Scope): void {
  for (const key of ['text', 'base64'] as const)
    if (example[key] !== undefined)
      scope.problems.add(file, step(path, key), 'a whole file is for rules of kind "file": expected "records" instead');
  if (example.records === undefined) scope.problems.add(file, path, 'the key "records" is missing');
  for (const [index, record] of (example.records ?? []).entries())
    for (const heading of Object.keys(record))
      if (!scope.fields.has(heading) && !scope.headings.has(foldSpelling(heading))) {
        const place = step(step(step(path, 'records'), index), heading);
        scope.problems.add(
          file,
          place,
          `the pack ${quote(scope.pack)} has no field or heading ${quote(heading)}${didYouMean(heading, scope.fields.keys())}`,
        );
      }
}

function proveFindings(example: ExampleJson, rule: RuleJson, at: readonly string[], file: string, path: string, scope: Scope): void {
  if ((example.findings ?? []).length === 0)
    scope.problems.add(file, path, 'a failing example says what is found: expected "findings" with at least one entry');
  if (rule.kind === 'file') return;
  for (const [index, finding] of (example.findings ?? []).entries()) {
    const here = step(step(path, 'findings'), index);
    const count = example.records?.length ?? 0;
    if (finding.record === null || (finding.record !== undefined && example.records && finding.record > count))
      scope.problems.add(file, step(here, 'record'), `found ${quote(finding.record)}; expected a record of the example, 1 to ${count}`);
    if (finding.field !== undefined && !at.includes(finding.field ?? ''))
      scope.problems.add(
        file,
        step(here, 'field'),
        `found ${quote(finding.field)}; expected a field that the rule is at: ${at.join(', ')}`,
      );
  }
}
