import { type BatchFound, judgeTogether } from './batch-examples.ts';
import { type CompiledRules, compileRules, makeJudge, NO_CODING } from './check/index.ts';
import { EVERYWHERE, type FileRule, type Pack, type RecordRule, type Rule, type RuleExample } from './model/pack.ts';
import { fieldsOfColumns, makeRecord, planColumns } from './normalise/index.ts';
import { withCodelists } from './packs/index.ts';
import { viewOfCells } from './read/index.ts';
import { judgeReconciled } from './reconcile-examples.ts';

/** One example that does not come out as it says. */
export interface ExampleFailure {
  readonly rule: string;
  readonly example: string;
  readonly message: string;
}

/** How examples of rules about files are tried: lints a small file and gives the records, null for none, at which a rule has findings. */
export type LintFile = (
  bytes: Uint8Array,
  rule: FileRule,
  asOf: string,
  given: Pick<RuleExample, 'encoding' | 'waivers'>,
) => Promise<readonly (number | null)[]>;

/** The day that stands for today in examples that do not name one. */
const AS_OF = '2026-06-30';

/** Findings of one example: record, field where the rule stands at several, and agency where the rule is about agencies. */
type Found = readonly BatchFound[];

const columnsOf = ({ records = [] }: RuleExample): readonly string[] => [...new Set(records.flatMap((record) => Object.keys(record)))];

/** The pack that an example is judged by: with its code lists and, for a rule about any field, with its headings. */
function packOf(pack: Pack, rule: RecordRule, example: RuleExample): Pack {
  const listed = example.codelists === undefined ? pack : withCodelists(pack, example.codelists);
  if (!rule.at.includes(EVERYWHERE)) return listed;
  const columns = columnsOf(example);
  const used = new Set(planColumns(columns, 0, pack.fields, undefined, {}).columnOf);
  return { ...listed, fields: [...pack.fields, ...fieldsOfColumns(columns.filter((_, column) => !used.has(column)))] };
}

/** Records of an example as the reader would give them: every field that any of them names is a column. */
function* load(pack: Pack, example: RuleExample) {
  const records = example.records ?? [];
  const columns = columnsOf(example);
  const plan = planColumns(columns, 0, pack.fields, undefined, {});
  const record = makeRecord(pack, plan, undefined);
  let number = 0;
  for (const [index, cells] of records.entries()) {
    const row = columns.map((column) => (Object.hasOwn(cells, column) ? cells[column]! : null));
    for (let times = example.repeat?.[index] ?? 1; times > 0; times--) {
      number++;
      record.load(viewOfCells(row, number));
      yield record;
    }
  }
}

function judgeRecords(rules: CompiledRules, index: number, example: RuleExample): Found {
  const { pack } = rules;
  const judge = makeJudge({ ...rules, checks: rules.checks.filter((check) => check.rule === index), coding: NO_CODING }, []);
  const found: { record: number; field: string }[] = [];
  for (const record of load(pack, example))
    for (const check of judge.judge(record).failed) found.push({ record: record.record, field: pack.fields[check.at]!.name });
  for (const [, message] of judge.crashes) throw new Error(`crashed: ${message}`);
  return found;
}

const described = (found: Found): string =>
  found.length === 0
    ? 'no finding'
    : found
        .map(
          ({ record, field, agency }) =>
            `${record === null ? (agency ?? 'the file') : `record ${record}`}${field === null ? '' : ` at ${field}`}`,
        )
        .join(', ');

/** Whether what was found is what the example says; a field that it does not name is not compared. */
function agrees(found: Found, expected: NonNullable<RuleExample['findings']>): boolean {
  const left = [...found];
  for (const { record, field, agency } of expected) {
    const fits = (one: BatchFound) => field === undefined || one.field === null || one.field === field;
    const at = left.findIndex((one) => one.record === record && fits(one) && (agency === undefined || one.agency === agency));
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
  const find = async (rule: Rule, index: number, example: RuleExample): Promise<Found> => {
    const asOf = example.as_of ?? AS_OF;
    if (rule.kind === 'record') {
      const own = packOf(pack, rule, example);
      if (own === pack) return judgeRecords(rulesAt(asOf), index, example);
      const { coding: _coding, scorecard: _scorecard, ...few } = { ...own, rules: [rule] };
      return judgeRecords(compileRules(few, asOf), 0, example);
    }
    if (rule.kind !== 'file') {
      const { coding: _coding, scorecard: _scorecard, ...few } = { ...pack, rules: [rule] };
      if (rule.kind === 'reconcile') return judgeReconciled(compileRules(few, asOf), load, example);
      return judgeTogether(compileRules(few, asOf), load(few, example), example);
    }
    const bytes = example.base64 === undefined ? Buffer.from(example.text ?? '') : Buffer.from(example.base64, 'base64');
    return (await lintFile(bytes, rule, asOf, example)).map((record) => ({ record, field: null }));
  };
  let passed = 0;
  const failures: ExampleFailure[] = [];
  for (const [index, rule] of pack.rules.entries())
    for (const kind of ['pass', 'fail'] as const)
      for (const example of rule.examples[kind]) {
        const expected = kind === 'fail' ? (example.findings ?? []) : [];
        try {
          const found = await find(rule, index, example);
          if (agrees(found, expected)) passed++;
          else {
            const said = described(expected.map(({ field, ...rest }) => ({ ...rest, field: field ?? null })));
            failures.push({ rule: rule.id, example: example.name, message: `found ${described(found)}, the example says ${said}` });
          }
        } catch (error) {
          failures.push({ rule: rule.id, example: example.name, message: error instanceof Error ? error.message : String(error) });
        }
      }
  return { passed, failures };
}
