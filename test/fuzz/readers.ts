import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { Fault, Row } from '../../src/model/row.ts';
import { readRows, readSegment, survey } from '../../src/read/index.ts';
import type { Target } from './targets.ts';

const sample = (name: string, bytes: number): Buffer => readFileSync(new URL(`../../samples/${name}`, import.meta.url)).subarray(0, bytes);
const table = Buffer.from('id,name,"the ""text""",on\r\n1,Ann,"a, b\nc",2026-01-02\r\n2,,x,\r\n3,"",y,z\r\n');
const lines = Buffer.from('{"id":"1","list":["a","b"],"n":2.50}\n{"id":null,"deep":{"a":[1]}}\n');

const good: readonly Uint8Array[] = [
  table,
  Buffer.from(table.toString().replaceAll(',', ';'), 'utf16le'),
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table.toString(), 'utf16le')]),
  Buffer.from('n\tm\nf\u00e9\t\u00a3\n', 'latin1'),
  lines,
  Buffer.from(`[${lines.toString().trim().replaceAll('\n', ',')}]`),
  gzipSync(table),
  gzipSync(lines),
  sample('messy/batch.csv', 3000),
  sample('json-lines/batch.jsonl', 2000),
];

async function eventsOf(input: Uint8Array, chunkSize: number): Promise<(Row | Fault)[]> {
  const events: (Row | Fault)[] = [];
  for await (const event of readRows(input, { chunkSize })) events.push(event);
  return events;
}

/** Whatever the bytes: rows in order, numbered without gap, in places that ascend, the same by any size of portions. */
export const readerTarget: Target = {
  name: 'reader',
  good,
  runs: 250,
  async check(input) {
    const whole = await eventsOf(input, 1 << 20);
    for (const size of [1, 7]) expect(await eventsOf(input, size)).toEqual(whole);
    const rows = whole.filter((event) => event.kind === 'row' && event.record > 0) as Row[];
    expect(rows.map(({ record }) => record)).toEqual(rows.map((_, index) => index + 1));
    let end = 0;
    let line = 1;
    for (const row of rows) {
      expect(row.start).toBeGreaterThanOrEqual(end);
      expect(row.end).toBeGreaterThanOrEqual(row.start);
      expect(row.line).toBeGreaterThanOrEqual(line);
      ({ end, line } = row);
    }
    if (!(input[0] === 0x1f && input[1] === 0x8b)) expect(end).toBeLessThanOrEqual(input.length);
  },
};

/** A file in segments gives the records of the file as a whole. */
export const fileTarget: Target = {
  name: 'file',
  good,
  runs: 120,
  async check(input) {
    const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-fuzz-'));
    try {
      const path = join(folder, 'input');
      writeFileSync(path, input);
      const rowsBy = async (segmentBytes: number) => {
        const found = await survey(path, 'input', { segmentBytes });
        const rows: unknown[] = [];
        const row = (view: Parameters<Parameters<typeof readSegment>[2]['row']>[0]) =>
          rows.push([view.record, view.line, view.start, view.end, Array.from({ length: view.length }, (_, index) => view.cell(index))]);
        for (const segment of found.segments) await readSegment(found, segment, { row, fault: () => undefined });
        return { rows, complete: found.complete, columns: found.columns };
      };
      expect(await rowsBy(20)).toEqual(await rowsBy(1 << 23));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
