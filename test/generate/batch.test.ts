import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BatchOptions, FAULT_KINDS, generateBatch, STYLES } from '../../src/generate/index.ts';
import { UsageError } from '../../src/model/errors.ts';
import { plainRecords, written } from './written.ts';

afterEach(() => vi.restoreAllMocks());

describe('a generated batch', () => {
  it.each(STYLES)('of style %s is the same, byte for byte, for the same seed, and another for another', (style) => {
    const once = written({ records: 400, seed: 12, style });
    const again = written({ records: 400, seed: 12, style });
    expect(again.batch.equals(once.batch)).toBe(true);
    expect(again.truth).toBe(once.truth);
    expect(written({ records: 400, seed: 13, style }).batch.equals(once.batch)).toBe(false);
  });

  it('asks neither the clock nor the machine for numbers', () => {
    const refuse = () => {
      throw new Error('not repeatable');
    };
    vi.spyOn(Math, 'random').mockImplementation(refuse);
    vi.spyOn(Date, 'now').mockImplementation(refuse);
    expect(written({ records: 200, seed: 1 }).batch.length).toBeGreaterThan(50_000);
  });

  it('tells seeds apart that share their low 32 bits', () => {
    const low = written({ records: 50, seed: 5 });
    expect(written({ records: 50, seed: 5 + 2 ** 32 }).batch.equals(low.batch)).toBe(false);
    expect(written({ records: 50, seed: -5 }).batch.equals(low.batch)).toBe(false);
  });

  it('has faults in the share of records that was asked for, at most one in each', () => {
    for (const faults of [0, 0.02, 0.1, 0.5]) {
      const { planted } = written({ records: 20_000, seed: 3, faults });
      expect(Math.abs(planted.length / 20_000 - faults)).toBeLessThan(0.012);
      expect(new Set(planted.map((fault) => fault.record)).size).toBe(planted.length);
    }
  });

  it.each(STYLES)('plants every kind that style %s can show among 20,000 records', (style) => {
    const { planted } = written({ records: 20_000, seed: 8, style });
    const seen = new Set(planted.map((fault) => `${fault.rule} at ${fault.field}`));
    const kinds = FAULT_KINDS.filter((kind) => kind.styles?.includes(style) ?? true);
    expect(kinds.map((kind) => `${kind.rule} at ${kind.field}`).filter((kind) => !seen.has(kind))).toEqual([]);
    expect(kinds.length).toBeGreaterThanOrEqual(70);
  });

  it('names the record, its URN as written, the field and the rule of each fault', () => {
    const options = { records: 2_000, seed: 9, faults: 0.3 };
    const { truth, planted } = written(options);
    const records = plainRecords(options);
    expect(truth.split('\n')[0]).toBe('record,urn,field,rule');
    expect(truth.endsWith('\n')).toBe(true);
    for (const fault of planted) {
      expect(fault.urn).toBe(records[fault.record - 1]!.urn);
      expect(Object.keys(records[0]!)).toContain(fault.field);
    }
    expect(planted.map((fault) => fault.record)).toEqual(planted.map((fault) => fault.record).toSorted((a, b) => a - b));
  });

  it('gives the later of two records with one URN as the duplicate, and has no other pair in one system', () => {
    const options = { records: 20_000, seed: 4, faults: 0.5 };
    const { batch, planted } = written(options);
    const records = parse(batch, { columns: true }) as Record<string, string>[];
    const duplicates = new Set(planted.filter((fault) => fault.rule.endsWith('/duplicate-urn')).map((fault) => fault.record));
    const seen = new Set<string>();
    const found: number[] = [];
    records.forEach(({ agency, source_system, urn }, index) => {
      const key = `${agency}|${source_system}|${urn}`;
      if (urn !== '' && seen.has(key)) found.push(index + 1);
      seen.add(key);
    });
    expect(found.length).toBeGreaterThan(20);
    expect(new Set(found)).toEqual(duplicates);
  });

  it('lets two agencies use the same URN without a fault', () => {
    const records = plainRecords({ records: 5_000, seed: 4, faults: 0 });
    const agenciesOf = new Map<string, Set<string>>();
    for (const { urn, agency } of records) agenciesOf.set(urn!, (agenciesOf.get(urn!) ?? new Set()).add(agency!));
    expect([...agenciesOf.values()].some((agencies) => agencies.size > 1)).toBe(true);
  });

  it('comes in parts of bounded size, whatever the number of records', () => {
    let parts = 0;
    let largest = 0;
    for (const part of generateBatch({ records: 30_000, seed: 1, style: 'jsonl' })) {
      parts++;
      largest = Math.max(largest, part.batch.length);
    }
    expect(parts).toBeGreaterThan(100);
    expect(largest).toBeLessThan(100_000);
  });

  it('of no records is a header alone, or nothing in JSON Lines', () => {
    expect(written({ records: 0, seed: 1 }).batch.toString()).toMatch(/^urn,agency,[a-z_,]+\n$/);
    expect(written({ records: 0, seed: 1, style: 'jsonl' }).batch.length).toBe(0);
    expect(written({ records: 0, seed: 1, style: 'jsonl' }).truth).toBe('record,urn,field,rule\n');
  });

  it.each<[string, BatchOptions]>([
    ['records', { records: -1, seed: 1 }],
    ['records', { records: 1.5, seed: 1 }],
    ['seed', { records: 1, seed: Number.NaN }],
    ['faults', { records: 1, seed: 1, faults: 1.1 }],
    ['agencies', { records: 1, seed: 1, agencies: 0 }],
    ['agencies', { records: 1, seed: 1, agencies: 56 }],
    ['style', { records: 1, seed: 1, style: 'xml' as 'plain' }],
  ])('is refused at once if %s is out of range', (name, options) => {
    expect(() => generateBatch(options)).toThrow(UsageError);
    expect(() => generateBatch(options)).toThrow(name);
  });
});
