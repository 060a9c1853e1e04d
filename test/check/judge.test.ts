import { describe, expect, it } from 'vitest';
import { compileRules, makeJudge } from '../../src/check/index.ts';
import type { Conditions } from '../../src/model/pack.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';
import { evadedIn, outcomeOf } from './judging.ts';

const fields = [
  field('urn', { required: 'always', role: 'urn' }),
  field('day', { type: 'date', role: 'date', required: 'always' }),
  field('event', { type: 'date' }),
  field('grade'),
  field('boat', { type: 'yesno' }),
  field('codes', { type: 'code', codelist: 'codes', list: true }),
  field('area', { type: 'code', codelist: 'areas' }),
];
const lists = [
  codelist('codes', [
    { code: 'A1', family: 'OIC', areas: 'X' },
    { code: 'B1', family: 'OIC', areas: 'Y;Z' },
    { code: 'OLD', family: 'OIC', areas: 'X', valid_to: '2026-01-31', replaced_by: 'A1' },
    { code: 'S', family: 'OTHER', areas: '', replaced_by: 'A1' },
  ]),
  codelist('areas', [{ code: 'X' }, { code: 'Y' }, { code: 'Z' }]),
];

/** What one rule says of one record. */
function judged(at: string | string[], when: Conditions, expected: Conditions, cells: Record<string, string | null>, more = {}): string {
  const of = pack(fields, [rule('t/r', { at: [at].flat(), when, expect: expected, ...more })], lists);
  return outcomeOf(makeJudge(compileRules(of, '2026-06-30'), []).judge(recordOf(of, cells)), 0);
}

describe('conditions', () => {
  it('true asks that a field be present and false that it be absent', () => {
    expect(judged('urn', {}, { urn: true }, { urn: 'U1' })).toBe('passes');
    expect(judged('urn', {}, { urn: true }, { urn: '  ' })).toBe('fails');
    expect(judged('urn', {}, { urn: false }, { urn: 'U1' })).toBe('fails');
    expect(judged('urn', {}, { urn: false }, { urn: null })).toBe('passes');
  });

  it('a rule does not apply where when does not hold', () => {
    expect(judged('grade', { urn: true }, { grade: { const: '1' } }, { urn: '', grade: '2' })).toBe('not applicable');
  });

  it('a schema of a list is about each item, contains about some', () => {
    const each: Conditions = { codes: { pattern: '^A' } };
    expect(judged('codes', {}, each, { codes: 'A1;A2' })).toBe('passes');
    expect(judged('codes', {}, each, { codes: 'A1;B2' })).toBe('fails');
    expect(judged('codes', {}, { codes: { contains: { pattern: '^A' } } }, { codes: 'A1;B2' })).toBe('passes');
    expect(judged('codes', {}, { codes: { uniqueItems: true } }, { codes: 'A1; A1' })).toBe('fails');
  });

  it('anyOf and not take maps', () => {
    const when: Conditions = { anyOf: [{ grade: { const: '1' } }, { boat: { const: true } }] };
    expect(judged('urn', when, { urn: true }, { grade: '2', boat: 'Y', urn: '' })).toBe('fails');
    expect(judged('urn', when, { urn: true }, { grade: '2', boat: 'N', urn: '' })).toBe('not applicable');
    expect(judged('urn', { not: { grade: { const: '1' } } }, { urn: true }, { grade: '1', urn: '' })).toBe('not applicable');
    expect(judged('urn', { not: { grade: { const: '1' } } }, { urn: true }, { grade: '', urn: '' })).toBe('fails');
  });

  it('@ stands for the field of a rule that stands at several', () => {
    const cells = { day: '2026-03-04', event: '31/31/2026' };
    expect(judged(['day', 'event'], { '@': true }, { '@': { readable: true } }, cells)).toBe('fails');
    expect(judged(['day', 'event'], { '@': true }, { '@': { readable: true } }, { ...cells, event: '' })).toBe('passes');
  });

  it('a value that is not readable is judged by the rule about reading alone', () => {
    const cells = { day: '2026-03-04', event: 'soon' };
    expect(judged('event', { event: true }, { event: { notAfter: { field: 'day' } } }, cells)).toBe('not applicable');
    expect(judged('day', { day: true }, { day: { notBefore: { field: 'event' } } }, cells)).toBe('not applicable');
    expect(judged('event', {}, { event: true }, cells)).toBe('passes');
  });
});

