import { describe, expect, it } from 'vitest';
import { alphabetOf, COMMON, EACH, kindsOf, signsOf } from '../../src/check/alphabet.ts';
import { NOT_UNREADABLE, PRESENT } from '../../src/check/atoms.ts';
import { compileRules } from '../../src/check/index.ts';
import { outlineOf } from '../../src/check/outline.ts';
import { isCharacter, isSimple, piecesOf } from '../../src/check/pieces.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';

describe('the pieces of an expression', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['^a.b$', ['^', 'a', '.', 'b', '$']],
    ['[a-z]{2,3}[^\\]x]{4}', ['[a-z]', '{2,3}', '[^\\]x]', '{4}']],
    ['x{2,}\\d+', ['x', '{2,}', '\\d', '+']],
    ['\\p{Lu}\\P{L}\\u{1F600}\\u00e9\\x41', ['\\p{Lu}', '\\P{L}', '\\u{1F600}', '\\u00e9', '\\x41']],
    [
      '(?:a|b)(?=c)(?!d)(?<=e)(?<!f)(g)',
      ['(?:', 'a', '|', 'b', ')', '(?=', 'c', ')', '(?!', 'd', ')', '(?<=', 'e', ')', '(?<!', 'f', ')', '(', 'g', ')'],
    ],
    ['\u{1f600}\n', ['\u{1f600}', '\n']],
    ['\\.\\n\\(', ['\\.', '\\n', '\\(']],
    ['', []],
    ['(a)\\1', undefined],
    ['(?<n>a)', undefined],
    ['(?<n>a)\\k<n>', undefined],
    ['(?i:a)', undefined],
    ['\\cA', undefined],
    ['\\0', undefined],
    ['x\\\\1', ['x', '\\\\', '1']],
  ])('of %j are %j', (pattern, pieces) => {
    expect(piecesOf(pattern)).toEqual(pieces);
  });

  it('are characters, or marks that stand for none', () => {
    for (const piece of ['a', '.', '\\d', '\\.', '[a]', '[(]', '\\p{L}', '\\u0041', '-', ' ', '{', '}', ']', '\n', '\\('])
      expect(isCharacter(piece), piece).toBe(true);
    for (const piece of ['(', ')', '|', '^', '$', '*', '+', '?', '{2}', '{2,}', '{2,3}', '(?:', '(?=', '(?<!', '\\b', '\\B'])
      expect(isCharacter(piece), piece).toBe(false);
  });

  it('are simple if they do not look around', () => {
    for (const piece of ['a', '[^a]', '(', '(?:', '{2}', '\\d', '^', '*']) expect(isSimple(piece), piece).toBe(true);
    for (const piece of ['(?!', '(?=', '(?<!', '(?<=', '\\b', '\\B']) expect(isSimple(piece), piece).toBe(false);
  });
});

describe('what decides whether a schema holds', () => {
  it.each<[unknown, readonly string[] | undefined]>([
    [true, []],
    [false, []],
    [{}, []],
    [{ minLength: 2, maxLength: 3 }, []],
    [{ pattern: '^[A-Z]x+(?:\\d|y)$' }, ['[A-Z]', 'x', '\\d', 'y']],
    [{ pattern: '\\bA\\B' }, ['\\w', 'A', '\\w']],
    [{ not: { pattern: 'a' }, minLength: 1 }, ['a']],
    [{ anyOf: [{ pattern: 'a' }, { maxLength: 1 }, { not: { pattern: '[bc]' } }] }, ['a', '[bc]']],
    [{ allOf: [{ pattern: 'a' }, { pattern: 'b' }] }, ['a', 'b']],
    [{ pattern: '(a)\\1' }, undefined],
    [{ const: 'a' }, undefined],
    [{ minLength: 1, enum: ['a'] }, undefined],
    [{ not: { const: 'a' } }, undefined],
    [{ allOf: [{ pattern: 'a' }, { const: 'b' }] }, undefined],
    [{ anyOf: [{ const: 'b' }, { pattern: 'a' }] }, undefined],
    [{ anyOf: { pattern: 'a' } }, undefined],
    [{ items: { pattern: 'a' } }, undefined],
    [null, undefined],
    ['pattern', undefined],
    [[{ pattern: 'a' }], undefined],
  ])('%j: %j', (schema, signs) => {
    expect(signsOf(schema)).toEqual(signs);
  });
});

