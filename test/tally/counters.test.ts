import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { type Measured, UNKNOWN } from '../../src/model/measured.ts';
import type { Rule } from '../../src/model/pack.ts';
import type { RuleCounts } from '../../src/model/tally.ts';
import { type Counters, makeCounters } from '../../src/tally/counters.ts';
import { emptyTally } from '../../src/tally/counts.ts';
import { MOST_DISTINCT } from '../../src/tally/limits.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { packOf, recordRule } from './invented.ts';

const FILE_RULE = 2;
const pack = packOf([
  recordRule('paint/colour'),
  recordRule('paint/gloss'),
  { ...recordRule('file/ragged'), kind: 'file', fault: 'ragged-row' } as unknown as Rule,
  recordRule('paint/depot'),
]);
const measured: Measured = {
  ...{ day: UNKNOWN, month: UNKNOWN, topics: new Uint8Array(0), lags: new Int32Array(0), values: [], defaults: new Uint8Array(0) },
};
const owner = (agency: string | null, source_system: string | null = null, unit: string | null = null) => ({ agency, source_system, unit });
const NOTHING = { passed: [], failed: [], evaded: [], evadedPassed: [] };
const judged = (over: object = {}) => ({ profiles: [], profileCount: 0, own: NOTHING, coding: null, ...over });
const finding = (over: Partial<Finding>) => ({ rule: 'paint/colour', severity: 'error', basis: 'record', ...over }) as Finding;
const counts = (over: Partial<RuleCounts>): RuleCounts => ({
  ...{ applicable: 0, failed: 0, waived: 0, disputed: 0, evadedApplicable: 0, evadedFailed: 0 },
  ...over,
});

const tallyOf = (counters: Counters) => mergeTallies(emptyTally(), counters.tally());

