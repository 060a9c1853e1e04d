import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeContext } from '../../src/check/context.ts';
import { KEYWORDS } from '../../src/check/keywords/index.ts';
import type { Keyword } from '../../src/check/keywords/keyword.ts';
import type { Codelist, Pack } from '../../src/model/pack.ts';
import { codelist, field, pack, recordOf } from '../small-pack.ts';
import { oicPack } from '../whole-runs/run.ts';

const keyword = (name: string): Keyword => KEYWORDS.find((one) => one.name === name)!;
const lists = [
  codelist('codes', [
    { code: 'K1', label: 'Key one', area: 'X', aliases: 'first-key' },
    { code: 'K2', area: 'Y;Z', valid_from: '2026-01-01', valid_to: '2026-06-30' },
    { code: 'K3', area: '', valid_from: '2026-05-01', replaced_by: 'K1' },
    { code: 'K4', area: 'X', valid_to: '2026-03-31' },
  ]),
  codelist('areas', [{ code: 'X', area: 'X' }, { code: 'Z', area: 'Z' }, { code: 'Q' }]),
  codelist('undated', [{ code: 'U1' }]),
  codelist('starting', [{ code: 'S1' }, { code: 'S2', valid_from: '2026-01-01' }]),
  codelist('ending', [{ code: 'E1', valid_to: '2026-01-01' }, { code: 'E2' }]),
];
const fields = [
  field('day', { type: 'date', role: 'date' }),
  field('other_day', { type: 'date' }),
  field('code', { type: 'code', codelist: 'codes' }),
  field('area', { type: 'code', codelist: 'areas' }),
  field('areas', { type: 'code', codelist: 'areas', list: true }),
  field('text'),
  field('other'),
  field('grade', {
    splits: [
      { pattern: '^(.)(😀?)$', into: ['text', 'other'] },
      { pattern: '^(..)-(.)$', into: ['other', 'text'] },
    ],
  }),
  field('boat', { type: 'yesno' }),
];
const small = pack(fields, [], lists);
const fieldOf = (name: string) => fields.find((one) => one.name === name)!;

/** Whether a value holds by a keyword at a field, in a record. */
function holds(
  name: string,
  options: unknown,
  value: unknown,
  cells: Record<string, string | null> = {},
  at = 'text',
  of: Pack = small,
): boolean {
  const context = makeContext(
    of.fields.findIndex(({ role }) => role === 'date'),
    '2026-06-30',
  );
  context.record = recordOf(of, { text: 'filled', ...cells });
  return keyword(name).prepare(options, of, fieldOf(at))(value as never, context);
}

describe('what a keyword reads beside its own field', () => {
  it.each([
    ['inCodelist', 'codes', []],
    [
      'inCodelist',
      { list: 'codes', where: { area: { sameAsField: 'area' }, b: { sharesWithField: 'areas' }, c: 'X', d: true, e: ['X'] } },
      ['area', 'areas'],
    ],
    ['ageAt', { born: 'day', on: 'other_day' }, ['day', 'other_day']],
    ['sameAs', { field: 'other' }, ['other']],
    ['standsIn', { field: 'other' }, ['other']],
    ['matchesColumn', { field: 'code', column: 'area', otherwise: '.' }, ['code']],
    ['evidence', { class: 'any' }, []],
    ['evidence', { classOf: { field: 'area', column: 'area' } }, ['area']],
    ['agreesWithParts', true, ['text', 'other']],
  ] as const)('%s of %j reads %j', (name, options, expected) => {
    expect(keyword(name).reads!(options, small, fieldOf('grade'))).toEqual(expected);
  });

  it('is nothing for parts of a field that does not split', () => {
    expect(keyword('agreesWithParts').reads!(true, small, fieldOf('text'))).toEqual([]);
  });
});

