import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeCopy } from '../../src/recall/copy.ts';

it('a stretch of bytes is copied whole, wherever it stands', () => {
  const into = new Uint8Array(16_384);
  const copy = makeCopy(into);
  fc.assert(
    fc.property(fc.nat(7), fc.integer({ min: 1, max: 6000 }), fc.nat(6000), fc.nat(6000), (offset, length, a, b) => {
      const bytes = new Uint8Array(new ArrayBuffer(offset + length), offset).map((_, at) => at * 7 + length);
      const [from, to] = [Math.min(a, b, length - 1), Math.min(Math.max(a, b) + 1, length)];
      const base = copy(bytes, from, to);
      expect(from - base).toBeGreaterThanOrEqual(0);
      expect(from - base).toBeLessThan(8);
      expect(into.slice(from - base, to - base)).toEqual(bytes.slice(from, to));
    }),
  );
});
