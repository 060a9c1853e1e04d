import { describe, expect, it } from 'vitest';
import { compileRules, makeJudge } from '../../src/check/index.ts';
import type { Conditions } from '../../src/model/pack.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';
import { evadedIn, outcomeOf } from './judging.ts';

const fields = [
  field('day', { type: 'date', role: 'date' }),
  field('area'),
  field('codes', { codelist: 'codes', list: true }),
  field('text'),
  field('ref', { required: 'always' }),
];
const lists = [
  codelist('codes', [
    { code: 'A1', family: 'OIC', area: 'X' },
    { code: 'A2', family: 'OIC', area: 'Y', valid_to: '2026-01-31' },
    { code: 'S1', family: 'OTHER' },
  ]),
];
const correct: Conditions = { codes: { contains: { inCodelist: { list: 'codes', where: { family: 'OIC' } } } } };
const coding = {
  name: 'OIC',
  field: 'codes',
  declared: { area: true } as Conditions,
  correct,
  suspected: { text: { pattern: 'boat' } } as Conditions,
  faults: ['t/mismatch'],
};
const rules = [
  rule('t/other', { at: ['text'], when: { text: true }, expect: { text: { not: { pattern: 'bad' } } } }),
  rule('t/mismatch', {
    at: ['codes'],
    when: { area: true, codes: true },
    expect: { codes: { contains: { inCodelist: { list: 'codes', where: { area: { sameAsField: 'area' } } } } } },
  }),
];
const of = pack(fields, rules, lists, { coding });
/** Tells states of one record after the other. */
function coder() {
  const judge = makeJudge(compileRules(of, '2026-06-30'), []);
  return (cells: Readonly<Record<string, string>>) =>
    judge.judge(recordOf(of, { day: '2026-06-01', area: '', codes: '', text: '', ref: 'R', ...cells })).coding;
}

describe('the coding of a record', () => {
  it.each([
    [{}, null],
    [{ text: 'a boat' }, 'suspected'],
    [{ codes: 'A1' }, null],
    [{ area: 'X' }, 'missing'],
    [{ area: 'X', text: 'a boat' }, 'missing'],
    [{ area: 'X', codes: 'A1' }, 'correct'],
    [{ area: 'X', codes: 'A1', text: 'bad' }, 'correct'],
    [{ area: 'X', codes: 'S1;A1' }, 'correct'],
    [{ area: 'X', codes: 'S1' }, 'wrong'],
    [{ area: 'X', codes: 'none' }, 'wrong'],
    [{ area: 'Y', codes: 'A1' }, 'wrong'],
    [{ area: 'Y', codes: 'A2', day: '2026-01-31' }, 'correct'],
    [{ area: 'Y', codes: 'A2', day: '2026-02-01' }, 'wrong'],
  ])('%j is %s, whatever was judged before', (cells, state) => {
    const stateOf = coder();
    expect(stateOf(cells)).toBe(state);
    stateOf({ area: 'X', codes: 'A1' });
    stateOf({ text: 'a boat' });
    expect(stateOf(cells)).toBe(state);
  });

  it('is made wrong by a fault only where it is correct', () => {
    const more = { coding: { ...coding, faults: ['t/mismatch', 't/other'] } };
    const judge = makeJudge(compileRules(pack(fields, rules, lists, more), '2026-06-30'), []);
    const stateOf = (cells: Readonly<Record<string, string>>) =>
      judge.judge(recordOf(of, { day: '2026-06-01', area: '', codes: '', text: '', ref: 'R', ...cells })).coding;
    const all = [{ text: 'bad' }, { text: 'a bad boat' }, { area: 'X', text: 'bad' }, { area: 'X', codes: 'A1', text: 'bad' }];
    expect(all.map(stateOf)).toEqual([null, 'suspected', 'missing', 'wrong']);
  });

  it('has no suspected ones where nothing is looked for, and is none where the packs define none', () => {
    const { suspected: _suspected, ...few } = coding;
    const record = recordOf(of, { day: '', area: '', codes: '', text: 'a boat' });
    const without = (more: object) => makeJudge(compileRules(pack(fields, rules, lists, more), '2026-06-30'), []).judge(record).coding;
    expect([without({ coding: few }), without({})]).toEqual([null, null]);
  });
});

describe('rules that an absent required value evades', () => {
  const reading = pack(fields, [
    rule('t/missing', { at: ['ref'], expect: { ref: true } }),
    rule('t/form', { at: ['ref'], when: { ref: true }, expect: { ref: { pattern: '^R' } } }),
    rule('t/unless', { at: ['text'], when: { text: true }, expect: { anyOf: [{ ref: { const: 'x' } }, { text: { pattern: 'a' } }] } }),
    rule('t/not', { at: ['text'], when: { text: true }, expect: { not: { ref: { const: 'x' } } } }),
    rule('t/text', { at: ['ref'], basis: 'text', when: { ref: true }, expect: { ref: { pattern: '^R' } } }),
    rule('t/either', { at: ['text'], when: { anyOf: [{ ref: true }, { area: true }] }, expect: { text: true } }),
  ]);
  const judged = (cells: Readonly<Record<string, string>>) => {
    const judgement = makeJudge(compileRules(reading, '2026-06-30'), []).judge(
      recordOf(reading, { ref: '', text: '', area: '', ...cells }),
    );
    const { evaded, evadedPassed } = judgement.own;
    return {
      evaded: [...evaded].sort(),
      evadedPassed: [...evadedPassed].sort(),
      all: evadedIn(judgement),
      outcomes: reading.rules.map((_, n) => outcomeOf(judgement, n)),
    };
  };

  it('are those out of reach, and those that pass for it; not those that fail or only may read it', () => {
    expect(judged({})).toMatchObject({ evaded: [1, 2, 3, 5], evadedPassed: [] });
    expect(judged({ text: 'abc' })).toMatchObject({ evaded: [1, 5], evadedPassed: [3] });
    expect(judged({ text: 'abc', area: 'X' })).toMatchObject({ evaded: [1], evadedPassed: [3] });
    expect(judged({ ref: 'R1', text: 'abc' }).all).toEqual([]);
  });
});
