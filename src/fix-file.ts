import { changesOf, corrected, entriesOf, measure } from './correct.ts';
import { chained, type JournalHead, makeFolder, undoHead, undoLine, writeContent, writeLines } from './fix/index.ts';
import { type FixChoice, makeFixes } from './fixes.ts';
import { lint } from './lint.ts';
import type { LintInput, LintOptions, LintResult } from './lint-job.ts';
import { InputError } from './model/errors.ts';
import type { Confidence } from './model/pack.ts';
import { type SplitCounts, splitFile } from './splitting.ts';

export interface FixFileOptions
  extends FixChoice,
    Pick<
      LintOptions,
      | 'pack'
      | 'packOptions'
      | 'map'
      | 'set'
      | 'waivers'
      | 'asOf'
      | 'jobs'
      | 'encoding'
      | 'delimiter'
      | 'workFolder'
      | 'toolVersion'
      | 'signal'
    > {
  readonly input: LintInput;
  /** Names of input and output as the journal gives them: relative to its folder. */
  readonly names: { readonly input: string; readonly output: string };
  /** Options as the journal gives them. */
  readonly shown: JournalHead['options'];
  /** Whether the records that may be submitted and those that may not are wanted apart. */
  readonly split: boolean;
}

/** Counts of the changes that mend findings of one rule at one field. */
export interface FixCount {
  readonly rule: string;
  readonly field: string;
  readonly confidence: Confidence;
  readonly changes: number;
}

export interface FixFileResult {
  readonly records: number;
  readonly changes: number;
  readonly recordsChanged: number;
  /** Most changes first. */
  readonly counts: readonly FixCount[];
  /** Fixes that were not made: they can't be written in the file's encoding or form, or would bring out another fault. */
  readonly refused: number;
  /** Suggestions that are left for somebody to look at. */
  readonly forReview: number;
  /** Records that may be submitted before and after. */
  readonly ready: { readonly before: number; readonly after: number };
  /** Paths in the work folder. */
  readonly files: {
    readonly fixed: string;
    readonly journal: string;
    readonly undo: string;
    readonly ready?: string;
    readonly held?: string;
  };
  readonly split?: SplitCounts;
}

/** An input that is not whole can't be given back whole. */
function proveWhole(result: LintResult, { file }: LintInput): void {
  const [problem] = result.problems;
  if (problem !== undefined) throw new InputError(problem);
  const [input] = result.inputs;
  if (input === undefined || !input.survey.complete)
    throw new InputError(`${file}: ${input?.survey.why ?? 'it can not be read'}; only a whole file can be corrected`);
  if (input.survey.kind === 'xlsx')
    throw new InputError(`${file}: a workbook can't be corrected byte for byte: save it as CSV, correct that, and open the copy`);
}

async function countReview(result: LintResult): Promise<number> {
  let count = 0;
  for await (const { suggestion } of result.findings()) if (suggestion?.confidence === 'review') count++;
  return count;
}

/**
 * Makes a corrected copy of a file, its journal and the bytes that it replaced, all in the work folder; the input is only read.
 * The copy is linted before it is handed out: fixes that did not mend their fault, or that brought out another, are taken back, and what
 * they uncovered is mended, until nothing changes. Memory grows with the number of changes.
 *
 * @throws InputError if the input is not whole or of a kind that can't be corrected in place; the signal's reason if it is aborted
 */
export async function fixFile(options: FixFileOptions): Promise<FixFileResult> {
  const { input, workFolder, map } = options;
  const run = async (path: string, round: number): Promise<LintResult> => {
    const folder = `${workFolder}/round-${round}`;
    await makeFolder(folder);
    const { level: _level, only: _only, names: _names, split: _split, input: _input, shown: _shown, ...rest } = options;
    const inputs = [{ path, file: input.file }];
    return lint({ ...rest, inputs, values: 'show', marking: '', workFolder: folder, shown: {} });
  };
  const before = await run(input.path, 0);
  proveWhole(before, input);
  const { gzip } = before.inputs[0]!.survey;
  const fixed = `${workFolder}/fixed`;
  const fixes = makeFixes(options);
  await fixes.start(before);
  let changes = await changesOf(before, fixes, map);
  let written = await writeContent(fixed, corrected(before, changes), gzip);
  let after = await run(fixed, 1);
  for (let round = 2; await fixes.settle(before, after); round++) {
    options.signal?.throwIfAborted();
    changes = await changesOf(before, fixes, map);
    written = await writeContent(fixed, corrected(before, changes), gzip, 'w');
    after = await run(fixed, round);
  }
  const files = { fixed, journal: `${workFolder}/journal`, undo: `${workFolder}/undo` };
  const content = await measure(before);
  const journal: string[] = [];
  const chain = chained((line) => journal.push(line));
  chain.add({
    journal: 1,
    tool: { name: 'pnd-lint', version: options.toolVersion },
    packs: before.run.packs,
    options: options.shown,
    gzip,
    input: { file: options.names.input, ...content },
  });
  for (const entry of entriesOf(changes)) chain.add(entry);
  chain.add({ end: true, changes: changes.length, output: { file: options.names.output, ...written } });
  await writeLines(files.journal, journal);
  await writeLines(files.undo, [undoHead(chain.seal()), ...changes.map(({ replaced }, index) => undoLine(index + 1, replaced))]);
  const split = options.split ? await splitFile(after, { ready: `${workFolder}/ready`, held: `${workFolder}/held` }) : undefined;
  const counts = new Map<string, FixCount>();
  for (const { entry } of changes) {
    const { rule, field, confidence } = entry;
    const key = `${rule} ${field} ${confidence}`;
    counts.set(key, { rule, field, confidence, changes: (counts.get(key)?.changes ?? 0) + 1 });
  }
  return {
    records: before.run.totals.records,
    changes: changes.length,
    recordsChanged: new Set(changes.map(({ entry }) => entry.record)).size,
    counts: [...counts.values()].sort((a, b) => b.changes - a.changes || (`${a.rule} ${a.field}` < `${b.rule} ${b.field}` ? -1 : 1)),
    refused: fixes.refused(),
    forReview: await countReview(after),
    ready: { before: before.run.totals.ready, after: after.run.totals.ready },
    files: split === undefined ? files : { ...files, ready: `${workFolder}/ready`, held: `${workFolder}/held` },
    ...(split === undefined ? {} : { split }),
  };
}
