import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeContext } from '../../src/check/context.ts';
import { characters } from '../../src/check/keywords/characters.ts';
import { checkDigit } from '../../src/check/keywords/check-digit.ts';
import { notAfter, notBefore } from '../../src/check/keywords/date-order.ts';
import { filler } from '../../src/check/keywords/filler.ts';
import { mentions } from '../../src/check/keywords/mentions.ts';
import { foldSpelling } from '../../src/model/spelling.ts';
import { field, pack, recordOf } from '../small-pack.ts';

const AS_OF = '2026-06-30';
const fields = [field('day', { type: 'date' }), field('other', { type: 'date' }), field('text')];
const small = pack(fields, []);
const context = makeContext(-1, AS_OF);

describe('notBefore and notAfter', () => {
  /** By the definition: shifted by days and hours, and compared to the day unless both carry a time. */
  const expected = (name: string, value: string, limit: string, days: number, hours: number): boolean => {
    const dayOnly = value.length === 10 || limit.length === 10;
    const of = (text: string) => Date.parse(dayOnly ? `${text.slice(0, 10)}T00:00Z` : `${text.slice(0, 16)}Z`) / 3_600_000;
    const shift = dayOnly ? Math.ceil((days * 24 + hours) / 24) * 24 : days * 24 + hours;
    return name === 'notBefore' ? of(value) >= of(limit) + shift : of(value) <= of(limit) + shift;
  };
  const date = fc.date({ min: new Date('1600-01-01T00:00Z'), max: new Date('2400-12-31T00:00Z'), noInvalidDate: true });
  const dates = fc
    .tuple(date, fc.integer({ min: -200, max: 200 }), fc.boolean(), fc.boolean(), fc.nat(1439))
    .map(([one, hours, timed, otherTimed, minute]) => {
      const near = new Date(one.getTime() + hours * 3_600_000 + (minute % 3) * 60_000);
      return [one.toISOString().slice(0, timed ? 16 : 10), near.toISOString().slice(0, otherTimed ? 16 : 10)] as const;
    });
  const shifts = fc.tuple(fc.constantFrom(0, 0, 1, 3, -1, -40, 400), fc.constantFrom(0, 0, 1, 12, 36, -5));

  it.each([notBefore, notAfter])('hold of dates as the calendar has them ($name)', (keyword) => {
    fc.assert(
      fc.property(dates, shifts, ([value, limit], [days, hours]) => {
        context.record = recordOf(small, { day: value, other: limit });
        const options = { ...(days === 0 ? {} : { days }), ...(hours === 0 ? {} : { hours }) };
        const of = expected(keyword.name, value, limit, days, hours);
        expect(
          keyword.prepare({ field: 'other', ...options }, small, fields[0]!)(value, context),
          `${value} ${limit} ${days} ${hours}`,
        ).toBe(of);
        expect(keyword.prepare({ date: limit, ...options }, small, fields[0]!)(value, context)).toBe(of);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  it('take the as-of day where neither field nor day is named, and hold where there is nothing to compare', () => {
    const isAfter = notAfter.prepare({ asOf: true }, small, fields[0]!);
    expect([AS_OF, '2026-07-01', '2026-06-30T23:59'].map((day) => isAfter(day, context))).toEqual([true, false, true]);
    const other = notAfter.prepare({ field: 'other' }, small, fields[0]!);
    for (const cells of [{ other: '' }, { other: 'soon' }, { day: '2026-01-01' }]) {
      context.record = recordOf(small, cells);
      expect(other('2030-01-01', context)).toBe(true);
      for (const day of ['1990-01-01', '2030-01-01T10:00'])
        expect(notBefore.prepare({ field: 'other' }, small, fields[0]!)(day, context)).toBe(true);
    }
    context.record = recordOf(small, { other: '2026-01-01' });
    expect([other('2030-01-01', context), other(true as never, context)]).toEqual([false, true]);
    expect([notAfter.reads!({ field: 'other' }, small, fields[0]!), notAfter.reads!({ asOf: true }, small, fields[0]!)]).toEqual([
      ['other'],
      [],
    ]);
  });
});

describe('characters', () => {
  const options = { any: ['41-43', '2019', '1F600-1F603', 'FFFD'], joiners: ['200D', '2D'], unlessAfter: ['61-7A', '2B', 'DC00-DFFF'] };
  const isAny = (code: number) =>
    (code >= 0x41 && code <= 0x43) || code === 0x2019 || (code >= 0x1f600 && code <= 0x1f603) || code === 0xfffd;
  const isJoiner = (code: number) => code === 0x200d || code === 0x2d;
  const needs = (unit: number) => (unit >= 0x61 && unit <= 0x7a) || unit === 0x2b || (unit >= 0xdc00 && unit <= 0xdfff);
  /** The first one by the definition, as its place among characters and its code point. */
  const first = (text: string) => {
    let before = '';
    for (const [at, character] of [...text].entries()) {
      const code = character.codePointAt(0)!;
      if (isAny(code) || (isJoiner(code) && (before === '' || !needs(before.charCodeAt(before.length - 1)))))
        return { character: at + 1, codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
      before += character;
    }
    return {};
  };

  it('are found where the first of the set stands, and joiners where they join nothing', () => {
    const letter = fc.constantFrom(
      'A',
      'C',
      'D',
      '@',
      'a',
      'z',
      '-',
      '+',
      '\u200d',
      '’',
      '😀',
      '😃',
      '😄',
      '🚒',
      '\ufffd',
      '\ufffe',
      ' ',
      '\ud83d',
      '\ude00',
    );
    const holds = characters.prepare(options, small, fields[2]!);
    const facts = characters.facts!(options, small);
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 6 }), (letters) => {
        const text = letters.join('');
        expect(facts(text, context), JSON.stringify(text)).toEqual(first(text));
        expect(holds(text, context)).toBe(Object.keys(first(text)).length > 0);
      }),
      { seed: 5, numRuns: 1500 },
    );
    expect(holds(7 as never, context)).toBe(false);
  });

  it('are known to stand in no printable ASCII only if none of them is', () => {
    const plain = (any: string[], joiners?: string[]) => characters.plain!({ any, ...(joiners ? { joiners } : {}) });
    expect([plain(['200B']), plain(['0-1F']), plain(['7F-9F'], ['200D'])]).toEqual([
      { holds: false, unless: [[0x200b, 0x200b]] },
      { holds: false, unless: [[0, 0x1f]] },
      {
        holds: false,
        unless: [
          [0x7f, 0x9f],
          [0x200d, 0x200d],
        ],
      },
    ]);
    expect([plain(['41']), plain(['0-20']), plain(['7E-FF']), plain(['200B'], ['2D'])]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('filler', () => {
  const words = ['n/a', 'tbc', 'none', 'not known', 'as per last log', 'see above', 'x ray'];
  const folded = words.map(foldSpelling);
  /** By the definition: nothing at all, one character over and over, or words and phrases of the list and no other. */
  const isFiller = (text: string): boolean => {
    if (text.length > 80) return false;
    const all = foldSpelling(text);
    if (all === '' || folded.includes(all) || (all.length > 1 && new Set(all).size === 1)) return true;
    const parts = text
      .split(/\s+/)
      .map(foldSpelling)
      .filter((part) => part !== '');
    const from = (at: number): boolean =>
      at >= parts.length ||
      [4, 3, 2, 1].some((count) => at + count <= parts.length && folded.includes(parts.slice(at, at + count).join('')) && from(at + count));
    return from(0);
  };
  const holds = filler.prepare({ words }, small, fields[2]!);

  it('is what says nothing, however it is written', () => {
    const part = fc.constantFrom(
      'N/A',
      'tbc',
      'NOT',
      'known',
      'as',
      'per',
      'last',
      'log',
      'none',
      'x',
      'xx',
      'X',
      'ray',
      '-',
      '...',
      'a',
      '1',
      '11',
      'Dover',
      'é',
      '–',
      'see',
      'above',
      'ﬁ',
    );
    const blank = fc.constantFrom(' ', '  ', '\t', ', ', '.', '', '\u00a0', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(part, blank), { maxLength: 7 }), (parts) => {
        const text = parts.flat().join('');
        expect(holds(text, context), JSON.stringify(text)).toBe(isFiller(text));
      }),
      { seed: 5, numRuns: 3000 },
    );
  });

  it.each([
    '',
    '-',
    'xxxxxxx',
    '1111',
    'x',
    'TBC tbc, N/A',
    'not known',
    'NOT-KNOWN',
    'as per last log',
    'n / a',
    'e\u0301e\u0301',
    'not\u00a0known',
    'x-ray',
  ])('by definition and in fact, "%s"', (text) => {
    expect(holds(text, context)).toBe(isFiller(text));
  });

  it('is nothing longer than a line, and no number', () => {
    expect([holds('x'.repeat(80), context), holds('x'.repeat(81), context), holds(1 as never, context)]).toEqual([true, false, false]);
  });
});

describe('check letters', () => {
  const LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';
  const pnc = checkDigit.prepare('pnc-id', small, fields[2]!);
  const cro = checkDigit.prepare('cro', small, fields[2]!);
  const letters = fc.constantFrom(...LETTERS);

  it('of a PNC ID are those of its two-digit year and serial number of seven digits', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(9_999_999), letters, fc.boolean(), fc.boolean(), (year, serial, letter, long, slash) => {
        const short = String(year).padStart(2, '0');
        const right = LETTERS[(year * 10_000_000 + serial) % 23];
        for (const written of [String(serial), String(serial).padStart(7, '0')]) {
          const text = `${long ? '19' : ''}${short}${slash ? '/' : ''}${written}`;
          expect(pnc(`${text}${right}`, context), text).toBe(true);
          // Without a slash the same digits may be a long year and a shorter number too.
          if (slash) expect(pnc(`${text}${letter}`, context), text).toBe(letter === right);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
    expect(
      ['1991/12345678Z', '1991/123456', 'X1991/1234567B', '1991/1234567B.', '991/1234567B', '19/91/1234567B'].map((text) =>
        pnc(text, context),
      ),
    ).toEqual(Array(6).fill(true));
    expect(['911234567Z', '19911234567Z'].map((text) => pnc(text, context))).toEqual([false, false]);
    expect(pnc(7 as never, context)).toBe(true);
  });

  it('of a CRO number are right by any of the ways to fill its serial number up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 99 }), fc.nat(999_999), letters, (year, serial, letter) => {
        const right = [7, 6, 0].map((width) => LETTERS[Number(`${year}${String(serial).padStart(width, '0')}`) % 23]);
        expect(cro(`${serial}/${year}${letter}`, context)).toBe(right.includes(letter));
        expect(cro(`SF${year}/${serial}${letter}`, context)).toBe(right.includes(letter));
        for (const one of right) expect(cro(`${serial}/${year}${one}`, context)).toBe(true);
      }),
      { seed: 5, numRuns: 300 },
    );
    expect(
      ['1234567/90Z', 'SF90/1234567Z', '90/570', 'X1/90Z', '1/90Zx', 'SFX90/1Z', 'XSF90/1Z', 'SF90/1ZZ', '/90Z'].map((text) =>
        cro(text, context),
      ),
    ).toEqual(Array(9).fill(true));
  });

  it('are known of two kinds of number', () => {
    expect(() => checkDigit.prepare('luhn', small, fields[2]!)).toThrow('no check digit algorithm luhn');
  });
});

describe('mentions', () => {
  const WORDS = ['source', 'is', 'told', 'us', 'Brother', 'brother', 'The', 'Dover', '4417', 'a'];
  const JOINS = [' ', ', ', '. ', '; ', '! ', '? ', '\n', ' - '];
  const cues = [
    { words: ['source is', 'told'], followedBy: ['brother', 'a brother', '#'], within: 2 },
    { words: ['us'], precededBy: ['Aa'], except: ['The'] },
    { words: ['a'], precededBy: ['is'], followedBy: ['Aa'], except: ['Dover'] },
    { words: ['dover told'] },
  ];
  const isClass = (word: string, name: string) => (name === '#' ? /\d/.test(word) : name === 'Aa' ? /^[A-Z].*[a-z]/.test(word) : undefined);

  interface Word {
    readonly text: string;
    /** What stands before it, behind the word before. */
    readonly gap: string;
    readonly at: number;
  }
  /** Number of words of the longest phrase of a list that stands at a word, 0 if none does. */
  const lengthAt = (words: readonly Word[], from: number, phrases: readonly string[]): number =>
    Math.max(
      0,
      ...phrases.map((phrase) => {
        const parts = phrase.split(' ');
        const stands = parts.every((part, n) => {
          const word = words[from + n];
          return word !== undefined && word.text.toLowerCase() === part && (n === 0 || /^[\s-]*$/.test(word.gap));
        });
        return stands ? parts.length : 0;
      }),
    );
  const stands = (words: readonly Word[], at: number, list: readonly string[]): boolean =>
    at >= 0 && at < words.length && list.some((one) => isClass(words[at]!.text, one) ?? lengthAt(words, at, [one.toLowerCase()]) > 0);
  const begins = (words: readonly Word[], at: number): boolean => /[.!?;\n]/.test(words[at]!.gap);
  function first(words: readonly Word[]): number {
    for (let at = 0; at < words.length; at++)
      for (const { words: phrases, followedBy, within = 1, precededBy, except = [] } of cues as readonly {
        words: string[];
        followedBy?: string[];
        within?: number;
        precededBy?: string[];
        except?: string[];
      }[]) {
        const length = lengthAt(words, at, phrases);
        if (length === 0) continue;
        if (followedBy === undefined && precededBy === undefined) return at;
        if (precededBy && at > 0 && !begins(words, at) && stands(words, at - 1, precededBy) && !stands(words, at - 1, except)) return at;
        for (let n = at + length; followedBy && n < at + length + within && n < words.length && !begins(words, n); n++)
          if (stands(words, n, followedBy) && !stands(words, n, except)) return at;
      }
    return -1;
  }

  it('finds the first cue that has its company, by definition', () => {
    const holds = mentions.prepare(cues, small, fields[2]!);
    const facts = mentions.facts!(cues, small);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ' ', ...JOINS)), { maxLength: 9 }), (parts) => {
        let text = '';
        const words: Word[] = [];
        for (const [index, [word, join]] of parts.entries()) {
          words.push({ text: word, gap: parts[index - 1]?.[1] ?? '', at: text.length });
          text += word + join;
        }
        const at = first(words);
        expect(facts(text, context), JSON.stringify(text)).toEqual(at === -1 ? {} : { character: words[at]!.at + 1 });
        expect(holds(text, context)).toBe(at !== -1);
      }),
      { seed: 5, numRuns: 3000 },
    );
    expect(holds(7 as never, context)).toBe(false);
  });
});
