import { describe, expect, it } from 'vitest';
import type { Conditions, RecordRule, Rule } from '../../src/model/pack.ts';
import { ruleInEnglish } from '../../src/report/rule-in-english.ts';
import { packOf, rule } from './invented.ts';

const pack = packOf([]);
const say = (when: Conditions, expected: Conditions, over: Partial<RecordRule> = {}) =>
  ruleInEnglish(rule('paint/x', { when, expect: expected, ...over }), pack);
const asked = (expected: Conditions) => say({}, expected).replace('In every record, expect that ', '');

describe('what a rule asks', () => {
  it('reads as one sentence', () => {
    expect(say({ colour: { const: 'C' } }, { tags: true })).toBe('When colour code is C, expect tags.');
  });

  it('is asked of every record without a condition', () => {
    expect(say({}, { colour: true })).toBe('In every record, expect colour code.');
    expect(say({}, { colour: false, tags: true })).toBe('In every record, expect no colour code and tags.');
  });

  it('names presence and absence in conditions', () => {
    expect(say({ colour: true, tags: false }, { ref: true })).toBe(
      'When the record has colour code and the record has no tags, expect URN.',
    );
  });

  it('mixes what must be there with what must be so', () => {
    expect(say({}, { ref: true, colour: { const: 'C' } })).toBe('In every record, expect URN, and that colour code is C.');
  });

  it('names the field that it is at', () => {
    expect(say({ '@': true }, { '@': { minLength: 2 } })).toBe(
      'When the record has colour code, expect that colour code has at least 2 characters.',
    );
    expect(say({ '@': true }, { '@': { minLength: 2 } }, { at: ['colour', 'ref'] })).toBe(
      'For each of colour code and URN: when the record has the field, expect that the field has at least 2 characters.',
    );
  });

  it.each<[string, Conditions, string]>([
    ['const', { colour: { const: true } }, 'colour code is yes.'],
    ['enum', { colour: { enum: ['A', 'B', 'deep red'] } }, 'colour code is A, B or “deep red”.'],
    ['pattern', { colour: { pattern: '^[A-C]$' } }, 'colour code fits the pattern ^[A-C]$.'],
    ['lengths', { colour: { minLength: 1, maxLength: 35 } }, 'colour code has at least 1 character and has at most 35 characters.'],
    ['type', { colour: { type: 'string' } }, 'colour code is text.'],
    ['contains', { tags: { contains: { const: 'A' } } }, 'at least one of the tags is A.'],
    ['no item that', { tags: { not: { contains: { const: 'A' } } } }, 'none of the tags is A.'],
    ['each item of a list', { tags: { maxLength: 3 } }, 'each of the tags has at most 3 characters.'],
    [
      'counts of items',
      { tags: { minItems: 1, maxItems: 2, uniqueItems: true } },
      'tags has at least 1 item and has at most 2 items and has no item twice.',
    ],
    ['allOf', { colour: { allOf: [{ minLength: 2 }, { pattern: 'x' }] } }, 'colour code has at least 2 characters and fits the pattern x.'],
    ['anyOf', { colour: { anyOf: [{ const: 'A' }, { maxLength: 2 }] } }, 'colour code either is A or has at most 2 characters.'],
    [
      'anyOf beside others',
      { colour: { minLength: 1, anyOf: [{ const: 'A' }, { const: 'B' }] } },
      'colour code has at least 1 character and (is A or is B).',
    ],
    ['not', { colour: { not: { enum: ['A', 'B'] } } }, 'colour code is not A or B.'],
    [
      'not of several',
      { colour: { not: { minLength: 2, pattern: 'x' } } },
      'colour code either has fewer than 2 characters or does not fit the pattern x.',
    ],
    [
      'if, then, else',
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
      { colour: { if: { const: 'A' }, then: { minLength: 2 }, else: { maxLength: 3 } } },
      'colour code (is not A or has at least 2 characters) and (is A or has at most 3 characters).',
    ],
    ['a code list', { colour: { inCodelist: 'paint-codes' } }, "colour code is in the list of paint codes (valid on the record's date)."],
    ['a code known at any time', { colour: { inCodelist: { list: 'colours', state: 'known' } } }, 'colour code is in the list of colours.'],
    [
      'a current code',
      { colour: { inCodelist: { list: 'colours', state: 'current' } } },
      "colour code is in the list of colours (valid on the record's date, not replaced).",
    ],
    [
      'columns of a code list',
      {
        colour: {
          inCodelist: {
            list: 'colours',
            state: 'known',
            where: { family: 'WARM', kind: ['A', 'B'], ho_class: true, use: false, shades: { sameAsField: 'tags' } },
          },
        },
      },
      'colour code is in the list of colours (family WARM, kind A or B, ho class given, no use, shades that include tags).',
    ],
    ['notBefore', { dried_on: { notBefore: { field: 'mixed_on' } } }, 'date of drying is not before date of mixing.'],
    [
      'notAfter with days',
      { dried_on: { notAfter: { field: 'mixed_on', days: 3 } } },
      'date of drying is at most 3 days after date of mixing.',
    ],
    [
      'notBefore with negative days and hours',
      { dried_on: { notBefore: { asOf: true, days: -1, hours: -2 } } },
      'date of drying is at most 1 day and 2 hours before the as-of date.',
    ],
    [
      'notAfter with negative days',
      { dried_on: { notAfter: { asOf: true, days: -1 } } },
      'date of drying is at least 1 day before the as-of date.',
    ],
    [
      'not of a shifted date',
      { dried_on: { not: { notAfter: { field: 'mixed_on', hours: 24 } } } },
      'date of drying is more than 24 hours after date of mixing.',
    ],
    ['a fixed date', { dried_on: { notBefore: { date: '2020-01-01' } } }, 'date of drying is not before 2020-01-01.'],
    ['checkDigit', { ref: { checkDigit: 'pnc-id' } }, 'URN has the right check character (pnc-id).'],
    ['sameAs', { ref: { not: { sameAs: { field: 'colour' } } } }, 'URN differs from colour code.'],
    ['readable', { mixed_on: { readable: true } }, 'date of mixing can be understood.'],
    [
      'filler',
      { colour: { not: { filler: { words: ['n/a', 'to be confirmed', 'x', 'y'] } } } },
      'colour code says something (no filler, such as n/a, “to be confirmed” or x).',
    ],
    [
      'alternatives of fields',
      { anyOf: [{ colour: true }, { ref: true, tags: true }] },
      'the record has colour code or (the record has URN and the record has tags).',
    ],
    ['not of fields', { not: { colour: true, ref: true } }, 'it is not so that (the record has colour code and the record has URN).'],
    [
      'none of several',
      { not: { anyOf: [{ colour: true }, { ref: true, tags: true }] } },
      'the record has no colour code and it is not so that (the record has URN and the record has tags).',
    ],
    ['not of a list', { not: { tags: { const: 'A' } } }, 'one of the tags is not A.'],
    ['not of some item', { not: { tags: { contains: { const: 'A' } } } }, 'none of the tags is A.'],
  ])('says %s', (_, conditions, sentence) => {
    expect(asked(conditions)).toBe(sentence);
  });

  it.each([
    ['Handling code', 'handling code'],
    ['PNC ID', 'PNC ID'],
    ['Home Office class', 'Home Office class'],
    ['A colour', 'a colour'],
  ])('reads the label %s within a sentence as %s', (label, words) => {
    const own = { ...pack, fields: [{ ...pack.fields[0]!, name: 'x', label }] };
    expect(ruleInEnglish(rule('paint/x', { when: {}, expect: { x: true } }), own)).toBe(`In every record, expect ${words}.`);
  });

  it('never leaves a keyword unsaid that it does not know', () => {
    expect(asked({ colour: { sparkle: { of: 'paint' } } })).toBe('colour code satisfies sparkle {"of":"paint"}.');
  });

  it('says what must be there once only, and within what', () => {
    const { when: _when, expect: _expect, ...words } = rule('paint/u');
    const unique: Rule = { ...words, kind: 'unique', fields: ['ref'], per: ['depot', 'colour'], when: {}, fold: false, differs: [] };
    expect(ruleInEnglish(unique, pack)).toBe('Within the same depot and colour code, expect each URN only once.');
    expect(ruleInEnglish({ ...unique, per: [] }, pack)).toBe('Within all records, expect each URN only once.');
  });

  it('says which fault of a file it speaks of', () => {
    expect(ruleInEnglish({ ...rule('file/f'), kind: 'file', fault: 'ragged-row' }, pack)).toBe(
      'Expect no fault of the kind “ragged row” in a file.',
    );
  });
});