describe('inCodelist', () => {
  const at = (options: unknown, value: unknown, cells?: Record<string, string | null>) => holds('inCodelist', options, value, cells);

  it.each([
    ['K2', '2025-12-31', false],
    ['K2', '2026-01-01', true],
    ['K2', '2026-06-30', true],
    ['K2', '2026-07-01', false],
    ['K3', '2026-04-30', false],
    ['K3', '2026-05-01', true],
    ['K4', '2026-03-31', true],
    ['K4', '2026-04-01', false],
    ['K1', '1990-01-01', true],
    ['K9', '2026-02-01', false],
  ])('%s on %s: %s', (code, day, expected) => {
    expect(at('codes', code, { day })).toBe(expected);
    expect(at({ list: 'codes', state: 'valid' }, code, { day })).toBe(expected);
    expect(at({ list: 'codes', state: 'known' }, code, { day })).toBe(code !== 'K9');
    expect(at({ list: 'codes', state: 'current' }, code, { day })).toBe(expected && code !== 'K3');
  });

  it('is dated where its list is and the state is asked for', () => {
    const dated = (options: unknown) => keyword('inCodelist').dated!(options, small);
    expect([dated('codes'), dated({ list: 'codes', state: 'current' }), dated({ list: 'codes', state: 'known' })]).toEqual([
      true,
      true,
      false,
    ]);
    expect([dated('undated'), dated('ending'), dated('starting'), dated('no such list')]).toEqual([false, true, true, false]);
  });

  it.each([
    [{ area: true }, ['K1', 'K2']],
    [{ area: false }, ['K3']],
    [{ area: 'Y' }, ['K2']],
    [{ area: ['Z', 'X'] }, ['K1', 'K2']],
    [{ area: 'X', code: false }, ['K1']],
    [{ nothing: true }, []],
    [{ nothing: false }, ['K1', 'K2', 'K3']],
    [{ area: { sameAsField: 'area' } }, ['K1']],
    [{ area: { sameAsField: 'areas' } }, ['K1', 'K2']],
    [{ area: { sharesWithField: 'areas' } }, ['K1', 'K2']],
    [{ area: { sameAsField: 'other' } }, []],
    [{ area: { sharesWithField: 'other' } }, []],
  ])('asks of columns %j: %j', (where, expected) => {
    const cells = { day: '2026-05-05', area: 'X', areas: 'Z;X;Q' };
    const of = { ...small, codelists: new Map(lists.map((list) => [list.name, withoutCode(list)])) };
    const found = ['K1', 'K2', 'K3', 'K4', 'X'].filter((code) => holds('inCodelist', { list: 'codes', where }, code, cells, 'text', of));
    expect(found).toEqual(expected);
  });

  /** The column of codes is no column of a shipped list. */
  function withoutCode(list: Codelist): Codelist {
    const entries = [...list.entries].map(
      ([code, entry]) => [code, { ...entry, columns: new Map([...entry.columns].filter(([name]) => name !== 'code')) }] as const,
    );
    return { ...list, entries: new Map(entries) };
  }

  it('takes a code that is written in any way, or by another name, only if told', () => {
    const spelt = { list: 'codes', spelling: true };
    for (const text of ['k1', 'K-1', 'KEY ONE', 'First key']) {
      expect(at(spelt, text), text).toBe(true);
      expect(at('codes', text), text).toBe(false);
    }
    expect([at(spelt, 'K1'), at(spelt, 'K9'), at(spelt, ''), at(spelt, 7), at('codes', true)]).toEqual([true, false, false, false, false]);
  });

  it('says which list is not there', () => {
    expect(() => keyword('inCodelist').prepare('nowhere', small, fieldOf('text'))).toThrow('no code list nowhere');
  });

  it('says of a shape in advance that none of its texts is a code, if so', () => {
    const outline = (options: unknown, shape: readonly string[], of = small) =>
      keyword('inCodelist').outline!(options, of, fieldOf('text'))(shape);
    const digits = '0123456789';
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const marks = ' -.';
    expect(outline('codes', [letters, digits])).toBeUndefined();
    expect(outline('codes', [digits, letters])).toBe(false);
    expect(outline('codes', [letters, digits, digits])).toBe(false);
    expect(outline('codes', [letters, marks, digits])).toBe(false);
    const spelt = { list: 'codes', spelling: true };
    expect(outline(spelt, [letters, marks, digits])).toBeUndefined();
    expect(outline(spelt, [letters, digits, digits])).toBe(false);
    expect(outline(spelt, [letters, letters, letters, marks, letters, letters, letters])).toBeUndefined();
    expect(outline(spelt, [letters, letters, letters, marks, letters, letters, digits])).toBe(false);
    // A kind of which some are letters and some are not may be left out or not.
    expect(outline(spelt, [`-${letters}`, digits, digits])).toBeUndefined();
    const many = (size: number) =>
      pack(
        fields,
        [],
        [
          codelist(
            'codes',
            Array.from({ length: size }, (_, n) => ({ code: `M${n}` })),
          ),
        ],
      );
    expect([outline('codes', [digits], many(1000)), outline('codes', [digits], many(1001))]).toEqual([false, undefined]);
  });

  it('is never wrong about a shape', () => {
    const kinds = ['01', 'K', 'Kk', '-', ' .', 'e-', '12', 'xyz', 'X'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...kinds), { maxLength: 4 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 80 }),
        (shape, spelling, pick) => {
          const said = keyword('inCodelist').outline!({ list: 'codes', state: 'known', spelling }, small, fieldOf('text'))(shape);
          const text = shape.map((kind, n) => kind[(pick >> n) % kind.length]!).join('');
          if (said === false) expect(at({ list: 'codes', state: 'known', spelling }, text), text).toBe(false);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe('sameAs', () => {
  it.each([
    ['other_day', '2026-05-05', { other_day: '2026-05-05T09:15' }, true],
    ['other_day', '2026-05-05T10:00', { other_day: '05/05/2026' }, true],
    ['other_day', '2026-05-06', { other_day: '2026-05-05T09:15' }, false],
    ['other_day', '2026-05-05', { other_day: '' }, false],
    ['other', 'same', { other: 'same' }, true],
    ['other', 'same', { other: 'Same' }, false],
    ['other', '0123456789x', { other: '0123456789y' }, false],
    ['other', 'same', { other: '' }, false],
    ['boat', true, { boat: 'Yes' }, true],
    ['boat', false, { boat: 'Yes' }, false],
    ['other_day', true, { other_day: '2026-05-05' }, false],
    ['boat', '2026-05-05', { boat: 'Yes' }, false],
  ] as const)('%s: %s and %j, %s', (name, value, cells, expected) => {
    expect(holds('sameAs', { field: name }, value, cells)).toBe(expected);
  });
});

describe('agreesWithParts', () => {
  it.each([
    ['x😀', { text: 'X', other: '😀' }, true],
    ['x😀', { text: 'X', other: 'y' }, false],
    ['x', { text: 'X', other: 'y' }, true],
    ['😀', { text: '😀', other: 'y' }, true],
    ['ab-c', { other: 'AB', text: 'c' }, true],
    ['ab-c', { other: 'c', text: 'AB' }, false],
    ['abcdef', { other: 'c', text: 'AB' }, true],
    ['ab-c', { other: '', text: 'c' }, true],
  ])('%s and %j, %s', (value, cells, expected) => {
    expect(holds('agreesWithParts', true, value, cells, 'grade')).toBe(expected);
  });

  it('holds of what is no text, and of a field that does not split', () => {
    expect([holds('agreesWithParts', true, 7, {}, 'grade'), holds('agreesWithParts', true, 'x', { text: 'y' }, 'text')]).toEqual([
      true,
      true,
    ]);
  });
});

describe('ageAt', () => {
  it('holds unless both dates can be read', () => {
    const age = (cells: Record<string, string>) => holds('ageAt', { born: 'day', on: 'other_day' }, '3', cells);
    expect(age({ day: '1990-01-01', other_day: '2026-01-01' })).toBe(false);
    expect(age({ day: 'soon', other_day: '2026-01-01' })).toBe(true);
    expect(age({ day: '1990-01-01', other_day: 'soon' })).toBe(true);
    expect(age({ day: '1990-01-01', other_day: '' })).toBe(true);
  });
});

describe('matchesColumn', () => {
  it('needs a field with a code list, and its patterns know characters beyond sixteen bits', () => {
    expect(() => keyword('matchesColumn').prepare({ field: 'text', column: 'area', otherwise: '.' }, small, fieldOf('other'))).toThrow(
      'the field text has no code list',
    );
    const options = { field: 'code', column: 'area', otherwise: '^.$' };
    expect([holds('matchesColumn', options, '😀', { code: 'none' }), holds('matchesColumn', options, 'ab', { code: 'none' })]).toEqual([
      true,
      false,
    ]);
    expect([holds('matchesColumn', options, 'X', { code: 'K1' }), holds('matchesColumn', options, 'a', { code: 'K1' })]).toEqual([
      true,
      false,
    ]);
    expect(holds('matchesColumn', options, 7, { code: 'K1' })).toBe(true);
    expect(() => keyword('sameAs').prepare({ field: 'nowhere' }, small, fieldOf('other'))).toThrow('no field nowhere');
  });
});

describe('fieldType', () => {
  it('is known of every value, and of every shape', () => {
    expect([holds('fieldType', 'date', 'x', {}, 'day'), holds('fieldType', 'date', 'x', {}, 'text')]).toEqual([true, false]);
    const outline = (at: string) => keyword('fieldType').outline!('date', small, fieldOf(at))(['x']);
    expect([outline('day'), outline('text')]).toEqual([true, false]);
  });
});

describe('unexplained', () => {
  const options = { list: 'shorts' };
  const of = pack(
    fields,
    [],
    [
      codelist('shorts', [
        { code: 'LKA', label: 'last known address', aliases: 'last address' },
        { code: 'NFA' },
        ...Array.from('BCDEFGHIJKLM', (letter) => ({ code: `Z${letter}`, label: letter.repeat(5) })),
      ]),
    ],
  );
  const context = makeContext(-1, '2026-06-30');
  const facts = (text: string) => keyword('unexplained').facts!(options, of)(text, context);

  it('names ten at most, each once, and where the first stands', () => {
    const all = Array.from('BCDEFGHIJKLM', (letter) => `Z${letter}`);
    expect(facts(`see ZB. ${all.join(' ')}`)).toEqual({ terms: all.slice(0, 10), character: 5 });
    expect(facts('nothing of the kind')).toEqual({});
    expect(facts('')).toEqual({});
    expect(facts('last seen, LKA unknown')).toEqual({ terms: ['LKA'], character: 12 });
    expect(facts('last address LKA')).toEqual({});
    const holdsOf = keyword('unexplained').prepare(options, of, fieldOf('text'));
    expect([holdsOf('at LKA', context), holdsOf('at home', context), holdsOf(7 as never, context)]).toEqual([true, false, false]);
    expect(() => keyword('unexplained').prepare({ list: 'nowhere' }, of, fieldOf('text'))).toThrow('no code list nowhere');
  });
});

describe('evidence', () => {
  const shipped = oicPack();
  const narrative = shipped.fields.find(({ name }) => name === 'narrative')!;
  const boats = 'The source says that the male puts migrants into small boats at Calais beach and charges them for the Channel crossing.';
  const dog = 'A dog was seen in the park and later went home with its owner.';
  const slaves =
    'Workers have their passports taken, are locked in a house at night and forced to work in a nail bar without pay to clear a debt.';
  const context = makeContext(-1, '2026-06-30');
  const says = (options: unknown, text: unknown, cells: Record<string, string> = {}) => {
    context.record = recordOf(shipped, { narrative: 'x', ...cells });
    return keyword('evidence').prepare(options, shipped, narrative)(text as never, context);
  };

  it('says which classes of the model a text speaks of', () => {
    const classes = ['OIC', 'FACILITATION', 'DOCUMENTS', 'LEGITIMATE_MEANS', 'SMALL_BOAT', 'SLAVERY'];
    const spoken = (text: string) => classes.filter((name) => says({ class: name }, text));
    expect(spoken(dog)).toEqual([]);
    expect(spoken(boats)).toEqual(['OIC', 'FACILITATION', 'SMALL_BOAT']);
    expect(spoken(slaves)).toContain('SLAVERY');
    expect(spoken(slaves)).not.toContain('SMALL_BOAT');
    // Whatever was read before.
    expect([boats, dog, boats].map((text) => says({ class: 'SMALL_BOAT' }, text))).toEqual([true, false, true]);
  });

  it('refuses a class that the model lacks, with those it has', () => {
    expect(() => says({ class: 'NOTHING' }, dog)).toThrow(/a rule asks for class "NOTHING", expected one of .*FACILITATION, /);
    expect(() => keyword('evidence').prepare({ class: 'FACILITATION' }, small, narrative)).toThrow('the packs hold no evidence model');
  });

  it('compares the probability of the subject', () => {
    expect([0, 0.5, 1.01].map((atLeast) => says({ atLeast }, boats))).toEqual([true, true, false]);
    expect([0, 0.5].map((atLeast) => says({ atLeast }, dog))).toEqual([true, false]);
    let score = 0;
    for (let bit = 0.5; bit > 2 ** -60; bit /= 2) if (says({ atLeast: score + bit }, boats)) score += bit;
    // The greatest that holds is the probability itself.
    expect([says({ atLeast: score }, boats), says({ atLeast: score + 2 ** -40 }, boats)]).toEqual([true, false]);
    expect([says({ atLeast: 0 }, 7), says({ class: 'FACILITATION' }, 7)]).toEqual([false, false]);
  });

  it('takes classes from the code of another field', () => {
    const list = codelist('said', [
      { code: 'FACILITATION', says: 'DOCUMENTS;FACILITATION' },
      { code: 'DOCUMENTS', says: 'DOCUMENTS' },
      { code: 'NONE', says: '' },
    ]);
    const threats = shipped.fields.map((one) => (one.name === 'threat_area' ? { ...one, codelist: 'said' } : one));
    const of: Pack = { ...shipped, fields: threats, codelists: new Map([...shipped.codelists, ['said', list]]) };
    const options = { classOf: { field: 'threat_area', column: 'says' } };
    const says = (text: unknown, cells: Record<string, string> = {}) => {
      context.record = recordOf(of, { narrative: 'x', ...cells });
      return keyword('evidence').prepare(options, of, narrative)(text as never, context);
    };
    expect(says(boats, { threat_area: 'NONE' })).toBe(false);
    expect(says(boats, { threat_area: 'FACILITATION' })).toBe(true);
    expect(says(boats, { threat_area: 'DOCUMENTS' })).toBe(false);
    expect(says(boats, { threat_area: 'no such' })).toBe(false);
    expect(says(boats)).toBe(false);
    expect(says(7, { threat_area: 'FACILITATION' })).toBe(false);
  });

  it('names the terms that it rests on, each once, of what the rule asks and the text says', () => {
    const terms = (options: object, text: string) =>
      keyword('evidence').facts!(options, shipped)(text, context).evidence as readonly string[] | undefined;
    for (const options of [
      { class: 'OIC' },
      { class: 'FACILITATION' },
      { atLeast: 0.5 },
      { classOf: { field: 'threat_area', column: 'area' } },
    ]) {
      const named = terms(options, boats)!;
      expect(named.length).toBeGreaterThan(1);
      expect(named.length).toBeLessThanOrEqual(8);
      expect(new Set(named).size).toBe(named.length);
    }
    expect(terms({ class: 'SLAVERY' }, boats)).toBeUndefined();
    expect(terms({ class: 'SLAVERY' }, slaves)).not.toEqual(terms({ class: 'OIC' }, boats));
    expect(keyword('evidence').facts!({ class: 'OIC' }, shipped)(dog, context)).toEqual({});
  });
});
