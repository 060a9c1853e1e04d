import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Written } from '../../src/model/written.ts';
import { makeFrames } from '../../src/spool/frames.ts';
import { readFrames } from '../../src/spool/read-frames.ts';
import { mergeSpools, openSpool, readSpool } from '../../src/spool/spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-frames-'));
afterAll(() => rmSync(folder, { recursive: true }));

const finding = (record: number | null, field: string, agency: string | null = 'kent', text = ''): Finding => ({
  ...({ rule: 'file/some', severity: 'info', basis: 'record', dimension: 'conformity' } as const),
  ...{ agency, source_system: null, unit: null, officer: null, urn: null },
  ...{
    at: { file: 'a.csv', line: 1, record, field },
    params: { value: text },
    also: [],
    suggestion: null,
    fingerprint: '',
    status: 'open',
  },
});

async function allOf(stream: AsyncGenerator<readonly Written[]>): Promise<readonly Written[]> {
  const all: Written[] = [];
  for await (const block of stream)
    for (const one of block) {
      // What is read is lent.
      const [json, row, finding] = [Buffer.from(one.json), Buffer.from(one.row), one.finding()];
      all.push({ ...one, json, row, finding: () => finding });
    }
  return all;
}

describe('findings in their final forms', () => {
  it('come back as they were written, whatever their length and letters', async () => {
    const path = join(folder, 'all');
    const frames = makeFrames();
    frames.begin(path);
    const lengths = [0, 5, 20_000, 3_000_000, 7, 900_000, 300_000];
    for (const [at, length] of lengths.entries())
      frames.write(finding(at || null, 'urn', at % 2 ? null : 'Zürich ☂'), at, {
        json: Buffer.from('"é"\n'),
        row: Buffer.from('☃'.repeat(length)),
      });
    frames.close();
    const back = await allOf(readFrames(path, true));
    expect(back.map(({ rule }) => rule)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(back.map(({ record }) => record)).toEqual([null, 1, 2, 3, 4, 5, 6]);
    expect(back.map(({ agency }) => agency)).toEqual(lengths.map((_, at) => (at % 2 ? null : 'Zürich ☂')));
    expect(back.map(({ row }) => row.length)).toEqual(lengths.map((length) => 3 * length));
    expect(back.map((one) => Buffer.from(one.json).toString())).toEqual(lengths.map(() => '"é"\n'));
    truncateSync(path, 1000);
    await expect(allOf(readFrames(path, true))).rejects.toMatchObject({ code: 'EIO' });
  });

  it('keep their agencies, however many there are and in whatever order', async () => {
    const path = join(folder, 'agencies');
    const frames = makeFrames();
    const agencies = Array.from({ length: 6_000 }, (_, at) => [`a${at % 2_300}`, '', null, `a${(at * 7) % 1_001}`][at % 4] ?? null);
    for (const own of [agencies.slice(0, 3_000), agencies]) {
      frames.begin(path + own.length);
      for (const [at, agency] of own.entries())
        frames.write(finding(at + 1, 'urn', agency), 0, { json: Buffer.from('{}\n'), row: Buffer.from('') });
      frames.close();
      expect((await allOf(readFrames(path + own.length, true))).map(({ agency }) => agency)).toEqual(own);
    }
  });

  it('are merged in the order of record, field and rule, though they come in pieces', async () => {
    const [odd, even] = [join(folder, 'odd'), join(folder, 'even')];
    const [a, b] = [openSpool(odd), openSpool(even)];
    const records = Array.from({ length: 3_000 }, (_, at) => at + 1);
    for (const at of records) (at % 3 ? a : b).write(finding(at, 'urn', 'kent', 'x'.repeat(900)));
    a.write(finding(5_000, 'b'));
    b.write(finding(5_000, 'a'));
    b.write(finding(5_000, 'c'));
    a.close();
    b.close();
    const merged = await allOf(mergeSpools(readFrames(odd, true), readFrames(even, true)));
    expect(merged.map(({ record }) => record)).toEqual([...records, 5_000, 5_000, 5_000]);
    expect(merged.slice(-3).map((one) => one.finding().at.field)).toEqual(['a', 'b', 'c']);
    expect(await allOf(mergeSpools(readFrames(odd, false), readFrames(even, false)))).toEqual([]);
    let count = 0;
    for await (const { at } of readSpool(even, true)) count += at.file === 'a.csv' ? 1 : 0;
    expect(count).toBe(1_002);
  });
});
