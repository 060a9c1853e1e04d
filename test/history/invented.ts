import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type History, openHistory } from '../../src/history/index.ts';
import type { FindingKey } from '../../src/model/history.ts';
import type { AgencyScorecard, Run, Score } from '../../src/model/run.ts';
import { share } from '../../src/tally/share.ts';
import { temporaryFolder } from '../cli/fake-host.ts';
import { packOf, RULES, runOf } from '../report/invented.ts';

const PACK = packOf(RULES);

/** One finding of the invented packs; the same words make the same fingerprint. */
export function key(agency: string | null, rule: string, record: string, waived = false): FindingKey {
  return { agency, rule, fingerprint: createHash('md5').update(`${agency} ${rule} ${record}`).digest('hex'), waived };
}

export interface Batch {
  /** Agency → records, those ready, and of each rule records judged and failed. */
  readonly agencies: Readonly<
    Record<
      string,
      { readonly records: number; readonly ready: number; readonly rules?: Readonly<Record<string, readonly [number, number]>> }
    >
  >;
  /** Rules and how they ended; default: those of the pack, ran. */
  readonly rules?: Readonly<Record<string, 'ran' | 'skipped'>>;
  readonly findings?: readonly FindingKey[];
}

/** An invented run with these figures. */
export function runWith(
  asOf: string,
  { agencies, rules = { 'paint/unknown-colour': 'ran', 'paint/missing-colour': 'ran' }, findings = [] }: Batch,
  over: Partial<Run> = {},
): Run {
  const base = runOf(PACK);
  const [template] = base.scorecards.agencies as [AgencyScorecard];
  const score = (records: number, ready: number): Score => ({
    ...base.scorecards.nation,
    records,
    ready: share(ready, records),
  });
  const cards = Object.entries(agencies).map(([agency, { records, ready, rules: counts = {} }]) => ({
    ...template,
    ...score(records, ready),
    agency,
    label: `${agency} depot`,
    rules: Object.entries(counts).map(([rule, [applicable, failed]]) => ({
      ...{ rule, severity: 'error', dimension: 'conformity', applicable, failed, waived: 0, gain: null },
    })) as AgencyScorecard['rules'],
  }));
  const sum = (of: (card: Score) => number) => cards.reduce((total, card) => total + of(card), 0);
  return {
    ...base,
    complete: true,
    incomplete: [],
    asOf,
    rules: Object.entries(rules).map(([rule, status]) => ({ rule, severity: 'error', status, applicable: 0, failed: 0, waived: 0 })),
    totals: {
      records: sum((card) => card.records),
      ready: sum((card) => card.ready.count),
      findings: { error: findings.length, warning: 0, info: 0, waived: 0 },
    },
    scorecards: {
      ...base.scorecards,
      nation: score(
        sum((card) => card.records),
        sum((card) => card.ready.count),
      ),
      regions: [],
      agencies: cards,
    },
    ...over,
  };
}

/** A new history that goes when the test ends. */
export async function newHistory(): Promise<{ readonly history: History; readonly file: string }> {
  const file = join(temporaryFolder(), 'history.duckdb');
  const history = await openHistory(file, { mode: 'write', shown: 'history.duckdb', wait: 0 });
  onTestFinished(history.close);
  return { history, file };
}

/** Adds a run with its findings; returns its id. */
export async function add(history: History, asOf: string, batch: Batch, over: Partial<Run> = {}): Promise<string> {
  const findings = batch.findings ?? [];
  const { id } = await history.add({
    run: runWith(asOf, batch, over),
    findings: async function* () {
      yield* findings;
    },
    addedAt: '2026-07-01T02:00:00.000Z',
  });
  return id;
}
