import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alphabetOf, COMMON, kindsOf, signsOf } from '../../src/check/alphabet.ts';
import type { Context } from '../../src/check/context.ts';
import { directTest } from '../../src/check/direct.ts';
import { compileRules, type Judgement, makeJudge } from '../../src/check/index.ts';
import { outlineOf } from '../../src/check/outline.ts';
import type { Pack } from '../../src/model/pack.ts';
import { makeRecord, planColumns } from '../../src/normalise/index.ts';
import { loadPack } from '../../src/packs/index.ts';
import { viewOfCells } from '../../src/read/index.ts';
import { codelist, field, pack as packOf, rule } from '../small-pack.ts';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const AS_OF = '2026-06-30';
const PATTERNS = [
  '^[A-Z]{2}[0-9]+$',
  '^a(?:b|[0-9]){2,}',
  '\\bIR',
  '^(?!00)[0-9]{2}',
  'x$|^-',
  '^.{3}-',
  '(?<=A)1',
  '^\\w+\\.$',
  '[^0-9]9',
];

const pattern = fc.constantFrom(...PATTERNS);
const schema = fc.letrec<{ any: Record<string, unknown> }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    pattern.map((one) => ({ pattern: one })),
    fc.nat(5).map((least) => ({ minLength: least })),
    tie('any').map((one) => ({ not: one })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    fc.tuple(pattern, fc.nat(6)).map(([one, most]) => ({ pattern: one, maxLength: most })),
  ),
})).any;
const text = fc.string({ unit: fc.constantFrom(...'AIRXabx0199-._ '), minLength: 1, maxLength: 7 });
/** Another text of the same shape. */
const alike = (one: string, kinds: readonly string[], pick: (characters: string) => string): string =>
  [...one].map((character) => pick(kinds.find((kind) => kind.includes(character))!)).join('');

test('a question that a shape decides is answered alike for all texts of it', () => {
  fc.assert(
    fc.property(schema, text, fc.infiniteStream(fc.nat(94)), (asked, one, numbers) => {
      const signs = signsOf(asked);
      if (signs === undefined) throw new Error('no signs');
      const other = alike(one, kindsOf(alphabetOf(signs)), (kind) => kind[numbers.next().value! % kind.length]!);
      const holds = directTest(asked, () => undefined)!;
      expect(holds(other, {} as Context)).toBe(holds(one, {} as Context));
    }),
    { numRuns: 2000, seed: 7 },
  );
});

test('what an outline says of a shape is so of every text of it', () => {
  const list = codelist('none', [{ code: 'NOT KNOWN' }, { code: '00' }, { code: 'x-1' }]);
  const own = packOf([field('a')], [], [list]);
  const kinds = kindsOf(alphabetOf(COMMON));
  const listed = fc.record({ inCodelist: fc.constant({ list: 'none', state: 'known', spelling: true }) });
  const words = fc.oneof(text, fc.constantFrom('not-known', 'NOTKNOWN', '0 0', '00', '11', 'X1', 'x1', 'x-1'));
  const told = { yes: 0, no: 0, open: 0, but: 0 };
  fc.assert(
    fc.property(fc.oneof(schema, listed), words, fc.infiniteStream(fc.nat(94)), (asked, one, numbers) => {
      const shape = [...one].map((character) => kinds.find((kind) => kind.includes(character))!);
      const outline = outlineOf(asked, own, own.fields[0]!, kinds);
      const but: string[] = [];
      const says = outline(shape) ?? outline(shape, but);
      if (says !== undefined && but.length > 0) told.but++;
      told[says === undefined ? 'open' : says ? 'yes' : 'no']++;
      if (says === undefined) return;
      const other = alike(one, kinds, (kind) => kind[numbers.next().value! % kind.length]!);
      const of = packOf([field('a')], [rule('t/r', { at: ['a'], expect: { a: asked as never } })], [list]);
      const judge = makeJudge(compileRules(of, AS_OF), []);
      const plan = planColumns(['a'], 1, of.fields, undefined, {});
      const record = makeRecord(of, plan, undefined);
      // Outer blanks are no part of a value.
      if (other.trim() !== other || but.includes(other)) return;
      record.load(viewOfCells([other]));
      expect(judge.judge(record).failed.length === 0, `${other} of ${one}`).toBe(says);
    }),
    { numRuns: 1500, seed: 11 },
  );
  expect(Math.min(...Object.values(told))).toBeGreaterThan(20);
});

