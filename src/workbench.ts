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
import { type LoadableRecord, makeRecord, movedPlan } from './normalise/index.ts';
import type { SegmentJob } from './segment-job.ts';
import { makeSuggesting, type Suggesting } from './suggesting.ts';

/** What the records of one input are judged with: made once a thread, as it learns which values come again. */
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

/** Inputs whose workbenches are kept. */
const KEPT = 4;

const benches = new WeakMap<CompiledRules, Map<number, Workbench>>();

/** The workbench for a job's input. One on which a rule crashed is not used again, so that a part comes out the same whatever came before. */
export function workbenchFor(rules: CompiledRules, { input, plan, map, values }: SegmentJob): Workbench {
  const { pack } = rules;
  const own = benches.get(rules) ?? new Map<number, Workbench>();
  benches.set(rules, own);
  const known = own.get(input);
  if (known !== undefined && known.judge.crashes.size === 0) return known;
  const judge = makeJudge(rules, plan.missing);
  const made: Workbench = {
    judge,
    record: makeRecord(pack, plan, map, rules.shapes),
    moved: [-1, 1].map((by) => makeRecord(pack, movedPlan(plan, by), map)),
    maker: makeFindings(pack, values),
    suggesting: makeSuggesting(pack, judge, plan, map),
    shift: makeShiftTest(pack, plan.columnOf),
    measure: makeMeasures(rules, values),
    faults: fileRules(pack),
  };
  own.delete(input);
  const [oldest] = own.keys();
  if (own.size >= KEPT && oldest !== undefined) own.delete(oldest);
  own.set(input, made);
  return made;
}

/** Lets go of the workbenches of a run that has judged all its records. */
export function clearWorkbenches(rules: CompiledRules): void {
  benches.delete(rules);
}
