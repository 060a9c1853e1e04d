import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indented, pretty } from '../../src/report/pretty.ts';

const LINE = 300;
const text = fc.string({ unit: 'binary', maxLength: 60 });
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'json' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 12 }),
    fc.dictionary(fc.string({ maxLength: 20 }), tie('value'), { maxKeys: 12 }),
  ),
}));
const container = fc.oneof(
  fc.array(json, { maxLength: 12 }),
  fc.dictionary(fc.string({ maxLength: 20 }), json, { maxKeys: 12 }),
) as fc.Arbitrary<object>;

/** The same by another way: what does not fit on a line has each item on a line of its own. */
function plain(value: unknown, margin: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length <= LINE) return line;
  const inner = `${margin}  `;
  const isList = Array.isArray(value);
  const items = Object.entries(value).map(([name, item]) => `${isList ? '' : `${JSON.stringify(name)}: `}${plain(item, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  return `${open}${inner}${items.join(`,${inner}`)}${margin}${close}`;
}

const none = { has: () => false, linesOf: () => [] };

describe('JSON that people read', () => {
  it('has on a line what fits on one, and else an item a line', () => {
    fc.assert(
      fc.property(container, (value) => {
        const whole = [...pretty(value, none)].join('');
        expect(JSON.parse(whole)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(indented(value)).toBe(plain(value, '\n'));
        // Escaped besides.
        if (/^[\n -~]*$/.test(whole)) expect(whole).toBe(`${plain(value, '\n')}\n`);
      }),
      { numRuns: 500 },
    );
  });

  it('has at its place, and a line of its own, what stands for a text', () => {
    const card = {};
    const standIns = { has: (value: object) => value === card, linesOf: () => ['{\n  "a": 1', ',\n  "b": 2', '\n}'] };
    expect([...pretty({ x: 1, cards: [card] }, standIns)].join('')).toBe(
      '{\n  "x": 1,\n  "cards": [\n    {\n      "a": 1,\n      "b": 2\n    }\n  ]\n}\n',
    );
    expect(JSON.parse([...pretty({ a: { b: { c: { d: card } } } }, standIns)].join(''))).toEqual({
      a: { b: { c: { d: { a: 1, b: 2 } } } },
    });
  });
});
