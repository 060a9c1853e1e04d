import {
  type CompiledRules,
  type FindingMaker,
  fileRules,
  type Judge,
  makeFindings,
  makeJudge,
  makeMeasures,
  makeShiftTest,
  type ShiftTest,
} from './check/index.ts';
import { type LoadableRecord, makeRecord, movedPlan, sourcesOf } from './normalise/index.ts';
import { openRecall } from './recall/recall.ts';
import type { SegmentJob } from './segment-job.ts';
import { makeSuggesting, type Suggesting } from './suggesting.ts';

/** What the records of inputs that are alike are judged with: made once a thread, as it learns which values come again. */
export interface Workbench {
  readonly judge: Judge;
  readonly record: LoadableRecord;
  /** The same row with every field taken from the column before its own, and from the one after it. */
  readonly moved: readonly LoadableRecord[];
  readonly maker: FindingMaker;
  readonly suggesting: Suggesting;
  readonly shift: ShiftTest;
  readonly measure: ReturnType<typeof makeMeasures>;
  readonly faults: ReturnType<typeof fileRules>;
}

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
  if (known !== undefined && known.judge.crashes.size === 0) return known;
  const judge = makeJudge(rules, plan.missing, (asked) => openRecall(sourcesOf(pack, plan), asked));
  const made: Workbench = {
    judge,
    record: makeRecord(pack, plan, map, rules.shapes, judge.recall),
    moved: [-1, 1].map((by) => makeRecord(pack, movedPlan(plan, by), map)),
    maker: makeFindings(pack, values),
    suggesting: makeSuggesting(pack, judge, plan, map),
    shift: makeShiftTest(pack, plan.columnOf),
    measure: makeMeasures(rules, values),
    faults: fileRules(pack),
  };
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