/** A text with other digits and letters of the same kinds in some places. */
function varied(one: string, random: () => number): string {
  const of = (characters: string) => characters[Math.floor(random() * characters.length)]!;
  return one.replace(/[0-9A-Za-z]/g, (character) => {
    if (random() < 0.3) return character;
    if (/[0-9]/.test(character)) return of('0123456789');
    return random() < 0.5 ? character : of(/[A-Z]/.test(character) ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : 'abcdefghijklmnopqrstuvwxyz');
  });
}

/** All texts that the examples of a pack's rules give each field. */
function textsOf({ fields, rules }: Pack): readonly (readonly string[])[] {
  return fields.map(({ name, type }) => {
    const given = rules.flatMap(({ examples }) =>
      [...examples.pass, ...examples.fail]
        .flatMap(({ records = [] }) => records)
        .flatMap((record) => {
          const cell = record[name];
          return typeof cell === 'string' && cell !== '' && cell.length < 60 ? [cell] : [];
        }),
    );
    const dates = type === 'date' ? ['2026-03-04', '2026-07-01T09:15', '2026-03-29T00:30:15', '2026-07-31T23:30:15Z', '04/03/2026'] : [];
    return [...new Set([...given, ...dates])];
  });
}

const outcomes = ({ profiles, profileCount, own, failed, coding }: Judgement) => {
  const all = [...profiles.slice(0, profileCount), own];
  const of = (which: 'passed' | 'failed') => all.flatMap((one) => one[which]).sort((a, b) => a - b);
  return { passed: of('passed'), failed: of('failed'), checks: failed.map(({ rule: index, at }) => `${index} ${at}`).sort(), coding };
};

test('records of which no cell comes again are judged by their shapes as they are one by one', () => {
  const pack = loadPack({ packs: ['oic'], codelists: [], rulesRoot: RULES });
  const texts = textsOf(pack);
  const headings = pack.fields.map(({ name }) => name);
  const plan = planColumns(headings, 1, pack.fields, undefined, {});
  const rules = compileRules(pack, AS_OF);
  const [byShape, oneByOne] = [makeJudge(rules, plan.missing), makeJudge(rules, plan.missing)];
  const [lean, full] = [makeRecord(pack, plan, undefined, rules.shapes), makeRecord(pack, plan, undefined)];
  let state = 20261122;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let shaped = 0;
  for (let row = 0; row < 3000; row++) {
    const cells = texts.map((own) => (own.length === 0 || random() < 0.2 ? '' : varied(own[Math.floor(random() * own.length)]!, random)));
    const view = viewOfCells(cells);
    lean.load(view);
    full.load(view);
    const found = outcomes(byShape.judge(lean));
    const expected = outcomes(oneByOne.judge(full));
    if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found, JSON.stringify(cells)).toEqual(expected);
    for (const index of pack.fields.keys()) {
      const [one, other] = [lean.reading(index), full.reading(index)];
      if (one.stencil !== undefined) shaped++;
      if (one.state !== other.state || String(one.value) !== String(other.value) || one.written !== other.written)
        expect([one.state, one.value, one.written], pack.fields[index]!.name).toEqual([other.state, other.value, other.written]);
    }
  }
  expect(byShape.crashes.size).toBe(0);
  expect(lean.takeDateForms()).toEqual(full.takeDateForms());
  expect(shaped).toBeGreaterThan(4_000);
});

test('a date whose cells must have a form of their own reads the same when its cells never come again', () => {
  const day = field('day', { type: 'date', splits: [{ pattern: '^([0-9]{4})-[0-9-]+$', into: ['year'] }] });
  const of = packOf([day, field('year')], [], []);
  const plan = planColumns(['day'], 1, of.fields, undefined, {});
  const rules = compileRules(of, AS_OF);
  const [lean, full] = [makeRecord(of, plan, undefined, rules.shapes), makeRecord(of, plan, undefined)];
  for (let minute = 0; minute < 3000; minute++) {
    const iso = new Date(Date.UTC(2026, 5, 1) + minute * 60_000).toISOString().slice(0, 19);
    const view = viewOfCells([minute % 2 === 0 ? `${iso}Z` : iso]);
    lean.load(view);
    full.load(view);
    for (const index of [0, 1]) {
      const [one, other] = [lean.reading(index), full.reading(index)];
      expect([one.state, one.value, one.written]).toEqual([other.state, other.value, other.written]);
    }
  }
  expect(lean.takeDateForms()).toEqual(full.takeDateForms());
});
