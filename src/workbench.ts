import {
  type CompiledRules,
  collectKeys,
  countPeers,
  countValues,
  fileRules,
  makeFindings,
  makeJudge,
  makeMeasures,
  makeShiftTest,
} from './check/index.ts';
import { makeGathering } from './gathering.ts';
import type { Pack } from './model/pack.ts';
import { makeRecord, movedPlan, sourcesOf } from './normalise/index.ts';
import { makePartSink, type PartSink, type Tools } from './part-sink.ts';
import { openRecall } from './recall/recall.ts';
import { makeForms } from './report/index.ts';
import type { SegmentJob } from './segment-job.ts';
import { type MakeForms, makeSpool } from './spool/spool.ts';
import { makeSuggesting } from './suggesting.ts';
import { makeCounters } from './tally/index.ts';

/**
 * What the rows of inputs that are alike are taken with: made once a thread, as it learns which values come again, and as what V8 compiles of it is
 * of use for one part after another only if it is the same.
 */
export interface Workbench extends Tools {
  readonly sink: PartSink;
}

/** How the findings of a job are spooled; undefined if they are to be read again only. */
export const formsOf = (pack: Pack, { forms }: SegmentJob): MakeForms | undefined => (forms === null ? undefined : makeForms(pack, forms));

/** Kinds of inputs whose workbenches are kept. */
const KEPT = 4;

const benches = new WeakMap<CompiledRules, Map<string, Workbench>>();

/** The same for inputs whose columns are the same fields and whose bytes say the same. */
function kindOf({ survey, plan: { columnOf, constantOf, missing } }: SegmentJob): string {
  const { kind, encoding, badBytes } = survey;
  return JSON.stringify([kind, encoding, badBytes, [...columnOf], constantOf, missing]);
}

/**
 * The workbench for a job's input; of a run of many small files most have the same. One on which a rule crashed is not used again, so that a
 * part comes out the same whatever came before.
 */
export function workbenchFor(rules: CompiledRules, job: SegmentJob): Workbench {
  const { pack } = rules;
  const { plan, map, values } = job;
  const own = benches.get(rules) ?? new Map<string, Workbench>();
  benches.set(rules, own);
  const kind = kindOf(job);
  const known = own.get(kind);
  if (known !== undefined && known.judge.crashes.size === 0 && known.keys.crashes.size === 0) return known;
  const judge = makeJudge(rules, plan.missing, (asked) => openRecall(sourcesOf(pack, plan), asked, job.survey.encoding === 'utf-8'));
  const keys = collectKeys(rules, new Set(judge.skipped.keys()));
  const counters = makeCounters(pack);
  const [records, loose] = [makeSpool(formsOf(pack, job)), makeSpool(formsOf(pack, job))];
  const tools: Tools = {
    judge,
    record: makeRecord(pack, plan, map, rules.shapes, judge.recall),
    moved: [-1, 1].map((by) => makeRecord(pack, movedPlan(plan, by), map)),
    maker: makeFindings(pack, values),
    suggesting: makeSuggesting(pack, judge, plan, map),
    shift: makeShiftTest(pack, plan.columnOf),
    measure: makeMeasures(rules, values),
    ...{ keys, counters, records, loose },
    valueCounts: countValues(pack),
    peers: countPeers(),
    gathering: makeGathering(pack, { counters, keys, records, loose, faults: fileRules(pack), noted: job.noted }),
  };
  const made: Workbench = { ...tools, sink: makePartSink(rules, tools, values) };
  own.delete(kind);
  const [oldest] = own.keys();
  if (own.size >= KEPT && oldest !== undefined) own.delete(oldest);
  own.set(kind, made);
  return made;
}

/** Lets go of the workbenches of a run that has judged all its records. */
export function clearWorkbenches(rules: CompiledRules): void {
  benches.delete(rules);
}
