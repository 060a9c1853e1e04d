import { describe, expect, it } from 'vitest';
import { dayOfIso, isoDayOf, isoMonth, monthOfIso } from '../../src/model/day.ts';
import { FILLED, MARKED, MEANINGLESS, type Measured, SPOKEN, UNKNOWN } from '../../src/model/measured.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { CodingState, Tally } from '../../src/model/tally.ts';
import { causeOf, countCause } from '../../src/tally/causes.ts';
import { countsOf, emptyTally, groupOf } from '../../src/tally/counts.ts';
import { countMeasured } from '../../src/tally/measures.ts';
import { scorecards } from '../../src/tally/scorecards.ts';
import { packOf, recordRule } from './invented.ts';

const plan = {
  timeliness: [{ id: 'mixing', title: 'Mixing', from: 'ordered_on', to: 'mixed_on', limits: [1, 3] }],
  topics: [
    { id: 'GLOSS', title: 'Gloss', kind: 'Finish', marked: {}, suspected: {} },
    { id: 'indoor', title: 'Indoor', kind: 'Use', marked: {} },
  ],
  values: ['depot'],
  defaults: ['p/default'],
};
const pack: Pack = packOf(
  [
    recordRule('p/a', { training: ['Course'] }),
    recordRule('p/b', { training: ['Course', 'Module'] }),
    recordRule('p/default', { at: ['depot'] }),
    recordRule('p/never'),
  ],
  { scorecard: plan, minimumForRanking: 2 },
);
const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };

const measured = (over: Partial<Measured>): Measured => ({
  day: UNKNOWN,
  month: UNKNOWN,
  topics: new Uint8Array(2),
  lags: Int32Array.of(UNKNOWN),
  values: [undefined],
  defaults: new Uint8Array(1),
  ...over,
});

function add(tally: Tally, agency: string, coding: CodingState | null, over: Partial<Measured>, times = 1): void {
  const group = groupOf(tally, agency, 'rms', null);
  for (let n = 0; n < times; n++) {
    group.records++;
    group.ready++;
    if (coding) group.coding[coding]++;
    countMeasured(group.measures, measured(over), coding);
  }
}
const nationOf = (fill: (tally: Tally) => void) => {
  const tally = emptyTally();
  fill(tally);
  return scorecards(tally, pack, info).nation;
};

describe('days and months', () => {
  it('are those of the calendar', () => {
    for (const day of ['1970-01-01', '1969-12-31', '2000-02-29', '2026-03-01', '1000-01-01', '9999-12-31']) {
      expect(dayOfIso(`${day}T10:00`)).toBe(Date.parse(day) / 86_400_000);
      expect(isoDayOf(dayOfIso(day))).toBe(day);
      expect(isoMonth(monthOfIso(day))).toBe(day.slice(0, 7));
    }
  });
});