describe('kinds of characters', () => {
  const PRINTABLE = Array.from({ length: 95 }, (_, n) => String.fromCharCode(0x20 + n)).join('');

  it('are those that no sign tells apart', () => {
    expect(kindsOf(alphabetOf([]))).toEqual([PRINTABLE]);
    const common = kindsOf(alphabetOf(COMMON));
    expect([...common].sort()).toEqual(
      ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', PRINTABLE.replace(/[0-9A-Za-z]/g, '')].sort(),
    );
    expect(kindsOf(alphabetOf(EACH))).toEqual([...PRINTABLE]);
    expect(kindsOf(alphabetOf(['[a-c]', '[c-e]', '[a-c]'])).slice(1)).toEqual(['ab', 'c', 'de']);
    expect(kindsOf(alphabetOf(['~', ' ']))).toEqual([' ', PRINTABLE.slice(1, -1), '~']);
  });

  it('have numbers from 1 on, and what is not printable has none', () => {
    const alphabet = alphabetOf(COMMON);
    expect(alphabet.length).toBe(128);
    expect([...alphabet.slice(0, 0x20), alphabet[0x7f]]).toEqual(new Array(33).fill(0));
    expect(new Set(alphabet.slice(0x20, 0x7f))).toEqual(new Set([1, 2, 3, 4]));
    expect(alphabet[0x20]).toBe(1);
  });
});

describe('what is said of a shape', () => {
  const list = codelist('codes', [{ code: 'A-1', aliases: 'north gate' }, { code: 'xx' }]);
  const large = codelist(
    'large',
    Array.from({ length: 2001 }, (_, n) => ({ code: `C${n}` })),
  );
  const of = pack([field('a', { type: 'date' })], [], [list, large]);
  const kinds = kindsOf(alphabetOf(COMMON));
  const says = (schema: unknown, like: string) =>
    outlineOf(schema, of, of.fields[0]!, kinds)([...like].map((one) => kinds.find((kind) => kind.includes(one))!));

  it.each<[unknown, string, boolean | undefined]>([
    [true, 'x', true],
    [false, 'x', false],
    [null, 'x', undefined],
    [{}, 'x', true],
    [{ minLength: 3 }, 'ab', false],
    [{ minLength: 2 }, 'ab', true],
    [{ maxLength: 2 }, 'ab', true],
    [{ maxLength: 1 }, 'ab', false],
    [{ pattern: '^[0-9]+$' }, 'ab', false],
    [{ pattern: '^[0-9]+$' }, '12', undefined],
    [{ pattern: 'q' }, 'AB', false],
    [{ pattern: 'q' }, 'ab', undefined],
    [{ pattern: '\\u00e9' }, 'ab', false],
    [{ pattern: '(?!a)[0-9]' }, 'ab', undefined],
    [{ pattern: '(a)\\1' }, '12', undefined],
    [{ pattern: '^(?:[0-9]|A)$' }, 'b', false],
    [{ pattern: '^[0-9][a-z]$' }, 'a1', false],
    [{ not: { pattern: '[0-9]' } }, 'ab', true],
    [{ not: { pattern: '[0-9]' } }, 'a1', undefined],
    [{ not: true }, 'a', false],
    [{ allOf: [{ minLength: 1 }, { maxLength: 1 }] }, 'a', true],
    [{ allOf: [{ minLength: 1 }, { maxLength: 1 }] }, 'ab', false],
    [{ allOf: [{ pattern: 'a' }, { maxLength: 1 }] }, 'ab', false],
    [{ allOf: [{ pattern: 'a' }, { maxLength: 2 }] }, 'ab', undefined],
    [{ anyOf: [{ pattern: '[0-9]' }, { minLength: 3 }] }, 'ab', false],
    [{ anyOf: [{ pattern: 'a' }, { minLength: 2 }] }, 'ab', true],
    [{ anyOf: [{ pattern: 'a' }, { minLength: 3 }] }, 'ab', undefined],
    [{ allOf: { minLength: 3 } }, 'ab', undefined],
    [{ anyOf: { minLength: 3 } }, 'ab', undefined],
    [{ minLength: 1, maxLength: 1 }, 'ab', false],
    [{ const: 'A' }, 'bb', undefined],
    [{ fieldType: 'date' }, 'a', true],
    [{ fieldType: 'text' }, 'a', false],
    [{ inCodelist: 'codes' }, 'B-2', undefined],
    [{ inCodelist: 'codes' }, 'B-22', false],
    [{ inCodelist: 'codes' }, 'ab', undefined],
    [{ inCodelist: 'codes' }, 'north-gate', false],
    [{ inCodelist: { list: 'codes', spelling: true } }, 'abcdefghi', undefined],
    [{ inCodelist: { list: 'codes', spelling: true } }, 'ABCDEFGHI', undefined],
    [{ inCodelist: { list: 'codes', spelling: true } }, 'ABCDEFGHIJKLM', false],
    [{ inCodelist: { list: 'codes', spelling: true } }, 'B2', undefined],
    [{ inCodelist: { list: 'codes', spelling: true } }, '22', false],
    [{ inCodelist: 'large' }, '-', undefined],
  ])('%j of one like %j: %s', (schema, like, expected) => {
    expect(says(schema, like)).toBe(expected);
  });
});

