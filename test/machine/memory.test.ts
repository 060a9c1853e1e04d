import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildPackage } from '../cli/built-package.ts';
import { temporaryFolder } from '../cli/fake-host.ts';
import { line, table } from '../hostile/written.ts';

const { program } = buildPackage();
const pack = fileURLToPath(new URL('../hostile/pack', import.meta.url));
const TELL = 'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';

/** A table whose second record has a narrative of `megabytes`, quoted and over many lines or in one line. */
async function batchOf(cwd: string, name: string, megabytes: number, quoted: boolean): Promise<string> {
  const [header = '', first = ''] = Buffer.from(table([1]).bytes)
    .toString()
    .split('\n');
  const mark = quoted ? '""' : 'Seen again.';
  const [before, after] = line(5, quoted ? { narrative: '"' } : {}).split(quoted ? '""""' : mark) as [string, string];
  const file = createWriteStream(join(cwd, name));
  file.write(`${header}\n${first}\n${before}${quoted ? '"' : ''}`);
  for (let at = 0; at < megabytes; at++)
    file.write((quoted ? 'a line of the report, and more\n' : 'a part of the whole report now ').repeat(1 << 15));
  file.end(`${quoted ? '"' : ''}${after}\n${first.replace('-001', '-007')}\n`);
  await finished(file);
  return name;
}

/** Bytes of memory that a check had at most. */
function peakOf(cwd: string, name: string): number {
  const args = ['--import', TELL, program, 'check', name, '--pack', pack, '--as-of', '2026-06-30', '--jobs', '1', '--format', 'jsonl'];
  const script = '"$@" 2>&1 >/dev/null';
  const said = execFileSync('sh', ['-c', script, 'sh', process.execPath, ...args, '--fail-on', 'never'], { cwd, encoding: 'utf8' });
  return Number(/^peak (\d+)$/m.exec(said)?.[1]) * 1024;
}

it.each([
  ['in quotes, over many lines', true],
  ['in one line', false],
])('a cell of 70 MB takes no more than 2.3 times its size: %s', async (_, quoted) => {
  const cwd = temporaryFolder();
  const small = peakOf(cwd, await batchOf(cwd, 'small.csv', 0, quoted));
  const cell = 70 << 20;
  const large = peakOf(cwd, await batchOf(cwd, 'large.csv', 70, quoted));
  expect(small).toBeGreaterThan(30e6);
  expect(large - small).toBeGreaterThan(cell);
  expect((large - small) / cell).toBeLessThan(2.3);
});
