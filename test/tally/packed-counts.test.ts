import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachRuleCount, makePacker } from '../../src/tally/packed-counts.ts';

const number = fc.oneof(
  fc.nat(3),
  fc.nat({ max: 0xffff_ffff }),
  fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 28, 0x7fff_ffff, 0xffff_ffff),
);

describe('packed counts', () => {
  it('come back as they were packed, whatever their size and number', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number, number, number, number), { maxLength: 300 }), (rows) => {
        const packer = makePacker();
        for (const row of rows) for (const one of row) packer.push(one);
        const found: number[][] = [];
        eachRuleCount(packer.finish(), (...row) => found.push(row));
        expect(found).toEqual(rows);
      }),
      { seed: 24, numRuns: 100 },
    );
  });

  it('take a byte for each small number', () => {
    const packer = makePacker();
    for (let n = 0; n < 10_000; n++) packer.push(n % 128);
    expect(packer.finish().length).toBe(10_000);
  });
});
