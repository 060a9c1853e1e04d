import fc from 'fast-check';
import { type Measured, UNKNOWN } from '../../src/model/measured.ts';
import type { Codelist, CodelistEntry, Pack, RecordRule, Rule, UniqueRule } from '../../src/model/pack.ts';
import type { CauseTally, Measures, RuleCounts, Tally } from '../../src/model/tally.ts';
import { causeOf, countCause } from '../../src/tally/causes.ts';
import { countsOf, emptyTally, groupOf } from '../../src/tally/counts.ts';
import { countMeasured } from '../../src/tally/measures.ts';

const words = {
  title: 'A fault',
  message: '{value} is wrong',
  why: [],
  fix: [],
  training: [],
  source: [],
  examples: { pass: [], fail: [] },
} as const;

export function recordRule(id: string, over: Partial<RecordRule> = {}): RecordRule {
  return {
    ...words,
    id,
    severity: 'error',
    basis: 'record',
    dimension: 'completeness',
    weight: 1,
    kind: 'record',
    at: ['colour'],
    when: {},
    expect: { colour: true },
    ...over,
  };
}

export function uniqueRule(id: string): UniqueRule {
  const { when: _when, expect: _expect, ...rest } = recordRule(id);
  return { ...rest, kind: 'unique', dimension: 'duplication', fields: ['colour'], per: ['depot'], when: {}, fold: false, differs: [] };
}

function entry(code: string, label: string, region: string): CodelistEntry {
  return { code, label, columns: new Map([['region', region === '' ? [] : [region]]]) };
}

const depots: Codelist = {
  name: 'depots',
  version: '1',
  status: 'public',
  complete: true,
  sha256: '0'.repeat(64),
  file: 'depots.csv',
  entries: new Map([
    ['amber', entry('amber', 'Amber depot', 'EAST')],
    ['blue', entry('blue', 'Blue depot', 'EAST')],
    ['coral', entry('coral', 'Coral depot', '')],
  ]),
  spellings: new Map(),
};

export function packOf(rules: readonly Rule[], over: Partial<Pack> = {}): Pack {
  return {
    identities: [],
    fields: [
      {
        name: 'depot',
        label: 'Depot',
        description: '',
        type: 'lookup',
        list: false,
        required: 'always',
        sensitive: false,
        coded: true,
        aliases: [],
        codelist: 'depots',
        role: 'agency',
      },
    ],
    codelists: new Map([['depots', depots]]),
    rules,
    dimensionWeights: { completeness: 1, conformity: 1, accuracy: 1, integrity: 1, timeliness: 1, duplication: 1 },
    minimumForRanking: 10,
    coding: { name: 'PAINT', field: 'colour', declared: {}, correct: {}, faults: [] },
    maps: new Map(),
    ...over,
  };
}

export function count(tally: Tally, agency: string | null, rule: number, counts: Partial<RuleCounts>): void {
  Object.assign(countsOf(groupOf(tally, agency, 'rms', 'north'), rule), counts);
}

