import pLimit from 'p-limit';
import { judgeAhead } from './ahead.ts';
import { findInAgencies } from './batch.ts';
import { compileRules, suggestOfPeers } from './check/index.ts';
import { type Crew, openCrew } from './crew.ts';
import { findingsIn, findingsOf, writtenIn } from './hand-out.ts';
import type { LintOptions, LintResult } from './lint-job.ts';
import type { LintedInput } from './linted-input.ts';
import { UsageError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import type { Segment, Survey } from './model/source.ts';
import { type ColumnPlan, headerFinder, planColumns, planOfColumns, withColumns } from './normalise/index.ts';
import { fileSize, SEGMENT_BYTES, survey } from './read/index.ts';
import { reconcile } from './reconcile.ts';
import { findRepeats } from './repeats.ts';
import { assembleRun, codelistsOf, findInFiles } from './run.ts';
import { type Bench, openJobs, problemOf } from './run-jobs.ts';
import type { SegmentJob } from './segment-job.ts';
import { shardState, tallyOfShard } from './shard-state.ts';
import { type Portion, shareOf, wholeOf } from './share.ts';
import { readSpool } from './spool/spool.ts';
import { spoolWaivable } from './waivable.ts';
import { applyWaivers, NO_WAIVERS } from './waivers.ts';
import { clearWorkbenches } from './workbench.ts';

/**
 * The whole job: surveys the inputs, judges every record, and puts the run together.
 *
 * @throws the signal's reason if it is aborted
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  const crew = openCrew(options);
  try {
    return await lintWith(crew, options);
  } finally {
    await crew.close();
  }
}

async function lintWith(crew: Crew, options: LintOptions): Promise<LintResult> {
  const { map, signal } = options;
  const problems: string[] = [];
  const findHeader = headerFinder(options.pack.fields, map);
  const sizes = await Promise.all(options.inputs.map(({ path }) => fileSize(path)));
  const share = options.shard && shareOf(sizes, options.shard);
  const dialect = {
    ...(options.encoding ? { encoding: options.encoding } : {}),
    ...(options.delimiter ? { delimiter: options.delimiter } : {}),
    segmentBytes: options.segmentBytes ?? share?.segmentBytes,
  };
  const benchOf = (pack: Pack, headings: readonly string[]): Bench => {
    const rules = compileRules(pack, options.asOf);
    const references = rules.references.map(({ reference }) => options.references?.find((one) => one.name === reference.name));
    return { rules, headings, references };
  };
  const planOf = ({ columns, headerLine }: Survey, pack: Pack): ColumnPlan =>
    pack === options.pack ? planColumns(columns, headerLine ?? 0, pack.fields, map, options.set) : planOfColumns(columns, pack.fields);
  const jobOf = (input: number, one: Survey, plan: ColumnPlan, segment: Segment, index: number): SegmentJob => ({
    input,
    // A file of gigabytes has thousands of segments, and each job goes to a thread whole: the last tells where the file ends.
    survey: { ...one, segments: one.segments.slice(-1) },
    segment,
    plan,
    map,
    values: options.values,
    spool: `${options.workFolder}/${input}-${index}`,
    state: options.state === true,
    // A waiver may change what stands in them.
    forms: options.forms === true && options.waivers === undefined ? options.marking : null,
    noted: [...new Set(options.waivers?.waivers.map(({ rule }) => rule))],
  });
  // Where the columns are the fields, nothing is judged before those of all files are known; and a shard has only some of the segments.
  const isAhead = options.jobs > 1 && share === undefined && options.pack.fields.length > 0;
  const ahead = isAhead
    ? judgeAhead(
        () => openJobs(options, crew, benchOf(options.pack, [])),
        (known, segment, index) => jobOf(0, known, planOf(known, options.pack), segment, index),
      )
    : undefined;
  // They take as long to begin as the first part takes to be surveyed.
  const parts = sizes.reduce((sum, size) => sum + size, 0) / (options.segmentBytes ?? SEGMENT_BYTES);
  if (isAhead && parts > 2) await crew.begin(Math.ceil(parts));
  const limit = pLimit(options.jobs);
  const surveyed = await Promise.all(
    options.inputs.map(({ path, file }, input) =>
      limit(async (): Promise<Survey | undefined> => {
        signal?.throwIfAborted();
        // Where the columns are the fields, those of all files are.
        if (share?.touches(input) === false && options.pack.fields.length > 0) return undefined;
        try {
          const workbook = { sheet: options.sheet, table: `${options.workFolder}/sheet-${input}`, signal };
          const onSegment = input === 0 ? ahead?.onSegment : undefined;
          return await survey(path, file, { findHeader, ...dialect, workbook, onSegment });
        } catch (error) {
          const problem = problemOf(error);
          if (share?.touches(input) !== false) problems.push(problem);
          return undefined;
        }
      }),
    ),
  );
  const headings = surveyed.flatMap((one) => one?.columns ?? []);
  const portions = surveyed.flatMap((one, place): (Portion & { readonly survey: Survey; readonly place: number })[] => {
    const portion = one && (share === undefined ? wholeOf(one) : share.of(place, one));
    return one && portion ? [{ ...portion, survey: one, place }] : [];
  });
  const surveys = portions.map((one) => one.survey);
  if (options.sheet !== undefined && share === undefined && problems.length === 0 && surveys.every(({ kind }) => kind !== 'xlsx'))
    throw new UsageError(`--sheet "${options.sheet}": none of the inputs is a workbook; leave it out`);
  const pack = withColumns(options.pack, headings);
  const isAsFound = pack !== options.pack;
  const plans = surveys.map((one) => planOf(one, pack));
  const cut = portions.flatMap(({ survey: one, segments }, input) =>
    segments.map((segment, index) => jobOf(input, one, plans[input]!, segment, index)),
  );
  const { begun, jobs } = (await ahead?.standing(cut)) ?? { begun: undefined, jobs: cut };
  const judged = begun ?? openJobs(options, crew, benchOf(pack, isAsFound ? headings : []));
  const { rules, references } = judged.bench;
  const { tally, counts, peers, matches } = judged.sums;
  const results = await judged.finish(jobs);
  problems.push(...judged.problems);
  await crew.close();
  clearWorkbenches(rules);
  options.onJudged?.();
  await judged.sums.settle(signal);
  options.onCounted?.();
  const done = jobs.flatMap((job, index) => (results[index] ? [{ job, result: results[index] }] : []));
  const found = new Float64Array(pack.rules.length);
  for (const { result } of done) for (const [rule, count] of result.findings.entries()) found[rule]! += count;
  const late = await findRepeats(
    rules,
    done.map(({ job }) => job),
    done.map(({ result }) => result),
    tally,
    found,
    options.workFolder,
  );
  const complete = problems.length === 0 && surveys.every((one) => one.complete);
  const isPart = options.shard !== undefined;
  const reconciled = await reconcile(
    { rules, references, matches, jobs, values: options.values, asOf: options.asOf, complete, workFolder: options.workFolder, isPart },
    tally,
    found,
  );
  const aboutAgencies = findInAgencies({ pack, values: options.values, counts, previous: options.previous, complete }, tally, found);
  const inputs: LintedInput[] = portions.map(({ survey: one, isFirst, range }, index) => ({
    ...{ survey: one, isFirst, range },
    plan: plans[index]!,
    parts: done.flatMap(({ job, result }, part) =>
      job.input === index ? [{ spool: job.spool, result, late: late[part]!, matched: reconciled.jobs.has(job) }] : [],
    ),
  }));
  const fileFindings = findInFiles(pack, inputs, tally, found);
  const rows = async function* () {
    for (const { path, exists } of reconciled.references) yield* readSpool(path, exists);
  };
  const ofRun = {
    aboutAgencies,
    inputs: inputs.map(({ parts }) => ({ noneReady: parts.some(({ result }) => result.noneReady), records: () => findingsOf(parts) })),
    rows,
  };
  const { waivers } = options;
  const waivable = isPart && waivers ? await spoolWaivable(`${options.workFolder}/waivable`, waivers, pack, inputs) : undefined;
  const waived = waivers && !isPart ? await applyWaivers(waivers, pack, options.asOf, ofRun, tally, found) : NO_WAIVERS;
  const shown = isPart ? tallyOfShard(tally, rules.references, references) : tally;
  const all = {
    ...{ pack, marking: options.marking, aboutAgencies, inputs, fileFindings, rows, waived },
    ofPeers: suggestOfPeers(pack, peers),
    hasForms: jobs.every(({ forms }) => forms !== null),
  };
  return {
    counts: {
      schemaVersion: 1,
      packs: pack.identities,
      codelists: codelistsOf(pack),
      rules: pack.rules.map(({ id }) => id),
      fields: pack.fields.map(({ name }) => name),
      tally,
      found: [...found],
      waived: waived.bySeverity,
      values: counts,
      keys: done.map(({ result }) => result.keys),
      ...(waivable && { waivable: { ...waivable, file: waivers!.file, sha256: waivers!.sha256 } }),
      ...(options.shard && {
        shard: shardState({
          ...{ shard: options.shard, inputs, complete, matches, plans: rules.references },
          files: options.inputs.map(({ file }, place) => ({ file, bytes: sizes[place]! })),
          places: portions.map(({ place }) => place),
          done: jobs.flatMap((_, index) => (results[index] ? [index] : [])),
        }),
      }),
    },
    run: assembleRun({ ...options, pack }, shown, found, inputs, fileFindings, waived, problems),
    findingsByRule: new Map(pack.rules.map((rule, index) => [rule.id, found[index]!])),
    problems,
    pack,
    inputs: inputs.map(({ survey, plan, parts }) => ({ survey, plan, noneReady: parts.some(({ result }) => result.noneReady) })),
    findings: () => findingsIn(all),
    written: (isLast) => writtenIn(all, isLast),
  };
}