describe('keywords', () => {
  it('inCodelist judges a code at the date of the record, and knows retired ones', () => {
    const valid: Conditions = { codes: { inCodelist: 'codes' } };
    expect(judged('codes', {}, valid, { codes: 'OLD', day: '2026-01-31' })).toBe('passes');
    expect(judged('codes', {}, valid, { codes: 'OLD', day: '2026-02-01' })).toBe('fails');
    expect(judged('codes', {}, valid, { codes: 'OLD', day: '' })).toBe('fails');
    expect(judged('codes', {}, valid, { codes: 'OLD', day: 'unclear' })).toBe('passes');
    expect(judged('codes', {}, { codes: { inCodelist: { list: 'codes', state: 'known' } } }, { codes: 'OLD', day: '2026-02-01' })).toBe(
      'passes',
    );
    expect(judged('codes', {}, { codes: { inCodelist: { list: 'codes', state: 'current' } } }, { codes: 'S', day: '2026-02-01' })).toBe(
      'fails',
    );
    expect(judged('codes', {}, valid, { codes: 'a1', day: '2026-02-01' })).toBe('fails');
  });

  it('inCodelist asks conditions of the columns, also of another field', () => {
    const match: Conditions = {
      codes: { contains: { inCodelist: { list: 'codes', where: { family: 'OIC', areas: { sameAsField: 'area' } } } } },
    };
    const when: Conditions = { area: { inCodelist: 'areas' }, codes: true };
    expect(judged('codes', when, match, { codes: 'A1;B1', area: 'Z', day: '2026-02-01' })).toBe('passes');
    expect(judged('codes', when, match, { codes: 'A1', area: 'Z', day: '2026-02-01' })).toBe('fails');
    expect(judged('codes', when, match, { codes: 'A1', area: 'Q', day: '2026-02-01' })).toBe('not applicable');
  });

  it('notAfter compares to the day unless both carry a time', () => {
    const order: Conditions = { event: { notAfter: { field: 'day' } } };
    expect(judged('event', {}, order, { event: '2026-03-04T23:00', day: '04/03/2026' })).toBe('passes');
    expect(judged('event', {}, order, { event: '2026-03-04T23:00', day: '2026-03-04T22:00' })).toBe('fails');
    expect(judged('event', {}, { event: { notAfter: { asOf: true } } }, { event: '2026-07-01' })).toBe('fails');
    expect(judged('event', {}, { event: { notAfter: { field: 'day', days: 3 } } }, { event: '2026-03-07', day: '2026-03-04' })).toBe(
      'passes',
    );
    expect(judged('event', {}, { event: { notAfter: { field: 'day', days: 3 } } }, { event: '2026-03-08', day: '2026-03-04' })).toBe(
      'fails',
    );
  });

  it('checkDigit knows PNC IDs by (year and serial) mod 23', () => {
    const check: Conditions = { urn: { checkDigit: 'pnc-id' } };
    const letter = 'ZABCDEFGHJKLMNPQRTUVWXY'[Number('911234567') % 23];
    expect(judged('urn', {}, check, { urn: `1991/1234567${letter}` })).toBe('passes');
    expect(judged('urn', {}, check, { urn: `1991/1234568${letter}` })).toBe('fails');
  });

  it('filler is text that says nothing', () => {
    const expected: Conditions = { grade: { not: { filler: { words: ['n/a', 'tbc', 'none', 'not known'] } } } };
    for (const text of ['N/A', 'xxxxx', '.....', 'TBC tbc', '- - -', 'Not known. TBC. Not known.'])
      expect(judged('grade', {}, expected, { grade: text }), text).toBe('fails');
    expect(judged('grade', {}, expected, { grade: 'none of the boats were seen' })).toBe('passes');
  });
});