describe('counters', () => {
  it('count a record with the owner, the state of coding, its findings and whether it is ready', () => {
    const counters = makeCounters(pack);
    counters.open(owner('amber', 'rms', 'north'), judged({ coding: 'correct' }), measured);
    counters.close(true, []);
    counters.open(owner('amber', 'rms', 'north'), judged({ coding: 'wrong' }), measured);
    counters.close(false, [
      finding({}),
      finding({ severity: 'warning', basis: 'text' }),
      finding({ severity: 'warning' }),
      finding({ severity: 'info', basis: 'statistics' }),
    ]);
    counters.open(owner('amber', 'rms'), judged(), measured);
    counters.close(true, []);
    counters.open(owner(null, 'rms'), judged({ coding: 'missing' }), measured);
    counters.close(false, [finding({ severity: 'info' })]);
    const groups = [...tallyOf(counters).groups.values()].map(
      ({ agency, sourceSystem, unit, records, ready, errors, warnings, infos, textFindings, coding }) => [
        [agency, sourceSystem, unit],
        [records, ready, errors, warnings, infos, textFindings],
        [coding.correct, coding.wrong, coding.missing, coding.suspected],
      ],
    );
    expect(groups).toEqual([
      [
        ['amber', 'rms', 'north'],
        [2, 1, 1, 2, 1, 2],
        [1, 1, 0, 0],
      ],
      [
        ['amber', 'rms', null],
        [1, 1, 0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
      [
        [null, 'rms', null],
        [1, 0, 0, 0, 1, 0],
        [0, 0, 1, 0],
      ],
    ]);
  });

  it('count the rules of shared profiles and of the record alike, and what was evaded apart', () => {
    const counters = makeCounters(pack);
    const profiles = [
      { id: 7, passed: [0], failed: [1] },
      { id: 9, passed: [], failed: [0] },
    ];
    counters.open(owner('amber'), judged({ profiles, profileCount: 1 }), measured);
    counters.close(false, []);
    counters.open(owner('amber'), judged({ profiles, profileCount: 2, own: { ...NOTHING, passed: [3], failed: [1] } }), measured);
    counters.close(false, []);
    counters.open(owner('amber'), judged({ own: { ...NOTHING, evaded: [0], evadedPassed: [3] } }), measured);
    counters.close(false, []);
    const [group] = tallyOf(counters).groups.values();
    expect([...group!.rules]).toEqual([
      [0, counts({ applicable: 3, failed: 1, evadedApplicable: 1, evadedFailed: 1 })],
      [1, counts({ applicable: 3, failed: 3 })],
      [3, counts({ applicable: 1, evadedFailed: 1 })],
    ]);
  });

  it('charge a record that can not be judged with every rule that weighs, and with the fault of its row', () => {
    const counters = makeCounters(pack);
    counters.openUnjudged(owner('amber'), [0, 3]);
    counters.close(false, [finding({ rule: 'file/ragged' })]);
    counters.openUnjudged(owner('amber'), [3]);
    counters.close(false, []);
    const [group] = tallyOf(counters).groups.values();
    expect([group!.records, group!.ready, group!.errors, group!.measures.undated]).toEqual([2, 0, 1, 2]);
    expect([...group!.rules]).toEqual([
      [0, counts({ evadedApplicable: 1, evadedFailed: 1 })],
      [FILE_RULE, counts({ applicable: 1, failed: 1 })],
      [3, counts({ evadedApplicable: 2, evadedFailed: 2 })],
    ]);
  });

  it('count causes by agency, source system, rule and field, whatever the unit, and findings of no record by rule', () => {
    const counters = makeCounters(packOf(pack.rules, { fields: ['colour', 'gloss'].map((name) => ({ ...pack.fields[0]!, name })) }));
    for (const [unit, rule, field] of [
      ['north', 0, 1],
      ['south', 0, 1],
      ['north', 1, 0],
      ['north', 0, 0],
    ] as const) {
      counters.open(owner('amber', 'rms', unit), judged(), measured);
      counters.cause(rule, field, { value: null, day: null });
      counters.close(false, []);
    }
    counters.open(owner('blue', 'rms', 'north'), judged(), measured);
    counters.cause(0, 1, { value: 'RED', day: 20_000 });
    counters.fileFinding(FILE_RULE);
    counters.fileFinding(FILE_RULE);
    const tally = tallyOf(counters);
    expect(
      [...tally.causes.values()].map(({ agency, sourceSystem, rule, field, rest, values }) => [
        agency,
        sourceSystem,
        rule,
        field,
        rest.records,
        [...values.keys()],
      ]),
    ).toEqual([
      ['amber', 'rms', 0, 1, 2, []],
      ['amber', 'rms', 1, 0, 1, []],
      ['amber', 'rms', 0, 0, 1, []],
      ['blue', 'rms', 0, 1, 0, ['RED']],
    ]);
    expect([...tally.fileFindings]).toEqual([[FILE_RULE, 2]]);
  });

  it.each([0, 255, 256, 300])('count profile %i, also if no other was met', (id) => {
    const counters = makeCounters(pack);
    counters.open(owner('amber'), judged({ profiles: [{ id, passed: [0], failed: [] }], profileCount: 1 }), measured);
    counters.close(true, []);
    expect([...tallyOf(counters).groups.values()].map(({ rules }) => [...rules])).toEqual([[[0, counts({ applicable: 1 })]]]);
  });

  it('count a group by what was met in it, though another met more', () => {
    const counters = makeCounters(pack);
    for (let id = 0; id < 65; id++) {
      counters.open(owner('amber'), judged({ profiles: [{ id, passed: [0], failed: [] }], profileCount: 1 }), measured);
      counters.close(true, []);
    }
    counters.open(owner('blue'), judged({ profiles: [{ id: 64, passed: [0], failed: [] }], profileCount: 1 }), measured);
    counters.close(true, []);
    expect([...tallyOf(counters).groups.values()].map(({ rules }) => rules.get(0)?.applicable)).toEqual([65, 1]);
  });

  it('count more groups than are counted side by side, and names that are too many to be told apart', () => {
    const profiles = [{ id: 3, passed: [0], failed: [1] }];
    for (const [groups, told] of [
      [5000, 5000],
      [MOST_DISTINCT + 1, 1],
    ] as const) {
      const counters = makeCounters(pack);
      for (let record = 0; record < 2 * groups; record++) {
        const own = { ...NOTHING, passed: [3], evaded: [1] };
        counters.open(owner('amber', 'rms', `unit ${record % groups}`), judged({ profiles, profileCount: 1, own }), measured);
        counters.close(true, []);
      }
      const tally = tallyOf(counters);
      const each = (2 * groups) / told;
      expect(tally.groups.size).toBe(told);
      for (const { rules } of tally.groups.values())
        expect([...rules]).toEqual([
          [0, counts({ applicable: each })],
          [1, counts({ applicable: each, failed: each, evadedApplicable: each, evadedFailed: each })],
          [3, counts({ applicable: each })],
        ]);
    }
  });

  it('keep a rule that absent values evade, or pass, though it judged nothing', () => {
    const evaded = makeCounters(pack);
    evaded.open(owner('amber'), judged({ own: { ...NOTHING, evaded: [0], evadedPassed: [3] } }), measured);
    evaded.close(false, []);
    expect([...[...tallyOf(evaded).groups.values()][0]!.rules]).toEqual([
      [0, counts({ evadedApplicable: 1, evadedFailed: 1 })],
      [3, counts({ evadedFailed: 1 })],
    ]);
  });

  it('count no state of coding for a record that has none, and no fault of the file for another rule', () => {
    const counters = makeCounters(pack);
    counters.open(owner('amber'), judged(), measured);
    counters.close(false, [finding({ rule: 'paint/colour' })]);
    const [group] = tallyOf(counters).groups.values();
    expect(group!.coding).toEqual({ correct: 0, wrong: 0, missing: 0, suspected: 0 });
    expect(group!.rules.size).toBe(0);
  });

  it('count as records are counted one by one, for any profiles in any order', () => {
    const outcome = fc.constantFrom<'passed' | 'failed' | undefined>('passed', 'failed', undefined);
    const profile = fc.record({ id: fc.constantFrom(0, 1, 63, 64, 65, 255, 256, 300, 700), rule: fc.constantFrom(0, 1, 3), outcome });
    const record = fc.record({ agency: fc.constantFrom('amber', 'blue', null), profiles: fc.array(profile, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), fc.nat(200), (records, others) => {
        const counters = makeCounters(pack);
        const expected = new Map<string, RuleCounts>();
        // A profile is what it was when it was met first.
        const known = new Map<number, { id: number; passed: number[]; failed: number[] }>();
        for (let id = 1000; id < 1000 + others; id++) {
          counters.open(owner('amber'), judged({ profiles: [{ id, passed: [], failed: [] }], profileCount: 1 }), measured);
          counters.close(true, []);
        }
        for (const { agency, profiles } of records) {
          const own = profiles.map(({ id, rule, outcome: how }) => {
            const made = known.get(id) ?? { id, passed: how === 'passed' ? [rule] : [], failed: how === 'failed' ? [rule] : [] };
            known.set(id, made);
            return made;
          });
          for (const { passed, failed } of own)
            for (const rule of [...passed, ...failed]) {
              const key = `${agency} ${rule}`;
              const sum = expected.get(key) ?? counts({});
              expected.set(key, { ...sum, applicable: sum.applicable + 1, failed: sum.failed + failed.length });
            }
          counters.open(owner(agency), judged({ profiles: own, profileCount: own.length }), measured);
          counters.close(false, []);
        }
        const found = [...tallyOf(counters).groups.values()].flatMap((group) =>
          [...group.rules].map(([rule, own]) => [`${group.agency} ${rule}`, own] as const),
        );
        expect(new Map(found)).toEqual(expected);
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});
