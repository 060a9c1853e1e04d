import pLimit from 'p-limit';
import { findInAgencies } from './batch.ts';
import { addPeers, addValues, compileRules, suggestOfPeers, type ValueCounts } from './check/index.ts';
import { findingsIn, findingsOf, writtenIn } from './hand-out.ts';
import type { LintOptions, LintResult } from './lint-job.ts';
import type { LintedInput } from './linted-input.ts';
import { UsageError } from './model/errors.ts';
import type { Survey } from './model/source.ts';
import { headerFinder, planColumns, planOfColumns, withColumns } from './normalise/index.ts';
import { fileSize, survey } from './read/index.ts';
import { gatherMatches, reconcile } from './reconcile.ts';
import { findRepeats } from './repeats.ts';
import { assembleRun, codelistsOf, findInFiles } from './run.ts';
import { problemOf, runJobs } from './run-jobs.ts';
import type { SegmentJob } from './segment-job.ts';
import { shardState, tallyOfShard } from './shard-state.ts';
import { type Portion, shareOf, wholeOf } from './share.ts';
import { readSpool } from './spool/spool.ts';
import { addTally, emptyTally } from './tally/index.ts';
import { spoolWaivable } from './waivable.ts';
import { applyWaivers, NO_WAIVERS } from './waivers.ts';
import { clearWorkbenches } from './workbench.ts';

/**
 * The whole job: surveys the inputs, judges every record, and puts the run together.
 *
 * @throws the signal's reason if it is aborted
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  const { map, signal } = options;
  const problems: string[] = [];
  const findHeader = headerFinder(options.pack.fields, map);
  const sizes = options.shard && (await Promise.all(options.inputs.map(({ path }) => fileSize(path))));
  const share = sizes && shareOf(sizes, options.shard!);
  const dialect = {
    ...(options.encoding ? { encoding: options.encoding } : {}),
    ...(options.delimiter ? { delimiter: options.delimiter } : {}),
    segmentBytes: options.segmentBytes ?? share?.segmentBytes,
  };
  const limit = pLimit(options.jobs);
  const surveyed = await Promise.all(
    options.inputs.map(({ path, file }, input) =>
      limit(async (): Promise<Survey | undefined> => {
        signal?.throwIfAborted();
        // Where the columns are the fields, those of all files are.
        if (share?.touches(input) === false && options.pack.fields.length > 0) return undefined;
        try {
          const workbook = { sheet: options.sheet, table: `${options.workFolder}/sheet-${input}`, signal };
          return await survey(path, file, { findHeader, ...dialect, workbook });
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
  const plans = surveys.map(({ columns, headerLine }) =>
    isAsFound ? planOfColumns(columns, pack.fields) : planColumns(columns, headerLine ?? 0, pack.fields, map, options.set),
  );
  const jobs: SegmentJob[] = portions.flatMap(({ survey: one, segments }, input) =>
    segments.map((segment, index) => ({
      input,
      // A file of gigabytes has thousands of segments, and each job goes to a thread whole: the last tells where the file ends.
      survey: { ...one, segments: one.segments.slice(-1) },
      segment,
      plan: plans[input]!,
      map,
      values: options.values,
      spool: `${options.workFolder}/${input}-${index}`,
      state: options.state === true,
      // A waiver may change what stands in them.
      forms: options.forms === true && options.waivers === undefined ? options.marking : null,
      noted: [...new Set(options.waivers?.waivers.map(({ rule }) => rule))],
    })),
  );
  const rules = compileRules(pack, options.asOf);
  const references = rules.references.map(({ reference }) => options.references?.find((one) => one.name === reference.name));
  const matches = gatherMatches(rules, references);
  const tally = emptyTally();
  const counts = new Map<number, ValueCounts>();
  const peers = new Map<string, Map<string, number>>();
  const results = await runJobs(
    options,
    rules,
    isAsFound ? headings : [],
    references,
    jobs,
    problems,
    (job, result) => {
      matches.add(job, result.matches);
      addTally(tally, result.tally);
      addValues(counts, result.values);
      addPeers(peers, result.peers);
      // What is merged goes: a part's counts by group are as large as the whole's.
      return {
        ...result,
        tally: { ...emptyTally(), ruleCounts: new Uint32Array(0) },
        values: [],
        peers: new Map(),
        matches: { ...result.matches, references: [] },
      };
    },
    limit,
  );
  clearWorkbenches(rules);
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
    withAgency: suggestOfPeers(pack, peers),
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
          files: options.inputs.map(({ file }, place) => ({ file, bytes: sizes![place]! })),
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
    written: () => writtenIn(all),
  };
}
