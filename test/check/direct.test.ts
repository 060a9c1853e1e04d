import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteTest } from '../../src/check/byte-test.ts';
import type { Context } from '../../src/check/context.ts';
import { directTest } from '../../src/check/direct.ts';
import { KEYWORDS } from '../../src/check/keywords/index.ts';
import { makeLacks } from '../../src/check/lacks.ts';
import { ofPlain } from '../../src/check/plain.ts';
import { makePatternTest } from '../../src/check/quick-pattern.ts';

const context = {} as Context;
const none = () => undefined;

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.stringMatching(/^[ab1-]{0,6}$/),
  fc.stringMatching(/^[ab1\n]{0,6}$/),
  fc.array(fc.constantFrom('abab', 'abba', '\n', '1', 'a', 'b'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  fc.string({ unit: fc.constantFrom('a', 'A', 'é', 'É', 'Ã', '©', '€', '\u200b', '\u0001', '😀', '\udc00', ' '), maxLength: 6 }),
);
const value = fc.oneof(text, fc.boolean(), fc.array(text, { maxLength: 4 }));
const pattern = fc.constantFrom(
  '^a',
  '[0-9]',
  'b$',
  '^$',
  '[\\u00C3-\\u00C5][\\u0080-\\u00BF]|\\u00E2\\u20AC',
  '\\u00C2?a',
  '[\\u00C2]|b',
  '\\p{Ll}',
  '\\p{Lu}',
  '(\\u00C2|a)',
  '^1-',
  '^a|b',
  '^(?:a|1)$',
  '^[|a]',
  '(?:^|\\n)a',
  '(?:^|\\n)[ab]{0,2}1',
  '(?:^|\\n)a|b',
  '(?:^|\\n)?a1',
  '(?:^|\\n)(?:a|1)$',
  'abab',
  'ababb?1',
  'abab|^1',
  '(?:abab|a)b',
  '1?abab*',
  '^(?:a|1)?b',
  '^[ab]*1',
  '^a{0,2}b$',
  '^(?:(?:a1?|b+)-?|É)$',
  '^.b',
  '^\\n??a',
  '^(?:\\p{L}|1{2})',
  '^(?=a)a|^b',
  '^(?:^b|\\ba)',
  '[a1]$',
  '\\p{Lu}$',
  '.$',
  '[^b]$',
);
const simple = {
  minLength: fc.nat(4),
  maxLength: fc.nat(6),
  pattern,
  const: fc.oneof(text, fc.boolean()),
  enum: fc.uniqueArray(fc.oneof(text, fc.boolean()), { minLength: 1, maxLength: 3 }),
  minItems: fc.nat(2),
  maxItems: fc.nat(3),
  uniqueItems: fc.boolean(),
};
type Schema = fc.Arbitrary<Record<string, unknown>>;
const oneKeyword = (keywords: Record<string, fc.Arbitrary<unknown>>): Schema =>
  fc.oneof(...Object.entries(keywords).map(([name, options]) => options.map((chosen) => ({ [name]: chosen }))));
/** Up to two keywords, each of which may hold schemas of the level below. */
const above = (inner: Schema): Schema => {
  // Patterns alone are joined into one.
  const patterns = fc.array(fc.record({ pattern }), { minLength: 2, maxLength: 3 });
  const list = fc.oneof(fc.array(inner, { minLength: 1, maxLength: 2 }), patterns);
  const one = oneKeyword({ ...simple, not: inner, allOf: list, anyOf: list, items: inner, contains: inner });
  return fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b }));
};
const few = above(above(oneKeyword(simple)));

test('a schema as plain functions holds of the values that ajv says it holds of', () => {
  fc.assert(
    fc.property(few, fc.array(value, { minLength: 8, maxLength: 20 }), (rules, values) => {
      const ajv = new Ajv2020({ strict: false, unicode: false, unicodeRegExp: true, logger: false, validateSchema: false });
      const byAjv = ajv.compile({ properties: { v: rules } });
      const direct = directTest(rules, none)!;
      for (const v of values) expect(direct(v, context)).toBe(byAjv({ v }));
    }),
    { seed: 7, numRuns: 400 },
  );
});

test('a schema with any other keyword is left to ajv, however deep it stands', () => {
  for (const rules of [
    { multipleOf: 2 },
    { not: { if: { const: 'a' } } },
    { anyOf: [{ minLength: 1 }, { dependentRequired: {} }] },
    { const: ['a'] },
  ])
    expect(directTest(rules, none)).toBeUndefined();
});

test('what is said in advance of texts that lack some units is what a look at the text says', () => {
  const characters = { characters: { any: ['0001-0008', '200B'], joiners: ['200C'] } };
  const visible = { characters: { any: ['0041-0042'] } };
  const own = fc.oneof(few, fc.constantFrom(characters, visible, { not: characters }, { not: { not: { pattern: '\\u00C2' } } }));
  const keyword = (name: string, options: unknown) => KEYWORDS.find((one) => one.name === name)?.prepare(options, {} as never, {} as never);
  let said = 0;
  fc.assert(
    fc.property(own, fc.array(text, { minLength: 5, maxLength: 10 }), (rules, texts) => {
      const outcome = ofPlain(rules);
      if (outcome === undefined) return;
      said++;
      for (const one of texts.filter(makeLacks(outcome.unless))) expect(directTest(rules, keyword)!(one, context)).toBe(outcome.holds);
    }),
    { seed: 8, numRuns: 600 },
  );
  expect(said).toBeGreaterThan(50);
  expect(ofPlain({ not: characters })?.holds).toBe(true);
  expect(ofPlain({ not: visible })).toBeUndefined();
});

test('a pattern is tested as its expression says, by whatever look is quicker', () => {
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 30, maxLength: 50 }), (one, texts) => {
      const expression = new RegExp(one, 'u');
      const quick = makePatternTest(one);
      for (const each of texts) expect(quick(each), `${one} of ${JSON.stringify(each)}`).toBe(expression.test(each));
    }),
    { seed: 9, numRuns: 1200 },
  );
});

test('what the bytes of a text tell of a schema is what the schema says of the text', () => {
  const printable = fc.oneof(fc.stringMatching(/^[ -~\t\r\n]{0,12}$/), fc.stringMatching(/^[ab1-]{1,6}$/));
  let told = 0;
  fc.assert(
    fc.property(few, fc.array(printable, { minLength: 20, maxLength: 40 }), (rules, texts) => {
      const quick = byteTest(rules, 'text');
      if (quick === undefined) return;
      const direct = directTest(rules, none)!;
      for (const one of texts) {
        const held = new TextEncoder().encode(`<${one}>`);
        const answer = quick({ units: held, from: 1, to: held.length - 1 });
        if (answer === undefined) continue;
        told++;
        expect(answer, `${JSON.stringify(rules)} of ${JSON.stringify(one)}`).toBe(direct(one, context));
      }
    }),
    { seed: 10, numRuns: 800 },
  );
  expect(told).toBeGreaterThan(2000);
  const ofDates = byteTest({ fieldType: 'date', pattern: '^x' }, 'text')!;
  expect(ofDates({ units: new Uint8Array(1), from: 0, to: 1 })).toBe(false);
});
