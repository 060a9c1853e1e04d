import { describe, expect, it } from 'vitest';
import { FILLED, MARKED, MEANINGLESS } from '../../src/model/measured.ts';
import type { Pack } from '../../src/model/pack.ts';
import { groupOf } from '../../src/tally/counts.ts';
import { MOST_DAYS } from '../../src/tally/measures.ts';
import { SHOWN_FROM } from '../../src/tally/values.ts';
import { cardsOf, note, pack, rules, withDefaults } from './cards.ts';
import { count } from './invented.ts';

describe('the lists of a scorecard', () => {
  it('have rules by what they cost, then by failures, then by id', () => {
    const { nation } = cardsOf((tally) => {
      for (const [index, failed] of [3, 3, 7, 3].entries()) count(tally, 'amber', index, { applicable: 10, failed });
    });
    expect(nation.rules.map(({ rule }) => rule)).toEqual(['p/b', 'p/a', 'p/c', 'p/d']);
    const weightless = { ...pack, rules: rules.map((rule, index) => (index > 1 ? { ...rule, basis: 'text' as const } : rule)) };
    const { nation: other } = cardsOf((tally) => {
      for (const [index, failed] of [0, 1, 2, 9].entries()) count(tally, 'amber', index, { applicable: 10, failed });
    }, weightless);
    expect(other.rules.map(({ rule, gain }) => [rule, gain])).toEqual([
      ['p/a', 5],
      ['p/c', 0],
      ['p/d', null],
      ['p/b', null],
    ]);
  });

  it('leave rules out that nothing was counted of, and within an agency those without a fault', () => {
    const { nation, agencies } = cardsOf((tally) => {
      count(tally, 'amber', 0, { evadedFailed: 3 });
      count(tally, 'amber', 1, { applicable: 5 });
      count(tally, 'amber', 2, { waived: 1 });
      count(tally, 'amber', 3, { failed: 1 });
    });
    const names = (card: typeof nation | undefined) => card?.rules.map(({ rule }) => rule).sort();
    expect(names(nation)).toEqual(['p/a', 'p/b', 'p/d']);
    expect(names(agencies[0])).toEqual(['p/a', 'p/b', 'p/d']);
    expect(names(agencies[0]?.sourceSystems[0])).toEqual(['p/b', 'p/d']);
    expect(names(agencies[0]?.units[0])).toEqual(['p/b', 'p/d']);
  });

  it('gain nothing by a rule whose dimension weighs nothing', () => {
    const dimensionWeights = { completeness: 0, conformity: 0, accuracy: 0, integrity: 0, timeliness: 0, duplication: 0 };
    const { nation } = cardsOf((tally) => count(tally, 'amber', 0, { applicable: 4, failed: 2 }), { ...pack, dimensionWeights });
    expect([nation.score, nation.dimensions.completeness.score, nation.rules[0]?.gain]).toEqual([null, 50, 0]);
    const { nation: unweighed } = cardsOf((tally) => count(tally, 'amber', 0, { applicable: 4, failed: 2 }), {
      ...pack,
      rules: rules.map((rule) => ({ ...rule, weight: 0 })),
    });
    expect([unweighed.score, unweighed.rules[0]?.gain]).toEqual([null, 0]);
  });

  it('have fixes, trainings and waived rules by number, and equal ones by name', () => {
    const { nation, ruleDebt } = cardsOf((tally) => {
      for (const [index, failed] of [2, 2, 8, 0].entries())
        count(tally, 'amber', index, {
          applicable: 20,
          failed,
          waived: failed === 0 ? 0 : 10 - failed,
          disputed: failed === 8 ? 2 : failed,
        });
    });
    expect(nation.verdict.fixes.map(({ rule, records }) => [rule, records])).toEqual([
      ['p/b', 8],
      ['p/a', 2],
      ['p/c', 2],
    ]);
    expect(nation.training.map(({ training, findings }) => [training, findings])).toEqual([
      ['Course of p/b', 8],
      ['Course of p/a', 2],
      ['Course of p/c', 2],
    ]);
    expect(ruleDebt.mostWaived.map(({ rule, waived }) => [rule, waived])).toEqual([
      ['p/a', 8],
      ['p/c', 8],
      ['p/b', 2],
    ]);
    expect(ruleDebt.mostDisputed.map(({ rule, disputed }) => [rule, disputed])).toEqual([
      ['p/a', 2],
      ['p/b', 2],
      ['p/c', 2],
    ]);
    expect(ruleDebt.neverFired.map(({ rule }) => rule)).toEqual(['p/d']);
  });

  it('of rules that may need work have those only that judged enough records: none that judge files, or were skipped', () => {
    const of = { ...pack, rules: [...rules.slice(0, 3), { ...rules[3]!, kind: 'file' as const, fault: 'ragged-row' as const }] } as Pack;
    const { ruleDebt } = cardsOf((tally) => {
      groupOf(tally, 'amber', 'rms', 'north').records = 10;
      count(tally, 'amber', 0, { applicable: 10, failed: 6, waived: 4, disputed: 1 });
      count(tally, 'amber', 1, { applicable: 9, failed: 9 });
      count(tally, 'amber', 2, { applicable: 10 });
      count(tally, 'amber', 3, { applicable: 10, failed: 10 });
      tally.crashes.set(2, 'broken');
    }, of);
    expect(ruleDebt).toEqual({
      neverFired: [],
      alwaysFired: [{ rule: 'p/c', applicable: 10 }],
      mostWaived: [{ rule: 'p/c', waived: 4, applicable: 10 }],
      mostDisputed: [{ rule: 'p/c', disputed: 1, applicable: 10 }],
    });
  });

  it('have values by number, then by code, with the label that the code list gives', () => {
    const { nation } = cardsOf((tally) => {
      note(tally, { values: ['blue', 'matt'] }, SHOWN_FROM);
      note(tally, { values: ['amber', 'matt'] }, SHOWN_FROM);
      note(tally, { values: ['teal', undefined] }, SHOWN_FROM + 1);
      note(tally, { values: ['grey', undefined] }, SHOWN_FROM - 1);
      note(tally, { values: ['pink', undefined] }, 2);
    });
    const [depots, finishes] = nation.values;
    expect(depots?.values.map(({ value, label, share }) => [value, label, share.count])).toEqual([
      ['teal', null, SHOWN_FROM + 1],
      ['amber', 'Amber depot', SHOWN_FROM],
      ['blue', 'Blue depot', SHOWN_FROM],
    ]);
    expect(depots?.others).toEqual({ values: 2, records: SHOWN_FROM + 1 });
    expect(finishes).toMatchObject({
      field: 'finish',
      label: 'Finish',
      records: 2 * SHOWN_FROM,
      absent: SHOWN_FROM + 22,
      values: [{ value: 'matt', label: null }],
    });
    expect(nation.values.length).toBe(2);
  });

  it('count each value of a list once a record, and yes and no as they are', () => {
    const { nation } = cardsOf((tally) => {
      note(tally, { values: [['amber'], true] }, SHOWN_FROM);
      note(tally, { values: [['blue', 'amber', 'blue'], false] }, SHOWN_FROM);
    });
    const shown = nation.values.map(({ values, records }) => [records, ...values.map(({ value, share }) => `${value} ${share.count}`)]);
    expect(shown).toEqual([
      [2 * SHOWN_FROM, `amber ${2 * SHOWN_FROM}`, `blue ${SHOWN_FROM}`],
      [2 * SHOWN_FROM, `no ${SHOWN_FROM}`, `yes ${SHOWN_FROM}`],
    ]);
  });

  it('tell how often nothing is known by field in the order of the pack, within an agency only where it happens', () => {
    const { nation, agencies } = cardsOf((tally) => {
      note(tally, { defaults: Uint8Array.of(FILLED, MEANINGLESS) }, 3);
      note(tally, { defaults: Uint8Array.of(FILLED, 0) }, 2);
    }, withDefaults);
    expect(nation.defaults).toMatchObject([
      { field: 'finish', label: 'Finish', share: { count: 0, n: 5, percent: 0 } },
      { field: 'depot', label: 'Depot', share: { count: 3, n: 3, percent: 100 } },
    ]);
    expect(agencies[0]?.sourceSystems[0]?.defaults.map(({ field }) => field)).toEqual(['depot']);
    expect(cardsOf((tally) => note(tally, { defaults: Uint8Array.of(0, FILLED) }), withDefaults).nation.defaults).toMatchObject([
      { field: 'depot' },
    ]);
  });

  it('have spans and months in order, whatever was met first', () => {
    const { nation } = cardsOf((tally) => {
      for (const days of [40, 2, 7, 1, 100_000]) note(tally, { lags: Int32Array.of(days), month: 24_310 - days });
      note(tally, { lags: Int32Array.of(0) });
    });
    expect(nation.timeliness).toMatchObject([{ n: 6, p50: 2, p90: MOST_DAYS, within: [{ share: { count: 2, n: 6 } }] }]);
    const months = nation.volumes.months.map(({ month }) => month);
    expect(months).toEqual([...months].sort());
  });

  it('count a topic that a record names as it is coded, also in its month', () => {
    const named = { topics: Uint8Array.of(MARKED), month: 24_300 };
    const { nation } = cardsOf((tally) => {
      for (const [index, coding] of (['correct', 'wrong', 'missing', 'suspected', null] as const).entries())
        note(tally, named, 2 ** index, coding);
    });
    // Neither declared nor coded: it misses its code.
    expect(nation.topics).toMatchObject([{ records: 31, tagged: { count: 1, n: 31 }, suspectedUntagged: null }]);
    expect(nation.volumes.months).toMatchObject([{ records: 31, subject: 7, topics: [{ topic: 'GLOSS', records: 31 }] }]);
  });

  it('hold no number of the subject if the packs define none', () => {
    const { coding: _coding, ...bare } = pack;
    const months = [24_300, 24_299, 24_288, 24_277];
    const { volumes } = cardsOf((tally) => {
      for (const month of months) note(tally, { month }, 3, 'correct');
    }, bare).nation;
    expect(volumes.months.map(({ subject }) => subject)).toEqual([null, null, null, null]);
    expect(volumes.yearOnYear).toMatchObject({
      records: 6,
      recordsBefore: 6,
      changePercent: 0,
      subject: null,
      subjectBefore: null,
      subjectChangePercent: null,
    });
  });

  it('compare no year with one that had none of the subject', () => {
    const { volumes } = cardsOf((tally) => {
      note(tally, { month: 24_300 }, 3, 'correct');
      note(tally, { month: 24_288 }, 2);
    }).nation;
    expect(volumes.yearOnYear).toMatchObject({
      records: 3,
      recordsBefore: 2,
      changePercent: 50,
      subject: 3,
      subjectBefore: 0,
      subjectChangePercent: null,
    });
  });
});
