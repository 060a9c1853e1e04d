/** What a supervisor said of one question. */
export interface Answer {
  readonly verdict: 'found' | 'passed';
  readonly stratum: string;
  readonly stratumSize: number;
  readonly rule: string;
  readonly fault: boolean;
}

/** A figure in per cent with its 95 % interval; null if nothing was answered that it rests on. */
export interface Estimate {
  readonly percent: number;
  readonly interval: readonly [number, number];
  /** Answers that it rests on. */
  readonly n: number;
}

/** How right the linter was, by what a supervisor said. */
export interface Judgement {
  /** Null for all rules together. */
  readonly rule: string | null;
  readonly answers: number;
  /** Answers that say the same as the linter, of all answers of the sample. */
  readonly agreement: Estimate | null;
  /** Of what it found, what is a fault. */
  readonly precision: Estimate | null;
  /** Of the faults, those that it found; null if no answer is about what it passed. */
  readonly recall: Estimate | null;
}

/** An interval of a share, in per cent; null for n = 0. `n` may be an effective size, which is no whole number. */
export type Interval = (count: number, n: number) => readonly [number, number] | null;

/** A share by answers that stand for strata of different sizes. */
interface Weighted {
  /** 0 to 1. */
  readonly share: number;
  /** 0 to 1. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Questions that there could be in the strata. */
  readonly size: number;
}

/** Scores the answers, all together and by rule. */
export function scoreAnswers(answers: readonly Answer[], interval: Interval): readonly Judgement[] {
  const rules = [...new Set(answers.map(({ rule }) => rule))].sort();
  return [null, ...rules].map((rule) => judgementOf(rule, rule === null ? answers : answers.filter((one) => one.rule === rule), interval));
}

function judgementOf(rule: string | null, answers: readonly Answer[], interval: Interval): Judgement {
  const found = weigh(
    answers.filter(({ verdict }) => verdict === 'found'),
    interval,
  );
  const passed = weigh(
    answers.filter(({ verdict }) => verdict === 'passed'),
    interval,
  );
  const agreeing = answers.filter(({ verdict, fault }) => fault === (verdict === 'found')).length;
  const bounds = interval(agreeing, answers.length);
  return {
    rule,
    answers: answers.length,
    agreement: bounds && { percent: rounded((100 * agreeing) / answers.length), interval: bounds, n: answers.length },
    precision: found && estimate(found.share, found.low, found.high, found.n),
    recall: found && passed && recallOf(found, passed),
  };
}

/**
 * Answers weighted by the size of their stratum over its number of answers. The interval is that of the effective size
 * (Kish, Survey Sampling, 1965, section 11.7): the square of the sum of the weights over the sum of their squares.
 */
function weigh(answers: readonly Answer[], interval: Interval): Weighted | null {
  const strata = new Map<string, { size: number; n: number }>();
  for (const { stratum, stratumSize } of answers) {
    const own = strata.get(stratum) ?? { size: stratumSize, n: 0 };
    own.n++;
    strata.set(stratum, own);
  }
  let sum = 0;
  let squares = 0;
  let faults = 0;
  for (const { stratum, fault } of answers) {
    const { size, n } = strata.get(stratum)!;
    const weight = size / n;
    sum += weight;
    squares += weight * weight;
    if (fault) faults += weight;
  }
  if (sum === 0) return null;
  const share = faults / sum;
  const effective = (sum * sum) / squares;
  const [low, high] = interval(share * effective, effective)!;
  const size = [...strata.values()].reduce((total, one) => total + one.size, 0);
  return { share, low: low / 100, high: high / 100, n: answers.length, size };
}

/** Found faults over all faults. The interval takes the worst of both shares at once, so it is wider than 95 % asks for. */
function recallOf(found: Weighted, passed: Weighted): Estimate | null {
  const of = (right: number, missed: number) => (right * found.size) / (right * found.size + missed * passed.size);
  if (found.share + passed.share === 0) return null;
  const low = found.low + passed.high === 0 ? 0 : of(found.low, passed.high);
  const high = found.high + passed.low === 0 ? 1 : of(found.high, passed.low);
  return estimate(of(found.share, passed.share), low, high, found.n + passed.n);
}

const rounded = (percent: number): number => Math.round(percent * 100) / 100;
const estimate = (share: number, low: number, high: number, n: number): Estimate => ({
  percent: rounded(100 * share),
  interval: [rounded(100 * low), rounded(100 * high)],
  n,
});
