import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BATCH_FAULTS, generateBatch } from '../../src/generate/index.ts';
import { UsageError } from '../../src/model/errors.ts';
import { written } from './written.ts';

describe('a fault of the whole batch', () => {
  it.each(BATCH_FAULTS)('is one of those that the README lists: $kind', ({ kind }) => {
    expect(readFileSync('README.md', 'utf8')).toContain(`\`${kind}\``);
  });

  it('has a name of its own', () => {
    expect(new Set(BATCH_FAULTS.map(({ kind }) => kind)).size).toBe(BATCH_FAULTS.length);
  });

  it('strikes one record or none, and its records have no other', () => {
    const { planted } = written({ records: 100, seed: 1, batchFault: 'ragged-row' });
    expect(planted).toEqual([{ record: 50, urn: '', field: '', rule: 'file/ragged-row' }]);
    expect(written({ records: 100, seed: 1, batchFault: 'truncated-file' }).planted).toMatchObject([{ record: 100 }]);
  });

  it('changes nothing else in the batch', () => {
    const whole = written({ records: 100, seed: 1, faults: 0 }).batch.toString();
    const damaged = written({ records: 100, seed: 1, batchFault: 'trailer-line' }).batch.toString();
    expect(damaged.slice(0, whole.length)).toBe(whole);
  });

  it.each([
    [{ batchFault: 'coffee-stain' }, 'must be one of empty-file, '],
    [{ batchFault: 'ragged-row', faults: 0.1 }, 'takes no faults of records'],
    [{ batchFault: 'nested-value' }, 'shows in style jsonl only'],
    [{ batchFault: 'ragged-row', style: 'rms' }, 'shows in style plain only'],
  ] as const)('is refused where it can’t be: %j', (options, why) => {
    expect(() => generateBatch({ records: 10, seed: 1, ...options })).toThrow(UsageError);
    expect(() => generateBatch({ records: 10, seed: 1, ...options })).toThrow(why);
  });
});
