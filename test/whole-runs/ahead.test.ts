import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type * as Api from '../../src/index.ts';
import { buildPackage } from '../cli/built-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-ahead-'));
afterAll(() => rmSync(folder, { recursive: true }));
const api = buildPackage().load('library') as typeof Api;
const packOptions = { packs: ['pole'], codelists: [], rulesRoot: api.SHIPPED_RULES };
const pack = api.loadPack(packOptions);
let runs = 0;

/** Lints files with so many threads, in segments of 100,000 bytes. */
async function lint(names: readonly string[], jobs: number) {
  const workFolder = join(folder, `work-${runs++}`);
  mkdirSync(workFolder);
  const inputs = names.map((name) => ({ path: join(folder, name), file: name }));
  const fixed = { set: {}, asOf: '2026-06-30', values: 'mask', marking: 'OFFICIAL', toolVersion: '0', shown: {}, forms: true } as const;
  const told: number[] = [];
  const onProgress = ({ bytes, totalBytes }: { bytes: number; totalBytes: number }) => void told.push(bytes / totalBytes);
  const result = await api.lint({ ...fixed, pack, packOptions, inputs, jobs, segmentBytes: 100_000, workFolder, onProgress });
  let delivered = '';
  for await (const block of result.written()) for (const { json, row } of block) delivered += Buffer.concat([json, row]).toString();
  return { outcome: { run: JSON.stringify(result.run), problems: result.problems, delivered }, told };
}

/** More than the first MiB of plain records, from which the encoding is told, and what stands behind them. */
const HEAD = `urn,agency,reported_on,subject_date_of_birth,narrative\n${Array.from(
  { length: 3000 },
  (_, index) =>
    `A/${index},essex,2026-01-0${(index % 9) + 1},${index % 50 === 0 ? '2030-01-01' : '1990-05-05'},"${'Said little. '.repeat(27)}"\n`,
).join('')}`;
const more = (text: string) => Array.from({ length: 1500 }, (_, index) => `B/${index},essex,2026-02-01,1990-05-05,${text}\n`).join('');

describe('segments judged while the rest of a file is surveyed', () => {
  it.each([
    ['another encoding shows behind them', `${more('plain')}${more('caf\xe9')}`],
    ['bytes behind them are in no encoding', `${more('caf\xc3\xa9')}${more('\xff caf\xc3\xa9')}`],
    ['the table ends with a closing line', `${more('plain')}Total,3000,,,\n`],
    ['another table is joined behind them', `urn,agency,narrative\n${more('plain')}`],
    ['the last record has no line end', `${more('plain')}A/1,essex,2026-01-01`],
  ])('leave no trace where %s', async (name, rest) => {
    writeFileSync(join(folder, name), Buffer.from(HEAD + rest, 'latin1'));
    const [one, two] = [await lint([name], 1), await lint([name], 2)];
    expect(one.outcome.delivered.length).toBeGreaterThan(10_000);
    expect(two.outcome).toEqual(one.outcome);
    expect(two.told).toEqual(two.told.toSorted((a, b) => a - b));
    expect([two.told.at(-1), one.told.at(-1)]).toEqual([1, 1]);
  });

  it('are of the first file alone, whether it can be read or not', async () => {
    writeFileSync(join(folder, 'first'), HEAD);
    writeFileSync(join(folder, 'second'), `${HEAD}${more('plain')}`);
    expect((await lint(['first', 'second'], 3)).outcome).toEqual((await lint(['first', 'second'], 1)).outcome);
    const missing = await lint(['none', 'second'], 2);
    expect(missing.outcome).toEqual((await lint(['none', 'second'], 1)).outcome);
    expect(missing.outcome.problems).toHaveLength(1);
  });
});
