import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/generate/columns.ts';
import { aboutOf, systemOf } from '../../src/generate/faults/kind.ts';
import { FAULT_KINDS } from '../../src/generate/index.ts';
import { seededRandom } from '../../src/generate/random.ts';
import { cleanRecord } from '../../src/generate/record.ts';

describe('kinds of fault', () => {
  it('have names of their own', () => {
    expect(new Set(FAULT_KINDS.map((kind) => kind.kind)).size).toBe(FAULT_KINDS.length);
  });

  it.each(FAULT_KINDS)('$kind changes the record it is planted in, whatever that held', (kind) => {
    const random = seededRandom(31);
    const issued = { serials: new Map(), records: 400, agencies: 3 };
    const past = { urns: new Map<string, string>(), narratives: new Map<string, string>() };
    let planted = 0;
    for (let index = 0; index < 400; index++) {
      const record = cleanRecord(random, index, issued, kind.shape ?? {});
      const key = systemOf(record);
      if (kind.fits?.(record, past) ?? true) {
        kind.mean?.(record, random);
        const before = structuredClone(record);
        kind.plant(record, random, past);
        expect(COLUMNS.filter((column) => String(record[column]) !== String(before[column]))).not.toEqual([]);
        planted++;
      }
      past.urns.set(key, `${index}`);
      past.narratives.set(aboutOf(record), `A narrative of old, number ${index}`);
    }
    expect(planted).toBeGreaterThan(100);
  });
});
