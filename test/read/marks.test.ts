import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Marks, markUnits } from '../../src/read/marks.ts';
import { compiledMarks } from '../../src/read/marks-module.ts';

const newMarks = (inQuotes: boolean): Marks => ({
  ...{ places: new Int32Array(70_000), count: 0, next: 0, from: 0, to: 0, inQuotes, span: 0, window: null, row: -1 },
});

/** Bytes of a table, most of them those that matter. */
const bytes = fc
  .array(fc.oneof(fc.constantFrom(34, 44, 59, 10, 13, 120), fc.nat(255)), { maxLength: 400 })
  .map((all) => Uint8Array.from(all));

describe('marks found by WebAssembly', () => {
  const compiled = compiledMarks()!;

  it('are those found byte by byte, from any place to any, in quotes or not', () => {
    fc.assert(
      fc.property(bytes, fc.nat(400), fc.nat(400), fc.constantFrom(44, 59, 9, 124), fc.boolean(), (units, a, b, delimiter, inQuotes) => {
        const [from, to] = [Math.min(a, b, units.length), Math.min(Math.max(a, b), units.length)];
        const [slow, fast] = [newMarks(inQuotes), newMarks(inQuotes)];
        markUnits(units, from, to, delimiter, slow);
        fast.count = compiled.mark(units, from, to, delimiter, inQuotes);
        fast.inQuotes = compiled.isInQuotes();
        expect([...compiled.places.subarray(0, fast.count + 1)]).toEqual([...slow.places.subarray(0, slow.count + 1)]);
        expect([fast.count, fast.inQuotes]).toEqual([slow.count, slow.inQuotes]);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it('fit where every byte of a whole stretch is one', () => {
    const units = new Uint8Array(64 << 10).fill(44);
    expect(compiled.mark(units, 0, units.length, 44, false)).toBe(units.length);
    expect(compiled.places[units.length - 1]).toBe(units.length - 1);
    expect(compiled.places[units.length]).toBe(units.length);
  });

  it('are counted in any part of what was looked at', () => {
    fc.assert(
      fc.property(bytes, fc.nat(400), fc.nat(400), fc.constantFrom(44, 34), (units, a, b, unit) => {
        const [from, to] = [Math.min(a, b, units.length), Math.min(Math.max(a, b), units.length)];
        compiled.mark(units, 0, units.length, 59, false);
        expect(compiled.countIn(from, to, unit)).toBe(units.subarray(from, to).filter((one) => one === unit).length);
      }),
      { seed: 12, numRuns: 1000 },
    );
  });
});
