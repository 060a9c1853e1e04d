import { type CompiledRules, collectKeys, compileRules, makeJudge, repeats } from './check/index.ts';
import type { FileRule, Pack, RecordRule, RuleExample, UniqueRule } from './model/pack.ts';
import type { RowView } from './model/row.ts';
import { makeRecord, planColumns } from './normalise/index.ts';

/** One example that does not come out as it says. */
export interface ExampleFailure {
  readonly rule: string;
  readonly example: string;
  readonly message: string;
}

/** How examples of rules about files are tried: lints a small file and gives the records, null for none, at which a rule has findings. */
export type LintFile = (bytes: Uint8Array, rule: string, asOf: string) => Promise<readonly (number | null)[]>;

/** The day that stands for today in examples that do not name one. */
const AS_OF = '2026-06-30';

/** Findings of one example: record, and field where the rule stands at several. */
type Found = readonly { readonly record: number | null; readonly field: string | null }[];

const rowOf = (cells: RowView['cell'], record: number, length: number): RowView => ({
  record,
  line: record,
  start: record,
  end: record,
  length,
  ragged: false,
  cell: cells,
});

/** Records of an example as the reader would give them: every field that any of them names is a column. */
function* load(pack: Pack, example: RuleExample) {
  const records = example.records ?? [];
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const plan = planColumns(columns, 0, pack.fields, undefined, {});
  const record = makeRecord(pack, plan, undefined);
  for (const [index, cells] of records.entries()) {
    record.load(rowOf((column) => (Object.hasOwn(cells, columns[column]!) ? cells[columns[column]!]! : null), index + 1, columns.length));
    yield record;
  }
}

function judgeRecords(rules: CompiledRules, index: number, example: RuleExample): Found {
  const { pack } = rules;
  const judge = makeJudge({ ...rules, checks: rules.checks.filter((check) => check.rule === index), codingOf: () => null }, []);
  const found: { record: number; field: string }[] = [];
  for (const record of load(pack, example))
    for (const check of judge.judge(record).failed) found.push({ record: record.record, field: pack.fields[check.at]!.name });
  for (const [, message] of judge.crashes) throw new Error(`crashed: ${message}`);
  return found;
}

function judgeUnique(pack: Pack, index: number, example: RuleExample): Found {
  const collector = collectKeys(pack, new Set([...pack.rules.keys()].filter((other) => other !== index)));
  for (const record of load(pack, example)) collector.add(record);
  const keys = collector.keys[0]!;
  const rule = pack.rules[index] as UniqueRule;
  return [...repeats([keys])].map(({ at }) => ({ record: keys.records[at]!, field: rule.at[0] ?? rule.fields[0]! }));
}

const described = (found: Found): string =>
  found.length === 0
    ? 'no finding'
    : found
        .map(({ record, field }) => `${record === null ? 'the file' : `record ${record}`}${field === null ? '' : ` at ${field}`}`)
        .join(', ');

/** Whether what was found is what the example says; a field that it does not name is not compared. */
function agrees(found: Found, expected: NonNullable<RuleExample['findings']>): boolean {
  const left = [...found];
  for (const { record, field } of expected) {
    const at = left.findIndex((one) => one.record === record && (field === undefined || one.field === null || one.field === field));
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

/**
 * Tries every example of every rule; only that rule is run on it. Cells pass through normalisation as a file's would.
 * @param lintFile tries the examples of rules about files
 */
export async function testExamples(
  pack: Pack,
  lintFile: LintFile,
): Promise<{ readonly passed: number; readonly failures: readonly ExampleFailure[] }> {
  const compiled = new Map<string, CompiledRules>();
  const rulesAt = (asOf: string): CompiledRules => {
    const known = compiled.get(asOf) ?? compileRules(pack, asOf);
    compiled.set(asOf, known);
    return known;
  };
  const find = async (rule: RecordRule | UniqueRule | FileRule, index: number, example: RuleExample): Promise<Found> => {
    const asOf = example.as_of ?? AS_OF;
    if (rule.kind === 'record') return judgeRecords(rulesAt(asOf), index, example);
    if (rule.kind === 'unique') return judgeUnique(pack, index, example);
    const bytes = example.base64 === undefined ? Buffer.from(example.text ?? '') : Buffer.from(example.base64, 'base64');
    return (await lintFile(bytes, rule.id, asOf)).map((record) => ({ record, field: null }));
  };
  let passed = 0;
  const failures: ExampleFailure[] = [];
  for (const [index, rule] of pack.rules.entries())
    for (const [kind, examples] of Object.entries(rule.examples))
      for (const example of examples) {
        const expected = kind === 'fail' ? (example.findings ?? []) : [];
        try {
          const found = await find(rule, index, example);
          if (agrees(found, expected)) passed++;
          else {
            const said = described(expected.map(({ record, field }) => ({ record, field: field ?? null })));
            failures.push({ rule: rule.id, example: example.name, message: `found ${described(found)}, the example says ${said}` });
          }
        } catch (error) {
          failures.push({ rule: rule.id, example: example.name, message: error instanceof Error ? error.message : String(error) });
        }
      }
  return { passed, failures };
}
