import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { generated, lintFiles } from './run.ts';

const { batch } = generated({ records: 2_000, seed: 11, faults: 0.3 });
const lines = parse(batch, { columns: false }) as string[][];
const [header, ...rows] = lines as [string[], ...string[][]];

const csv = (some: readonly string[][]) =>
  [header, ...some]
    .map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\n');
const jsonl = (some: readonly string[][]) =>
  some.map((row) => JSON.stringify(Object.fromEntries(header.map((name, index) => [name, row[index]])))).join('\n');

/** A finding without where it stands, which may differ between ways of giving the same records. */
const placeless = ({ at, also, ...rest }: Finding) => JSON.stringify({ ...rest, field: at.field, also: also.map((place) => place.field) });
const whole = await lintFiles({ batch });

describe('the same records give the same findings and scorecards', () => {
  it('split into four files', async () => {
    const quarter = (n: number) => csv(rows.slice(n * 500, n * 500 + 500));
    const split = await lintFiles({ a: quarter(0), b: quarter(1), c: quarter(2), d: quarter(3) });
    expect(split.findings.map(placeless)).toEqual(whole.findings.map(placeless));
    expect(split.run.scorecards).toEqual(whole.run.scorecards);
    expect(split.run.rules).toEqual(whole.run.rules);
  });

  it('as JSON Lines and as a JSON array', async () => {
    const asLines = await lintFiles({ batch: jsonl(rows) });
    const asArray = await lintFiles({ batch: `[${jsonl(rows).replaceAll('\n', ',\n')}]` });
    for (const other of [asLines, asArray]) {
      expect(other.findings.map(placeless)).toEqual(whole.findings.map(placeless));
      expect(other.run.scorecards).toEqual(whole.run.scorecards);
    }
  });

  it('whatever order its columns have', async () => {
    const turned = lines.map((row) => [...row].reverse());
    const other = await lintFiles({
      batch: turned.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n'),
    });
    expect(other.findings.map(placeless)).toEqual(whole.findings.map(placeless));
    expect(other.run.scorecards).toEqual(whole.run.scorecards);
  });

  it('beside files in which the same bytes are other characters', async () => {
    const row = (urn: string, area: string) => `${urn},kent,${area}\n`;
    const narrow = Buffer.from(`urn,agency,threat_area\n${row('A1', 'caf\u00e9')}`);
    // The two bytes of the é above, as two characters.
    const wide = Buffer.from(`\ufeffurn,agency,threat_area\n${row('B1', 'caf\u00c3\u00a9')}`, 'utf16le');
    const files = { narrow, wide };
    const shown = ({ findings }: Awaited<ReturnType<typeof lintFiles>>, file: string) => findings.filter(({ at }) => at.file === file);
    const alone = await Promise.all(
      Object.entries(files).map(async ([name, bytes]) => [name, await lintFiles({ [name]: bytes })] as const),
    );
    expect(JSON.stringify(shown(alone[1]![1], 'wide'))).toContain('caf\u00c3\u00a9');
    for (const names of [Object.keys(files), Object.keys(files).reverse()]) {
      const together = await lintFiles(Object.fromEntries(names.map((name) => [name, files[name as keyof typeof files]])));
      for (const [name, run] of alone) expect(shown(together, name)).toEqual(shown(run, name));
    }
  });
});
