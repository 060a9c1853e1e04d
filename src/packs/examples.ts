import { EVERYWHERE } from '../model/pack.ts';
import { foldSpelling } from '../model/spelling.ts';
import { didYouMean, quote, step } from './problems.ts';
import { referenceOf } from './reconcile.ts';
import { columnScope } from './references.ts';
import { proveCodelist, type Scope } from './scope.ts';
import type { ExampleJson, RuleJson } from './shapes.ts';

/**
 * Proves that a rule's examples can test it: some pass, some fail and say where, no two are the same, and all name fields that exist.
 *
 * @param at fields that a finding of the rule may stand at
 */
export function proveExamples(rule: RuleJson, at: readonly string[], file: string, scope: Scope): void {
  if (rule.examples === undefined) return;
  const { packs } = rule.examples;
  if (packs !== undefined && rule.kind !== 'file')
    scope.problems.add(
      file,
      '$.examples.packs',
      'packs whose headings are used are for rules of kind "file"; others have the headings of their own pack',
    );
  const seen = new Map<string, string>();
  for (const side of ['pass', 'fail'] as const) {
    const examples = rule.examples[side];
    const path = `$.examples.${side}`;
    if (examples?.length === 0)
      scope.problems.add(file, path, `there is no ${side}ing example; expected at least one, so that the rule is tested both ways`);
    for (const [index, example] of (examples ?? []).entries()) {
      const here = step(path, index);
      const content = sorted([
        example.records,
        example.references,
        example.repeat,
        example.previous,
        example.text,
        example.base64,
        example.as_of,
        example.codelists,
        example.encoding,
        example.waivers,
      ]);
      const twin = seen.get(content);
      if (twin !== undefined) scope.problems.add(file, here, `this example is the same as ${twin}; change or drop one`);
      else seen.set(content, here);
      if (rule.kind === 'file') proveWholeFile(example, file, here, scope);
      else if (rule.kind === 'reconcile') proveReferences(example, rule, file, here, scope);
      else proveRecords(example, at.includes(EVERYWHERE), file, here, scope);
      proveWholeBatch(example, rule, file, here, scope);
      for (const name of Object.keys(example.codelists ?? {})) proveCodelist(scope, name, file, step(step(here, 'codelists'), name));
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

/** @param everywhere true if the rule is about any field, so that records may have headings of no field too */
function proveRecords(example: ExampleJson, everywhere: boolean, file: string, path: string, scope: Scope): void {
  for (const key of ['text', 'base64'] as const)
    if (example[key] !== undefined)
      scope.problems.add(file, step(path, key), 'a whole file is for rules of kind "file": expected "records" instead');
  if (example.records === undefined) scope.problems.add(file, path, 'the key "records" is missing');
  for (const [index, record] of (example.records ?? []).entries())
    for (const heading of Object.keys(record))
      if (!everywhere && !scope.fields.has(heading) && !scope.headings.has(foldSpelling(heading))) {
        const place = step(step(step(path, 'records'), index), heading);
        scope.problems.add(
          file,
          place,
          `the pack ${quote(scope.pack)} has no field or heading ${quote(heading)}${didYouMean(heading, scope.fields.keys())}`,
        );
      }
}

/** What only examples of rules about many records may have. */
function proveWholeBatch(example: ExampleJson, rule: RuleJson, file: string, path: string, scope: Scope): void {
  const count = example.records?.length ?? 0;
  if (example.repeat !== undefined && example.repeat.length !== count)
    scope.problems.add(file, step(path, 'repeat'), `found ${example.repeat.length} numbers; expected one for each of the ${count} records`);
  if (rule.kind === 'volume' && example.previous === undefined)
    scope.problems.add(file, path, 'a rule of kind "volume" is tested against a previous run: expected "previous"');
  if (rule.kind !== 'volume' && example.previous !== undefined)
    scope.problems.add(file, step(path, 'previous'), 'a previous run is for rules of kind "volume"');
}

/** Records and rows of a rule that compares the two. */
function proveReferences(example: ExampleJson, rule: RuleJson, file: string, path: string, scope: Scope): void {
  proveRecords({ ...example, records: example.records ?? [] }, false, file, path, scope);
  const about = referenceOf(rule);
  if (about !== undefined && example.references?.[about] === undefined)
    scope.problems.add(file, step(path, 'references'), `the rows of ${quote(about)} are missing`);
  for (const [name, rows] of Object.entries(example.references ?? {})) {
    const known = scope.references.get(name);
    const here = step(step(path, 'references'), name);
    if (known === undefined)
      scope.problems.add(file, here, `there is no reference file ${quote(name)}${didYouMean(name, scope.references.keys())}`);
    else proveRecords({ records: rows }, false, file, here, columnScope(scope, known.reference));
  }
}

function proveFindings(example: ExampleJson, rule: RuleJson, at: readonly string[], file: string, path: string, scope: Scope): void {
  if ((example.findings ?? []).length === 0)
    scope.problems.add(file, path, 'a failing example says what is found: expected "findings" with at least one entry');
  if (rule.kind === 'file') return;
  for (const [index, finding] of (example.findings ?? []).entries()) {
    const here = step(step(path, 'findings'), index);
    const rows = rule.kind === 'reconcile' ? example.references?.[rule.each ?? ''] : undefined;
    const count = rows?.length ?? example.repeat?.reduce((sum, times) => sum + times, 0) ?? example.records?.length ?? 0;
    const isAboutAgencies = rule.kind === 'dominantValue' || rule.kind === 'volume';
    if (isAboutAgencies !== (finding.agency !== undefined))
      scope.problems.add(
        file,
        here,
        `${isAboutAgencies ? 'expected' : 'found'} "agency", which a finding about all records of an agency has`,
      );
    const expected = isAboutAgencies ? 'null, as it is about no one record' : `a record of the example, 1 to ${count}`;
    const counted = rows ?? example.records;
    const isOutside = finding.record === null || (finding.record !== undefined && counted !== undefined && finding.record > count);
    if (isAboutAgencies ? finding.record !== null : isOutside)
      scope.problems.add(file, step(here, 'record'), `found ${quote(finding.record)}; expected ${expected}`);
    if (finding.field !== undefined && !at.includes(EVERYWHERE) && !at.includes(finding.field ?? ''))
      scope.problems.add(
        file,
        step(here, 'field'),
        `found ${quote(finding.field)}; expected a field that the rule is at: ${at.join(', ')}`,
      );
  }
}