/** Content of a tally without the order in which anything was added. */
export function content(tally: Tally): unknown {
  const sorted = <V>(map: Map<string | number, V>) => [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return {
    groups: sorted(tally.groups as Map<string | number, unknown>).map(([key, group]) => [
      key,
      {
        ...(group as object),
        measures: measuresOf((group as { measures: Measures }).measures, sorted),
        rules: sorted((group as { rules: Map<number, RuleCounts> }).rules as Map<string | number, RuleCounts>),
      },
    ]),
    causes: sorted(tally.causes as Map<string | number, CauseTally>).map(([key, cause]) => [
      key,
      { ...cause, values: sorted(cause.values as Map<string | number, unknown>) },
    ]),
    dropped: [...tally.dropped].sort(),
    fileFindings: sorted(tally.fileFindings as Map<string | number, number>),
    crashes: sorted(tally.crashes as Map<string | number, string>),
    skips: sorted(tally.skips as Map<string | number, unknown>),
  };
}

type Sorted = <V>(map: Map<string | number, V>) => [string | number, V][];

function measuresOf(measures: Measures, sorted: Sorted): unknown {
  return {
    ...measures,
    months: sorted(measures.months as Map<string | number, number[]>),
    lags: measures.lags.map((lags) => sorted(lags as Map<string | number, number>)),
    values: measures.values.map((one) => ({ ...one, counts: sorted(one.counts as Map<string | number, number>) })),
  };
}

/** One thing that a run may count; a tally is made of many. */
export type Event =
  | {
      kind: 'record';
      agency: string | null;
      system: string | null;
      unit: string | null;
      ready: boolean;
      state: 'correct' | 'wrong' | 'missing' | 'suspected' | null;
      measured: Measured;
    }
  | {
      kind: 'cause';
      agency: string | null;
      system: string | null;
      rule: number;
      field: number;
      value: string | null;
      day: number | null;
      to: string | undefined;
    }
  | { kind: 'rule'; agency: string | null; system: string | null; unit: string | null; rule: number; failed: boolean }
  | { kind: 'file'; rule: number }
  | { kind: 'crash'; rule: number; message: string }
  | { kind: 'skip'; rule: number; reason: string; records: number };

const name = fc.constantFrom('amber', 'blue', 'coral', null);
const rule = fc.integer({ min: 0, max: 3 });
/** What is measured of a record by a plan of two topics, one span, one field of values and one of defaults. */
const measured: fc.Arbitrary<Measured> = fc
  .record({
    month: fc.constantFrom(UNKNOWN, 24_300, 24_301),
    topics: fc.tuple(fc.nat(2), fc.nat(2)),
    lag: fc.constantFrom(UNKNOWN, -3, 0, 2, 9_999),
    value: fc.constantFrom('A', 'B', undefined),
    defaults: fc.nat(2),
  })
  .map(({ month, topics, lag, value, defaults }) => ({
    day: month,
    month,
    topics: Uint8Array.from(topics),
    lags: Int32Array.from([lag]),
    values: [value],
    defaults: Uint8Array.from([defaults]),
  }));
export const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('record' as const),
      agency: name,
      system: name,
      unit: name,
      ready: fc.boolean(),
      state: fc.constantFrom('correct' as const, 'wrong' as const, 'missing' as const, 'suspected' as const, null),
      measured,
    }),
    fc.record({
      kind: fc.constant('cause' as const),
      agency: name,
      system: name,
      rule,
      field: fc.nat(2),
      value: fc.constantFrom('RED', 'RDE', null),
      day: fc.option(fc.integer({ min: 20_000, max: 20_010 })),
      to: fc.constantFrom('RED', 'BLUE', undefined),
    }),
    fc.record({ kind: fc.constant('rule' as const), agency: name, system: name, unit: name, rule, failed: fc.boolean() }),
    fc.record({ kind: fc.constant('file' as const), rule }),
    fc.record({ kind: fc.constant('crash' as const), rule, message: fc.constantFrom('no', 'never', 'not so') }),
    fc.record({ kind: fc.constant('skip' as const), rule, reason: fc.constantFrom('x', 'y'), records: fc.nat(50) }),
  ),
  { maxLength: 60 },
);

export function tallyOf(list: readonly Event[]): Tally {
  const tally = emptyTally();
  for (const event of list) {
    if (event.kind === 'record') {
      const group = groupOf(tally, event.agency, event.system, event.unit);
      group.records += 1;
      if (event.ready) group.ready += 1;
      else group.errors += 1;
      if (event.state) group.coding[event.state] += 1;
      countMeasured(group.measures, event.measured, event.state);
    } else if (event.kind === 'cause') {
      countCause(causeOf(tally, event.agency, event.system, event.rule, event.field), event);
    } else if (event.kind === 'rule') {
      const counts = countsOf(groupOf(tally, event.agency, event.system, event.unit), event.rule);
      counts.applicable += 1;
      if (event.failed) counts.failed += 1;
    } else if (event.kind === 'file') {
      tally.fileFindings.set(event.rule, (tally.fileFindings.get(event.rule) ?? 0) + 1);
    } else if (event.kind === 'crash') {
      const known = tally.crashes.get(event.rule);
      tally.crashes.set(event.rule, known !== undefined && known < event.message ? known : event.message);
    } else {
      const known = tally.skips.get(event.rule);
      const reason = known !== undefined && known.reason < event.reason ? known.reason : event.reason;
      tally.skips.set(event.rule, { reason, records: (known?.records ?? 0) + event.records });
    }
  }
  return tally;
}
