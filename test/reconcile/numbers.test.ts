import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { StoredNumbers } from '../../src/model/stored-numbers.ts';
import { numberStore, openNumbers } from '../../src/spool/numbers.ts';

const root = mkdtempSync(join(tmpdir(), 'pnd-lint-numbers-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = () => mkdtempSync(join(root, 'x'));

function all(stored: StoredNumbers): number[] {
  const reader = openNumbers(stored);
  const numbers = Array.from({ length: stored.length }, (_, place) => reader.at(place));
  reader.close();
  return numbers;
}

const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0x80000000, 0xffffffff), fc.nat());
const row = fc.tuple(word, word, word);

describe('numbers that outgrow memory', () => {
  it('come out sorted by rows as they would in memory, however little is held', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 120 }), fc.integer({ min: 16, max: 2048 }), (rows, held) => {
        const folder = newFolder();
        const sorter = numberStore(() => folder, held).sorter(3);
        for (const number of rows.flat()) sorter.push(number);
        expect(sorter.length()).toBe(rows.length * 3);
        const sorted = [...rows].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
        expect(all(sorter.finish())).toEqual(sorted.flat());
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('are read back by place from a file of many blocks, and a file that was cut is an error', () => {
    const folder = newFolder();
    const writer = numberStore(() => folder, 4096).writer('f64');
    const count = 700_000;
    for (let n = 0; n < count; n++) writer.push(n / 3);
    const stored = writer.finish();
    const [name] = readdirSync(folder);
    const reader = openNumbers(stored);
    // Far apart, so that blocks are let go of and read again.
    for (let n = 0; n < 5000; n++) expect(reader.at((n * 7919) % count)).toBe(((n * 7919) % count) / 3);
    expect(reader.at(count - 1)).toBe((count - 1) / 3);
    reader.close();
    expect(reader.at(0)).toBe(0);
    reader.close();
    truncateSync(join(folder, name!), 1000);
    expect(() => openNumbers(stored).at(count - 1)).toThrow('EIO: a working file was cut');
  });
});