describe('a judge', () => {
  const presence = (name: string) => rule(`t/missing-${name}`, { at: [name], expect: { [name]: true } });

  it('keeps judging when one rule crashes, and says which', () => {
    const broken = pack(
      fields,
      [rule('t/a', { at: ['codes'], when: { codes: true }, expect: { codes: { inCodelist: 'codes' } } }), presence('urn')],
      [
        {
          ...lists[0]!,
          entries: {
            values: () => [],
            get: () => {
              throw new Error('out of order');
            },
          } as never,
        },
        lists[1]!,
      ],
    );
    const judge = makeJudge(compileRules(broken, '2026-06-30'), []);
    const judgement = judge.judge(recordOf(broken, { urn: '', codes: 'A1' }));
    expect([0, 1].map((rule) => outcomeOf(judgement, rule))).toEqual(['not applicable', 'fails']);
    expect([...judge.crashes]).toEqual([[0, 'out of order']]);
  });

  it('charges the rules that an absent required value evades', () => {
    const of = pack(
      fields,
      [
        presence('urn'),
        rule('t/form', { at: ['urn'], when: { urn: true }, expect: { urn: { pattern: '^U' } } }),
        rule('t/other', { at: ['grade'], when: { grade: true }, expect: { grade: { const: '1' } } }),
      ],
      lists,
    );
    const judge = makeJudge(compileRules(of, '2026-06-30'), []);
    expect(evadedIn(judge.judge(recordOf(of, { urn: '', grade: '1' })))).toEqual([1]);
    expect(evadedIn(judge.judge(recordOf(of, { urn: 'X', grade: '1' })))).toEqual([]);
  });

  it('skips rules whose column is missing, and fails every record of a missing required one', () => {
    const of = pack(
      fields,
      [presence('urn'), rule('t/form', { at: ['urn'], when: { urn: true }, expect: { urn: { pattern: '^U' } } })],
      lists,
    );
    const judge = makeJudge(compileRules(of, '2026-06-30'), [0]);
    expect(judge.alwaysFailed).toEqual([0]);
    expect([...judge.skipped]).toEqual([[1, [0]]]);
    expect(evadedIn(judge.judge(recordOf(of, { grade: '1' })))).toEqual([1]);
  });

  it('names the failing items of a list', () => {
    const of = pack(
      fields,
      [rule('t/unknown', { at: ['codes'], when: { codes: true }, expect: { codes: { inCodelist: 'codes' } } })],
      lists,
    );
    const judge = makeJudge(compileRules(of, '2026-06-30'), []);
    const record = recordOf(of, { codes: 'A1; nope ;B1;a1', day: '2026-02-01' });
    const { failed } = judge.judge(record);
    expect(judge.failingItems(failed[0]!, record)).toEqual([
      { index: 2, value: 'nope' },
      { index: 4, value: 'a1' },
    ]);
  });

  it('tells facts of the item that fails, and of other fields of their own values', () => {
    const expected = { codes: { not: { pattern: 'x' } }, grade: { not: { pattern: 'q' } } } as Conditions;
    const of = pack(fields, [rule('t/letters', { at: ['codes'], expect: expected })], lists);
    const judge = makeJudge(compileRules(of, '2026-06-30'), []);
    const facts = (cells: Record<string, string>, item: string | undefined) => {
      const record = recordOf(of, cells);
      return judge.facts(judge.judge(record).failed[0]!, record, item);
    };
    expect(facts({ codes: 'ab;cx', grade: 'zz' }, 'cx')).toEqual({ character: 2 });
    expect(facts({ codes: 'ab;cx', grade: 'zz' }, undefined)).toEqual({});
    expect(facts({ codes: 'ab', grade: 'zzzq' }, 'q')).toEqual({ character: 4 });
  });

  it('judges only records of the days on which a rule is in effect', () => {
    const more = { effective: { from: '2026-01-01' } };
    expect(judged('urn', {}, { urn: { const: 'x' } }, { urn: 'y', day: '2025-12-31' }, more)).toBe('not applicable');
    expect(judged('urn', {}, { urn: { const: 'x' } }, { urn: 'y', day: '2026-01-01' }, more)).toBe('fails');
  });
});
