import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRowMemory } from '../../src/check/profile.ts';

const row = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.nat(3), fc.constantFrom(0, 1, 0x7fffffff, -0x80000000));

describe('what is remembered of rows of numbers', () => {
  const find = <T>(memory: ReturnType<typeof makeRowMemory<T>>, numbers: readonly number[]): T | undefined => {
    memory.wanted.set(numbers);
    return memory.find();
  };

  it('is what was kept for the same row, and nothing for any other, until it is forgotten', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 40, arbitrary: row }, { weight: 1, arbitrary: fc.constant(null) }), { maxLength: 150 }),
        (rows) => {
          const memory = makeRowMemory<string>(3);
          const kept = new Map<string, string>();
          for (const [n, one] of rows.entries()) {
            if (one === null) {
              memory.forget();
              kept.clear();
              continue;
            }
            const name = one.join();
            const found = find(memory, one);
            expect(found).toBe(kept.get(name));
            if (found !== undefined) continue;
            memory.keep(`${n}`);
            kept.set(name, `${n}`);
          }
          for (const [name, what] of kept) expect(find(memory, name.split(',').map(Number))).toBe(what);
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });

  it.each([1, 2, 5])('is up to 2,048 rows of %i numbers, after which all are forgotten', (width) => {
    const memory = makeRowMemory<number>(width);
    const rowOf = (n: number) => Array.from({ length: width }, (_, place) => (place === width - 1 ? n * 7 : place));
    const add = (n: number) => {
      if (find(memory, rowOf(n)) !== undefined) throw new Error(`${n} is not new`);
      memory.keep(n);
    };
    for (const round of [0, 1]) {
      const first = round * 2048;
      for (let n = first; n < first + 2048; n++) add(n);
      let same = 0;
      for (let n = first; n < first + 2048; n++) if (find(memory, rowOf(n)) === n) same++;
      expect(same).toBe(2048);
    }
    add(9999);
    expect([find(memory, rowOf(9999)), find(memory, rowOf(2048)), find(memory, rowOf(4095))]).toEqual([9999, undefined, undefined]);
  });

  it('may be of rows without numbers', () => {
    const memory = makeRowMemory<string>(0);
    expect(memory.find()).toBeUndefined();
    memory.keep('all');
    expect(memory.find()).toBe('all');
  });
});
