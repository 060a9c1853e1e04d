import { parse } from 'csv-parse/sync';
import { type BatchOptions, generateBatch } from '../../src/generate/index.ts';

export interface Planted {
  /** 1-based. */
  readonly record: number;
  readonly urn: string;
  readonly field: string;
  readonly rule: string;
}

/** A whole batch and its truth, as files would hold them. */
export function written(options: BatchOptions): { readonly batch: Buffer; readonly truth: string; readonly planted: readonly Planted[] } {
  const parts: Uint8Array[] = [];
  let truth = '';
  for (const part of generateBatch(options)) {
    parts.push(part.batch);
    truth += part.truth;
  }
  const rows = parse(truth, { columns: true }) as Record<string, string>[];
  const planted = rows.map((row) => ({ record: Number(row.record), urn: row.urn!, field: row.field!, rule: row.rule! }));
  return { batch: Buffer.concat(parts), truth, planted };
}

/** Records of the plain style by heading. */
export const plainRecords = (options: BatchOptions): Record<string, string>[] =>
  parse(written(options).batch, { columns: true }) as Record<string, string>[];
