import { describe, expect, it } from 'vitest';
import type { Conditions } from '../../src/model/pack.ts';
import { codelist, field } from '../small-pack.ts';
import { judging } from './judging.ts';

const lists = [
  codelist('agencies', [
    { code: 'a', form: '^A[0-9]+$' },
    { code: 'b', form: '' },
    { code: 'c', form: '^C1$;^C2$' },
  ]),
  codelist('codes', [
    { code: 'K1', area: 'X' },
    { code: 'K2', area: 'Y;Z' },
    { code: 'K3', area: '' },
  ]),
  codelist('acts', [
    { code: 'P', area: 'X' },
    { code: 'Q', area: 'Z' },
    { code: 'R', area: '' },
  ]),
  codelist('blanks', [{ code: 'UNK', label: 'Unknown', aliases: '1900-01-01' }]),
];
const { outcome, places } = judging(
  [
    field('urn'),
    field('agency', { type: 'lookup', codelist: 'agencies' }),
    field('day', { type: 'date', role: 'date' }),
    field('born', { type: 'date' }),
    field('age'),
    field('boat', { type: 'yesno' }),
    field('codes', { type: 'code', codelist: 'codes', list: true }),
    field('acts', { type: 'code', codelist: 'acts', list: true }),
    field('first'),
    field('second'),
    field('grade', { splits: [{ pattern: '^([0-9])([A-Z]?)$', into: ['first', 'second'] }] }),
  ],
  lists,
);

describe('agreesWithParts', () => {
  const expected: Conditions = { grade: { agreesWithParts: true } };
  const when: Conditions = { grade: { readable: true } };

  it('compares what the text splits into with the fields of its parts, case aside', () => {
    expect(outcome('grade', when, expected, { grade: '2B', first: '2', second: 'b' })).toBe('passes');
    expect(outcome('grade', when, expected, { grade: '2B', first: '3', second: 'B' })).toBe('fails');
  });

  it('has nothing to compare where a part is blank or the text does not split', () => {
    expect(outcome('grade', when, expected, { grade: '2B', first: '', second: 'B' })).toBe('passes');
    expect(outcome('grade', when, expected, { grade: '2', first: '2', second: 'B' })).toBe('passes');
    expect(outcome('grade', when, expected, { grade: 'see log', first: '3' })).toBe('not applicable');
  });
});

describe('matchesColumn', () => {
  const expected: Conditions = { urn: { matchesColumn: { field: 'agency', column: 'form', otherwise: '^[0-9]+$' } } };

  it("uses the pattern, or one of several, of the other field's code", () => {
    expect(outcome('urn', {}, expected, { urn: 'A17', agency: 'A' })).toBe('passes');
    expect(outcome('urn', {}, expected, { urn: '17', agency: 'a' })).toBe('fails');
    expect(outcome('urn', {}, expected, { urn: 'C2', agency: 'c' })).toBe('passes');
  });

  it('uses the general one where the cell is empty or the code is absent or unknown', () => {
    for (const agency of ['b', '', 'nobody']) {
      expect(outcome('urn', {}, expected, { urn: '17', agency }), agency).toBe('passes');
      expect(outcome('urn', {}, expected, { urn: 'A17', agency }), agency).toBe('fails');
    }
  });
});

describe('ageAt', () => {
  const within = (years: number): Conditions => ({ age: { ageAt: { born: 'born', on: 'day', within: years } } });

  it('counts whole years', () => {
    expect(outcome('age', {}, within(0), { age: '35', born: '1990-03-05', day: '2026-03-04' })).toBe('passes');
    expect(outcome('age', {}, within(0), { age: '36', born: '05/03/1990', day: '2026-03-05T09:15' })).toBe('passes');
    expect(outcome('age', {}, within(0), { age: '36', born: '1990-03-05', day: '2026-03-04' })).toBe('fails');
  });

  it('lets pass what is off by no more than told', () => {
    expect(outcome('age', {}, within(1), { age: '34', born: '1990-03-05', day: '2026-03-04' })).toBe('passes');
    expect(outcome('age', {}, within(1), { age: '33', born: '1990-03-05', day: '2026-03-04' })).toBe('fails');
  });

  it('does not apply where a date is not readable, and holds where one is absent', () => {
    expect(outcome('age', {}, within(0), { age: '3', born: 'spring', day: '2026-03-04' })).toBe('not applicable');
    expect(outcome('age', {}, within(0), { age: '3', born: '', day: '2026-03-04' })).toBe('passes');
  });
});

describe('inCodelist', () => {
  const shares: Conditions = {
    codes: { contains: { inCodelist: { list: 'codes', where: { area: { sharesWithField: 'acts' } } } } },
  };

  it('compares a column with the same column of another field’s codes', () => {
    expect(outcome('codes', {}, shares, { codes: 'K1', acts: 'P' })).toBe('passes');
    expect(outcome('codes', {}, shares, { codes: 'K2', acts: 'R;Q' })).toBe('passes');
    expect(outcome('codes', {}, shares, { codes: 'K1', acts: 'Q' })).toBe('fails');
    expect(outcome('codes', {}, shares, { codes: 'K3', acts: 'R' })).toBe('fails');
    expect(outcome('codes', {}, shares, { codes: 'K1', acts: 'unknown' })).toBe('fails');
  });

  it('takes any spelling where it is told to', () => {
    const plain: Conditions = { first: { not: { inCodelist: { list: 'blanks', state: 'known' } } } };
    const spelt: Conditions = { first: { not: { inCodelist: { list: 'blanks', state: 'known', spelling: true } } } };
    for (const text of ['unk', 'UNKNOWN', 'u.n.k']) {
      expect(outcome('first', {}, plain, { first: text }), text).toBe('passes');
      expect(outcome('first', {}, spelt, { first: text }), text).toBe('fails');
    }
    expect(outcome('first', {}, spelt, { first: 'unknown quantity' })).toBe('passes');
    const day: Conditions = { born: { not: { inCodelist: { list: 'blanks', state: 'known', spelling: true } } } };
    expect(outcome('born', {}, day, { born: '01/01/1900' })).toBe('fails');
  });
});

describe('a rule that is at every field', () => {
  const anywhere: Conditions = { '@': { not: { anyOf: [{ pattern: '#REF' }, { fieldType: 'date', pattern: '^[0-9]{5}$' }] } } };
  const fieldsOf = (cells: Record<string, string>) => places('*', anywhere, cells).map((place) => place.field);

  it('looks at every cell, items of lists too', () => {
    expect(fieldsOf({ urn: '#REF!', first: 'x', codes: 'K1;#REF!', second: '' })).toEqual(['urn', 'codes']);
  });

  it('looks at what is not understood, and tells types of fields apart', () => {
    expect(fieldsOf({ day: '45723', urn: '45723', boat: '#REF!' })).toEqual(['day', 'boat']);
  });

  it('looks at the cell as the file has it, where the value is another', () => {
    const seen: Conditions = { '@': { not: { pattern: '[./]' } } };
    expect(places('*', seen, { agency: 'a.', born: '01/02/1990', urn: '17' }).map((place) => place.field)).toEqual(['agency', 'born']);
  });

  it('says a damaged cell once, not again at the parts that it would split into', () => {
    expect(fieldsOf({ grade: '#REF!' })).toEqual(['grade']);
  });

  it('applies to a record with any cell and to none without', () => {
    expect(outcome('*', { '@': true }, anywhere, { urn: 'x' })).toBe('passes');
    expect(outcome('*', { '@': true }, anywhere, { urn: '' })).toBe('not applicable');
  });
});
