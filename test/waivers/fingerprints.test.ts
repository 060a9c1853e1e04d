import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeFingerprints } from '../../src/fingerprints.ts';

const print = (n: number) => createHash('sha256').update(String(n)).digest('hex').slice(0, 32);
/** Prints that begin alike, so that they want the same place. */
const alike = (n: number) => `00000000${print(n).slice(8)}`;

it('a multiset of fingerprints gives back each as often as it was put in', () => {
  const steps = fc.array(fc.record({ take: fc.boolean(), n: fc.nat(60), crowded: fc.boolean() }), { maxLength: 400 });
  fc.assert(
    fc.property(steps, (all) => {
      const set = makeFingerprints();
      const model = new Map<string, number>();
      for (const { take, n, crowded } of all) {
        const one = crowded ? alike(n) : print(n);
        const times = model.get(one) ?? 0;
        if (take) expect(set.take(one)).toBe(times > 0);
        else set.add(one);
        model.set(one, take ? Math.max(0, times - 1) : times + 1);
      }
    }),
    { seed: 7, numRuns: 60 },
  );
});

it('and of many, though it grows on the way', () => {
  const set = makeFingerprints();
  for (let n = 0; n < 20_000; n++) set.add(print(n % 15_000));
  for (let n = 0; n < 15_000; n++) {
    expect(set.take(print(n))).toBe(true);
    expect(set.take(print(n))).toBe(n < 5000);
    expect(set.take(print(n))).toBe(false);
  }
});
