import { existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asideIfLarge, type PartSums, type SumsAside, sumsAside } from '../src/part-sums.ts';
import { causeOf, countCause } from '../src/tally/causes.ts';
import { emptyTally, groupOf } from '../src/tally/counts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pnd-lint-part-sums-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Sums with as many wrong values of one field; every third record has a day, every fifth a suggestion. */
function sumsOf(values: number): PartSums {
  const tally = emptyTally();
  groupOf(tally, 'amber', null, 'unit 1').records = values;
  for (let n = 0; n < values; n++) {
    const cause = causeOf(tally, 'amber', null, 0, 1);
    countCause(cause, { value: `X${n}`, day: n % 3 === 0 ? n : null, ...(n % 5 === 0 && { to: 'RED' }) });
  }
  const agencies = new Map([['amber', { records: values, values: new Map([['RED', values]]) }]]);
  return {
    tally: { ...tally, ruleCounts: Uint8Array.of(0, 1, 200, 3, 0, 0, 0) },
    values: [
      { field: 1, agencies },
      { field: 2, agencies: null },
    ],
    peers: new Map([['system rms', new Map([['amber', values]])]]),
  };
}

describe('sums of a part', () => {
  it('stay as they are if they are small', () => {
    const path = join(folder, 'small');
    const sums = sumsOf(3000);
    expect(asideIfLarge(sums, path)).toBe(sums);
    expect(existsSync(path)).toBe(false);
  });

  it('wait in a file for this user alone if they are large, and come back as they were', () => {
    const path = join(folder, 'large');
    const kept = asideIfLarge(sumsOf(5000), path);
    expect(kept).toEqual({ aside: path });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(sumsAside(kept as SumsAside)).toEqual(sumsOf(5000));
  });

  it('refuse a file that exists, and one that was cut', () => {
    const path = join(folder, 'cut');
    const kept = asideIfLarge(sumsOf(5000), path) as SumsAside;
    expect(() => asideIfLarge(sumsOf(5000), path)).toThrow('EEXIST');
    truncateSync(path, 1000);
    expect(() => sumsAside(kept)).toThrow('EIO: a working file was cut');
    truncateSync(path, 0);
    expect(() => sumsAside(kept)).toThrow('EIO: a working file was cut');
  });
});
