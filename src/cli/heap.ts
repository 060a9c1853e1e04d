import { statSync } from 'node:fs';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LintInput } from '../index.ts';

/** Bytes of input up to which the heap may grow as it likes: collecting often costs more than such a run takes. */
const SMALL = 16 << 20;
/**
 * Bytes that the process may take once all records are counted if the room for short-lived objects is to grow beside them, which is by 50 MB at most.
 * Where most is wrong, what is known of all records together needs that.
 */
const ROOMY = 150 << 20;
/** Bytes from which on it is scarce: what is counted is so much that a fifth of it would be too much beside it. */
const SCARCE = 208 << 20;

/** Percent by which old objects may grow before they are collected: of a thread by itself, and of each of several. */
const GROWN = 20;
const GROWN_BESIDE = 10;

/** Bytecode that may be inlined into a function: half of what V8 allows. It compiles twice as fast, and what it makes is as fast. */
const INLINED = 400;

/**
 * What V8 makes where long-lived objects were made before, it makes among these from the start. Of readings the first are kept and nearly all others
 * are not, and each of those would keep its narrative: a third of all that was moved to the old objects.
 */
const NEVER_BORN_OLD = '--no-allocation-site-pretenuring';

/** Bytes of room for short-lived objects that the first thread may take beside others, milliseconds after which that is looked at again, and how often more is given back. */
const YOUNG = 9 << 20;
const PERIOD = 100;
const MOST_SHRUNK = 3;

type Inputs = readonly Pick<LintInput, 'path'>[];

/**
 * For large inputs, keeps the heap close to what is in use. Left alone, V8 lets it grow to several times that on a large machine, and a run over a
 * million records would take more memory than its findings and counts ever need. Takes effect for threads too. Costs no measurable time. Code is kept
 * small: each thread compiles its own, beside the records that it judges. Several threads each collect their own short-lived objects: to
 * share such small work out takes longer than the work.
 *
 * @param jobs threads that share the work
 */
export function keepHeapSmall(inputs: Inputs, jobs = 1): void {
  const bytes = bytesOf(inputs);
  if (bytes <= SMALL) return;
  setFlagsFromString(`--heap-growing-percent=${jobs > 1 ? GROWN_BESIDE : GROWN}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
  setFlagsFromString(NEVER_BORN_OLD);
  if (jobs > 1) setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString(`--max-semi-space-size=${jobs > 1 ? 1 : 2}`);
}

/** What the heap is to be told of a run. */
export interface HeapStages {
  /** All records are judged, and no other thread is left. */
  onJudged(): void;
  /** All that threads counted is summed up, or the run has failed; may be told again. */
  onCounted(): void;
}

/**
 * Keeps the heap small while records are judged. While there are other threads, this one sums up what they hand over: its room for short-lived objects,
 * which no limit of theirs is about, grows no further (making a thread undoes that, so it is said ten times a second). One thread by itself has 30 MB of
 * it, without which scorecards and outputs can do; giving them back sooner would slow judging. Once all is counted the room may grow if the process is
 * small: in little room, a quarter of the time went into collecting. What is old may grow by more then, too, if the process is not large.
 * Undefined of small inputs.
 *
 * @param resident bytes that the process takes
 */
export function heapWhileJudging(inputs: Inputs, jobs = 1, resident = (): number => 0): HeapStages | undefined {
  if (bytesOf(inputs) <= SMALL) return undefined;
  if (jobs > 1) shrinkYoung();
  let shrunk = 0;
  let isDone = false;
  const keep = (): void => {
    setFlagsFromString('--semi-space-growth-factor=1');
    if (shrunk === MOST_SHRUNK || youngBytes() <= YOUNG) return;
    shrunk++;
    shrinkYoung();
  };
  const timer = jobs > 1 ? setInterval(keep, PERIOD).unref() : undefined;
  return {
    onJudged: () => setFlagsFromString(`--heap-growing-percent=${GROWN}`),
    onCounted() {
      if (isDone) return;
      isDone = true;
      clearInterval(timer);
      if (jobs === 1) shrinkYoung();
      const bytes = resident();
      setFlagsFromString(bytes < ROOMY ? '--semi-space-growth-factor=2' : '--optimize-for-size');
      if (bytes >= SCARCE) setFlagsFromString(`--heap-growing-percent=${GROWN_BESIDE}`);
    },
  };
}

const youngBytes = (): number => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;

/**
 * Has V8 give back the room for short-lived objects that starting took, 16 MB, which it would keep until it runs out of it. What is still in use
 * of it is moved by the first collection, so that the second leaves almost none. They take 20 ms.
 */
function shrinkYoung(): void {
  for (const flag of ['--semi-space-growth-factor=1', '--optimize-for-size', '--expose-gc']) setFlagsFromString(flag);
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  for (const flag of ['--no-expose-gc', '--no-optimize-for-size']) setFlagsFromString(flag);
}

const bytesOf = (inputs: Inputs): number => inputs.reduce((sum, { path }) => sum + sizeOf(path), 0);

/** 0 for what can't be read: that is said elsewhere. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