describe('scorecards beside the rules', () => {
  it('count topics in three states, and apart what only speaks of them', () => {
    const { topics } = nationOf((tally) => {
      add(tally, 'amber', 'correct', { topics: Uint8Array.of(MARKED, MARKED) }, 3);
      add(tally, 'amber', 'missing', { topics: Uint8Array.of(MARKED, 0) });
      add(tally, 'blue', 'suspected', { topics: Uint8Array.of(SPOKEN, 0) }, 2);
      add(tally, 'blue', null, {});
    });
    expect(topics).toMatchObject([
      { topic: 'GLOSS', title: 'Gloss', kind: 'Finish', records: 4, tagged: { count: 3, n: 4 }, suspectedUntagged: 2 },
      { topic: 'indoor', records: 3, tagged: { count: 3, n: 3, percent: 100 }, suspectedUntagged: null },
    ]);
  });

  it('tell half, nine in ten and the share within each limit, without spans that run backwards', () => {
    const lags = [0, 0, 1, 1, 2, 3, 3, 4, 40, 9_000, -2];
    const { timeliness } = nationOf((tally) => {
      for (const lag of lags) add(tally, 'amber', null, { lags: Int32Array.of(lag) });
      add(tally, 'amber', null, {});
    });
    expect(timeliness).toMatchObject([
      {
        measure: 'mixing',
        n: 10,
        before: 1,
        p50: 2,
        p90: 40,
        within: [
          { days: 1, share: { count: 4, n: 10, percent: 40 } },
          { days: 3, share: { count: 7, n: 10, percent: 70 } },
        ],
      },
    ]);
    expect(nationOf((tally) => add(tally, 'amber', null, {})).timeliness[0]).toMatchObject({ n: 0, p50: null, p90: null });
  });

  it('count volumes by month and compare years that end with the last month up to the as-of day', () => {
    const month = (text: string) => monthOfIso(`${text}-01`);
    const { volumes } = nationOf((tally) => {
      add(tally, 'amber', 'correct', { month: month('2026-05'), topics: Uint8Array.of(MARKED, 0) }, 3);
      add(tally, 'amber', null, { month: month('2025-06') });
      add(tally, 'amber', 'wrong', { month: month('2025-05') }, 2);
      add(tally, 'amber', null, { month: month('2024-05') }, 9);
      add(tally, 'amber', null, { month: month('2062-01') });
      add(tally, 'amber', null, {}, 5);
    });
    expect(volumes.undated).toBe(5);
    expect(volumes.months.map(({ month, records, subject }) => [month, records, subject])).toEqual([
      ['2024-05', 9, 0],
      ['2025-05', 2, 2],
      ['2025-06', 1, 0],
      ['2026-05', 3, 3],
      ['2062-01', 1, 0],
    ]);
    expect(volumes.months[3]?.topics).toEqual([
      { topic: 'GLOSS', records: 3 },
      { topic: 'indoor', records: 0 },
    ]);
    expect(volumes.yearOnYear).toEqual({
      to: '2026-05',
      records: 4,
      recordsBefore: 2,
      changePercent: 100,
      subject: 3,
      subjectBefore: 2,
      subjectChangePercent: 50,
    });
    expect(nationOf((tally) => add(tally, 'amber', null, { month: month('2026-05') })).volumes.yearOnYear).toBeNull();
  });

  it('show a value only if twenty records share it', () => {
    const { values, defaults } = nationOf((tally) => {
      add(tally, 'amber', null, { values: ['amber'], defaults: Uint8Array.of(FILLED) }, 20);
      add(tally, 'amber', null, { values: ['blue'], defaults: Uint8Array.of(MEANINGLESS) }, 19);
      add(tally, 'blue', null, {}, 4);
    });
    expect(values).toMatchObject([
      {
        field: 'depot',
        label: 'Depot',
        records: 39,
        absent: 4,
        values: [{ value: 'amber', label: 'Amber depot', share: { count: 20, n: 39 } }],
        others: { values: 1, records: 19 },
      },
    ]);
    expect(defaults).toMatchObject([{ field: 'depot', label: 'Depot', share: { count: 19, n: 39 } }]);
  });

  it('name the training that would prevent most findings, and rules that never or always fire', () => {
    const tally = emptyTally();
    const group = groupOf(tally, 'amber', 'rms', null);
    Object.assign(countsOf(group, 0), { applicable: 5, failed: 2 });
    Object.assign(countsOf(group, 1), { applicable: 4, failed: 3, waived: 1, disputed: 1 });
    Object.assign(countsOf(group, 2), { applicable: 1, failed: 1 });
    Object.assign(countsOf(group, 3), { applicable: 9 });
    const { nation, ruleDebt } = scorecards(tally, pack, info);
    expect(nation.training).toEqual([
      { training: 'Course', findings: 5, rules: ['p/a', 'p/b'] },
      { training: 'Module', findings: 3, rules: ['p/b'] },
    ]);
    expect(ruleDebt).toEqual({
      neverFired: [{ rule: 'p/never', applicable: 9 }],
      alwaysFired: [{ rule: 'p/b', applicable: 4 }],
      mostWaived: [{ rule: 'p/b', waived: 1, applicable: 4 }],
      mostDisputed: [{ rule: 'p/b', disputed: 1, applicable: 4 }],
    });
  });

  it('compare a ranked agency with the medians of the others, and leave itself out', () => {
    const tally = emptyTally();
    add(tally, 'amber', 'correct', {}, 4);
    add(tally, 'blue', 'correct', {}, 3);
    add(tally, 'blue', 'missing', {}, 1);
    add(tally, 'coral', 'missing', {}, 1);
    const cards = scorecards(tally, pack, info).agencies;
    expect(cards.map(({ rank, peers }) => [rank, peers.agencies, peers.codingRate])).toEqual([
      [1, 1, 75],
      [2, 1, 100],
      [null, 2, 87.5],
    ]);
  });
});

describe('root causes', () => {
  it('are findings that share agency, system, rule, field and value, with their first and last day', () => {
    const tally = emptyTally();
    const note = (system: string, value: string | null, day: string | null, to?: string, times = 1) => {
      for (let n = 0; n < times; n++)
        countCause(causeOf(tally, 'amber', system, 0, 0), { value, day: day === null ? null : dayOfIso(day), to });
    };
    note('rms', 'RDE', '2025-11-12', 'RED', 20);
    note('rms', 'RDE', '2025-12-01', 'RED', 2);
    note('rms', 'BLEU', '2025-01-02', 'BLUE', 19);
    note('rms', null, null);
    note('web', 'RDE', '2024-01-01', 'RED', 3);
    const cards = scorecards(tally, pack, info);
    expect(cards.rootCauses).toMatchObject([
      {
        ...{ agency: 'amber', source_system: 'rms', rule: 'p/a', field: 'depot', value: 'RDE', records: 22 },
        ofRule: { count: 22, n: 45, percent: 48.89 },
        first: '2025-11-12',
        last: '2025-12-01',
        mapping: { from: 'RDE', to: 'RED', clears: 22 },
      },
      { source_system: 'rms', value: null, records: 20, first: '2025-01-02', mapping: null },
      { source_system: 'web', value: null, records: 3, ofRule: { n: 45 } },
    ]);
  });

  it('name no mapping where suggestions differ', () => {
    const tally = emptyTally();
    for (let n = 0; n < 30; n++)
      countCause(causeOf(tally, 'amber', 'rms', 0, 0), { value: 'RDE', day: null, to: n === 7 ? 'BLUE' : 'RED' });
    expect(scorecards(tally, pack, info).rootCauses).toMatchObject([{ value: 'RDE', records: 30, first: null, mapping: null }]);
  });
});
