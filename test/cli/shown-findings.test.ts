import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepFirst } from '../../src/cli/shown-findings.ts';
import type { Written } from '../../src/index.ts';
import type { Pack, Rule } from '../../src/model/pack.ts';

const rules = ['a', 'b', 'c'].map((id) => ({ id, basis: id === 'a' ? 'record' : 'text' }) as Rule);
const written = (rule: number, record: number, padding = 0): Written => {
  const line = { rule: rules[rule]!.id, record, text: 'é'.repeat(padding) };
  const json = Buffer.from(`${JSON.stringify(line)}\n`);
  return { rule, record, agency: null, json, row: Buffer.alloc(0), finding: () => line as never };
};
const keep = (most: number) => keepFirst(most, join(mkdtempSync(join(tmpdir(), 'shown-')), 'shown'), { rules } as Pick<Pack, 'rules'>);
const numbers = (of: Iterable<unknown>) => [...of].map((one) => (one as { record: number }).record);

describe('the findings that reports show', () => {
  it('are the first of each rule in the order they came, the last of which is known by itself', () => {
    const shown = keep(3);
    for (let record = 1; record <= 9; record++) shown.take(written(record % 2, record));
    expect(numbers(shown.of('a'))).toEqual([2, 4, 6]);
    expect(numbers(shown.of('b'))).toEqual([1, 3, 5]);
    expect([shown.of('a').length, shown.of('c').length, shown.of('d').length]).toEqual([3, 0, 0]);
    expect(numbers([shown.of('b').at(-1), shown.of('b').at(1)])).toEqual([5, 3]);
    expect(shown.of('c').at(-1)).toBeUndefined();
    expect(numbers(shown.first())).toEqual([2, 4, 6, 1, 3, 5]);
  });

  it('come back from the file where they were too many to be held, and those held behind them', () => {
    const shown = keep(1000);
    // Two bytes a character: nine megabytes, of which four are held.
    for (let record = 1; record <= 450; record++) shown.take(written(record % 3, record, 10_000));
    for (const [rule, first] of [3, 1, 2].entries()) {
      const own = shown.of(rules[rule]!.id);
      expect(numbers(own)).toEqual(Array.from({ length: 150 }, (_, index) => first + 3 * index));
      expect(numbers([own.at(-1)])).toEqual([first + 447]);
    }
    expect(([...shown.of('a')][0] as unknown as { text: string }).text).toHaveLength(10_000);
  });
});