describe('what is known of texts by their shapes before any is read', () => {
  const SCHEMAS = [{ minLength: 3 }, { pattern: '^[A-Z]' }, { not: { pattern: '[0-9]' } }, { const: 'AB1' }, { inCodelist: 'codes' }];
  const list = codelist('codes', [{ code: 'AB1' }, { code: 'x' }]);
  const fields = [
    field('a'),
    field('b'),
    field('c', { splits: [{ pattern: '^q(.)$', into: ['b'] }] }),
    field('d', { splits: [{ pattern: '(.)\\1', into: [] }] }),
  ];
  const everywhere = rule('t/wide', { at: ['*'], when: { '@': true }, expect: { '@': { maxLength: 4 } } });
  const of = pack(
    fields,
    [...SCHEMAS.map((schema, n) => rule(`t/${n}`, { at: ['a'], expect: { a: schema } as never })), everywhere],
    [list],
  );
  const rules = compileRules(of, '2026-06-30');
  /** Bits that rules ask of the field, in the order of the rules. */
  const bits = rules.checks.filter(({ at }) => at === 0).map(({ expect: { marks } }) => marks[1]! & ~(PRESENT | NOT_UNREADABLE));

  it('is so of each of them', () => {
    const shapes = rules.shapes(0);
    const known = new Set<number>();
    for (const text of ['A', 'ab', 'AB1', 'CD2', 'abc', 'x', 'y', '12345', 'é', 'A-1', 'q7']) {
      rules.lookWhole(recordOf(of, { a: text }));
      const { asked, marks } = text === 'é' ? { asked: 0, marks: 0 } : shapes.known(text, text, false);
      expect(marks & ~asked).toBe(0);
      expect(rules.marks[0]! & asked, text).toBe(marks);
      for (const bit of bits) if ((asked & bit) !== 0) known.add(bit);
    }
    // What is the same for all texts of a shape is not asked beforehand; what may differ among them is, where it does not.
    expect(bits.map((bit) => known.has(bit))).toEqual([false, false, false, false, true, true]);
    expect(shapes.known('CD2', 'CD22', false)).toMatchObject({ asked: 3 | bits[5]!, marks: 3 | bits[5]! });
    expect(shapes.known('CD', 'CD222', false)).toMatchObject({ asked: 3 | bits[4]! | bits[5]!, marks: 3 });
    expect(shapes.known(undefined, 'CD222', false)).toMatchObject({ asked: 3 | bits[5]!, marks: 3 });
  });

  it('rests on the signs of all that is asked of the field, and of what it is split by', () => {
    const alike = (index: number, one: string, other: string) => {
      const { alphabet } = rules.shapes(index);
      return alphabet[one.charCodeAt(0)] === alphabet[other.charCodeAt(0)];
    };
    expect([alike(0, 'a', 'b'), alike(0, 'a', 'q'), alike(0, 'A', 'Z'), alike(0, 'A', 'a'), alike(0, '1', '2')]).toEqual([
      ...[true, true, true, false, true],
    ]);
    for (const index of [1, 2])
      expect([alike(index, 'a', 'b'), alike(index, 'a', 'q'), alike(index, '-', '.')]).toEqual([true, false, true]);
    // Of an expression that refers to its groups each character counts.
    expect([alike(3, 'a', 'b'), alike(3, '-', '.')]).toEqual([false, false]);
  });
});
