import { hash } from 'node:crypto';
import type { Finding } from '../model/finding.ts';
import type { Question } from '../model/question.ts';
import type { Run } from '../model/run.ts';

/** What a sample may be stratified by. */
export const STRATA = ['agency', 'rule', 'verdict'] as const;
export type Stratum = (typeof STRATA)[number];

export interface SampleOptions {
  readonly seed: number;
  /** Questions wanted, at least 1. */
  readonly size: number;
  readonly by: readonly Stratum[];
}

interface Ranked {
  readonly rank: string;
  readonly question: Omit<Question, 'stratum' | 'stratumSize'>;
}

interface Strata {
  count: number;
  /** The `size` lowest ranks, lowest first. */
  lowest: Ranked[];
}

/**
 * Draws a stratified sample of questions: as many of each stratum as it has, in turns, until there are enough. Every choice hangs on the
 * hash of the seed and the place of the record alone, so the same run and seed give the same sample on any machine.
 * What the linter found is sampled from its findings on records; with `verdict` among the strata, what it passed as well: a record and a
 * rule that had something to judge in the run, without such a finding. Faults of files are facts and are left out.
 */
export async function drawSample(run: Run, findings: AsyncIterable<Finding>, options: SampleOptions): Promise<readonly Question[]> {
  const { seed, size, by } = options;
  const rankOf = (...parts: readonly (string | number | null)[]): string => hash('sha256', JSON.stringify([seed, ...parts]));
  const judging = run.rules.filter(({ applicable, failed, waived }) => applicable > 0 && applicable >= failed + waived);
  const rules = new Set(judging.map(({ rule }) => rule));
  const candidates = by.includes('verdict')
    ? candidatesOf(
        run,
        judging.map(({ rule }) => rule),
        size,
        rankOf,
      )
    : [];
  const passed = new Map<string, Set<string>>();
  for (const { rule, file, record } of candidates) {
    const key = JSON.stringify([file, record]);
    passed.set(key, (passed.get(key) ?? new Set()).add(rule));
  }
  const strata = new Map<string, Strata>();
  for await (const finding of findings) {
    const { rule, at, agency } = finding;
    if (at.record === null || !rules.has(rule)) continue;
    passed.get(JSON.stringify([at.file, at.record]))?.delete(rule);
    const parts = { agency: agency ?? '(unknown agency)', rule, verdict: 'found' };
    const question = { verdict: 'found', rule, file: at.file, record: at.record, finding } as const;
    keep(strata, by.map((name) => parts[name]).join(' / '), { rank: rankOf(at.file, at.record, rule, at.field), question }, size);
  }
  const records = run.inputs.reduce((sum, input) => sum + input.records, 0);
  const sizes = new Map<string, number>();
  for (const { rule, failed, waived } of by.includes('verdict') ? judging : []) {
    const stratum = by.map((name) => ({ agency: '(any agency)', rule, verdict: 'passed' })[name]).join(' / ');
    sizes.set(stratum, (sizes.get(stratum) ?? 0) + Math.max(0, records - failed - waived));
  }
  for (const { rule, file, record } of candidates) {
    if (!passed.get(JSON.stringify([file, record]))!.has(rule)) continue;
    const stratum = by.map((name) => ({ agency: '(any agency)', rule, verdict: 'passed' })[name]).join(' / ');
    keep(strata, stratum, { rank: rankOf(file, record, rule, 'passed'), question: { verdict: 'passed', rule, file, record } }, size);
  }
  return allocate(strata, sizes, size, rankOf);
}

/** Records for each rule that may be asked about if the rule did not find anything there; more than are needed, for some will drop out. */
function candidatesOf(
  run: Run,
  rules: readonly string[],
  size: number,
  rankOf: (...parts: readonly (string | number)[]) => string,
): readonly { readonly rule: string; readonly file: string; readonly record: number }[] {
  const total = run.inputs.reduce((sum, { records }) => sum + records, 0);
  const placeOf = (index: number): { file: string; record: number } => {
    let rest = index;
    for (const { file, records } of run.inputs) {
      if (rest < records) return { file, record: rest + 1 };
      rest -= records;
    }
    throw new RangeError('no such record');
  };
  if (total === 0) return [];
  return rules.flatMap((rule) => {
    const chosen = new Set<number>();
    for (let turn = 0; turn < size * 3 + 20 && chosen.size < total; turn++) {
      // 12 hex digits are 48 bits, which a number holds exactly.
      chosen.add(Number.parseInt(rankOf(rule, turn).slice(0, 12), 16) % total);
    }
    return [...chosen].map((index) => ({ rule, ...placeOf(index) }));
  });
}

function keep(strata: Map<string, Strata>, name: string, one: Ranked, size: number): void {
  const own = strata.get(name) ?? { count: 0, lowest: [] };
  strata.set(name, own);
  own.count++;
  const last = own.lowest.at(-1);
  if (own.lowest.length >= size && last !== undefined && last.rank <= one.rank) return;
  const at = own.lowest.findIndex(({ rank }) => rank > one.rank);
  own.lowest.splice(at === -1 ? own.lowest.length : at, 0, one);
  if (own.lowest.length > size) own.lowest.pop();
}

/** One question of each stratum in turn, strata in an order that the seed gives. */
function allocate(
  strata: ReadonlyMap<string, Strata>,
  sizes: ReadonlyMap<string, number>,
  size: number,
  rankOf: (...parts: readonly string[]) => string,
): readonly Question[] {
  // By turns one that was found and one that was passed, of the same rule where both are strata: precision and recall need both.
  const ordered = [...strata]
    .map(([name, own]) => {
      const { verdict } = own.lowest[0]!.question;
      const subject = name.endsWith(verdict) ? name.slice(0, -verdict.length) : name;
      return { name, own, verdict, subject, rank: rankOf('stratum', subject) };
    })
    .sort((a, b) => (a.rank === b.rank ? (a.verdict < b.verdict ? -1 : 1) : a.rank < b.rank ? -1 : 1));
  const found = new Set(ordered.filter(({ verdict }) => verdict === 'found').map(({ subject }) => subject));
  ordered.sort((a, b) => Number(found.has(b.subject)) - Number(found.has(a.subject)));
  const drawn: Question[] = [];
  for (let turn = 0; drawn.length < size; turn++) {
    const before = drawn.length;
    for (const { name, own } of ordered) {
      const one = own.lowest[turn];
      if (one === undefined || drawn.length >= size) continue;
      drawn.push({ ...one.question, stratum: name, stratumSize: sizes.get(name) ?? own.count });
    }
    if (drawn.length === before) break;
  }
  const place = ({ file, record, rule }: Question) => JSON.stringify([file, String(record).padStart(16, '0'), rule]);
  return drawn.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
