import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readSheets } from '../../src/read/index.ts';
import { fakeHost, folderForAll, memory } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { folder: cwd, remove } = folderForAll();
const at = (name: string) => join(cwd, name);
const asOf = ['--as-of', '2026-06-30'];

async function run(...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, bytes: host.stdoutBytes(), out: host.stdoutText(), err: host.stderrText() };
}

/** Rows of a CSV fix list as the test edits them: no cell of these holds a line end. */
const lines = (text: string) => text.split('\r\n').filter((line) => line !== '');
const statusIn = (line: string, status: string) => line.replace(/,open,/, `,${status},`);
const counts = async (...args: string[]) => {
  const { code, out, err } = await run('recheck', ...args, ...asOf, '--json');
  return { code, err, counts: JSON.parse(out).counts as Record<string, number>, problems: JSON.parse(out).problems as string[] };
};

let list: readonly string[];
let fixed = '';
beforeAll(async () => {
  cpSync(join(root, 'samples/two-agencies/batch.csv'), at('batch.csv'));
  writeFileSync(at('list.xlsx'), (await run('check', 'batch.csv', ...asOf, '--format', 'xlsx')).bytes);
  list = lines((await run('check', 'batch.csv', ...asOf, '--format', 'csv')).out);
  writeFileSync(at('list.csv'), list.join('\r\n'));
  // The second finding of the list is of a unit that says nothing: it gets a name.
  const batch = readFileSync(at('batch.csv'), 'utf8').split('\n');
  const [agency, , , , urn] = list[2]!.split(',');
  const row = batch.findIndex((line) => line.startsWith(`${urn},${agency},`));
  const cells = batch[row]!.split(',');
  cells[3] = 'Intelligence Hub North';
  fixed = [...batch.slice(0, row), cells.join(','), ...batch.slice(row + 1)].join('\n');
  writeFileSync(at('new.csv'), fixed);
});
afterAll(remove);

describe('a fix list as a workbook', () => {
  it('holds what the CSV holds, as text, with a reason beside each status', async () => {
    const sheets = await readSheets(at('list.xlsx'), 'list.xlsx', cwd);
    expect(sheets.map(({ name }) => name)).toEqual(['Read me', 'Findings', 'Rules']);
    const findings = sheets[1]!.rows;
    expect(findings).toHaveLength(list.length);
    expect(findings[0]!.filter((heading) => heading !== 'reason').join()).toBe(list[0]!.replace('\uFEFF', ''));
    const print = (rows: readonly (readonly string[])[]) => rows.map((row) => row[findings[0]!.indexOf('fingerprint')]);
    expect(print(findings.slice(1))).toEqual(list.slice(1).map((line) => line.split(',').at(-2)));
    expect(sheets[2]!.rows.length).toBe(new Set(findings.slice(1).map((row) => row[findings[0]!.indexOf('rule')])).size + 1);
  });

  it('offers the answers to choose from, and has no formula', () => {
    const files = unzipSync(readFileSync(at('list.xlsx')));
    const sheet = Buffer.from(files['xl/worksheets/sheet2.xml']!).toString();
    expect(sheet).toContain(`<formula1>"open,fixed,can't fix,not a fault"</formula1>`);
    expect(sheet).toContain('<autoFilter ref="A1:');
    expect(sheet).not.toContain('<f>');
  });

  it('does not go to a screen', async () => {
    const host = fakeHost({ cwd, stdout: { stream: memory().stream, isTTY: true, columns: 80 } });
    expect(await main(['check', 'batch.csv', '--format', 'xlsx'], host)).toBe(2);
    expect(host.stderrText()).toContain('send it to a file');
  });
});

describe('recheck', () => {
  it('finds everything still there in the same batch, by either list', async () => {
    for (const name of ['list.xlsx', 'list.csv']) {
      const found = await counts(name, 'batch.csv');
      expect(found).toMatchObject({ code: 0, err: '', problems: [] });
      expect(found.counts).toMatchObject({ 'still-there': list.length - 1, fixed: 0, 'newly-broken': 0 });
    }
  });

  it('tells fixed from claimed, and keeps other answers', async () => {
    const told = [list[0]!, statusIn(list[1]!, 'fixed'), statusIn(list[2]!, 'fixed'), statusIn(list[3]!, "can't fix"), ...list.slice(4)];
    writeFileSync(at('told.csv'), told.join('\r\n'));
    const found = await counts('told.csv', 'new.csv', '--list', 'next.csv');
    expect(found.code).toBe(1);
    expect(found.counts).toMatchObject({ fixed: 1, 'claimed-fixed': 1, answered: 1, 'still-there': list.length - 4, 'newly-broken': 0 });
    expect((await counts('next.csv', 'batch.csv')).counts).toMatchObject({ reappeared: 1, answered: 1 });
  });

  it('does not take a record that is left out for a fixed one', async () => {
    writeFileSync(at('few.csv'), fixed.split('\n').slice(0, 20).join('\n'));
    const found = await counts('list.csv', 'few.csv');
    expect(found.code).toBe(1);
    expect(found.counts['not-in-batch']).toBeGreaterThan(10);
    expect(found.counts.fixed).toBe(1);
  });

  it('counts a finding that the list lacks as newly broken', async () => {
    writeFileSync(at('short.csv'), list.slice(0, -2).join('\r\n'));
    expect(await counts('short.csv', 'batch.csv')).toMatchObject({ code: 1, counts: { 'newly-broken': 2 } });
  });

  it('takes columns in any order, and says what rows it can not use', async () => {
    const swapped = list.map((line) => line.split(',').reverse().join());
    const short = list.map((line) => `${line.split(',').at(-2)},${line.split(',')[9]},${line.includes(',open,') ? 'done' : 'status'}`);
    expect(swapped[0]).toMatch(/^marking,fingerprint/);
    writeFileSync(at('odd.csv'), [short[0], short[1], short[2]!.replace(/^\w{8}/, '=SUM(A1)'), ...short.slice(3)].join('\n'));
    const { problems, counts: of } = await counts('odd.csv', 'batch.csv');
    expect(problems[0]).toContain('odd.csv: row 2: the status is none of open, fixed');
    expect(problems[1]).toContain('odd.csv: row 3: the fingerprint is not what pnd-lint wrote');
    expect(of['still-there']).toBe(list.length - 2);
  });

  it('blames a batch that can not be read, not the list', async () => {
    const { code, err } = await run('recheck', 'list.csv', 'gone.csv', ...asOf);
    expect({ code, first: err.split('\n')[0] }).toEqual({ code: 3, first: expect.stringMatching(/could not be read whole: gone\.csv/) });
  });

  it.each([
    ['a file that is no fix list', 'batch.csv', 'batch.csv', /row 1: expected the columns of a fix list/],
    ['a list of other records', 'other.csv', 'batch.csv', /none of the \d+ records of other\.csv is in batch\.csv/],
    ['a workbook that is none', 'broken.xlsx', 'batch.csv', /broken\.xlsx can't be read as an Excel workbook/],
    ['a list that is not there', 'gone.xlsx', 'batch.csv', /gone\.xlsx is not there/],
  ])('refuses %s with one line', async (_, name, batch, expected) => {
    writeFileSync(at('other.csv'), [list[0]!, ...list.slice(1).map((line) => line.split(',').with(4, 'OTHER-99').join())].join('\r\n'));
    writeFileSync(at('broken.xlsx'), Buffer.concat([readFileSync(at('list.xlsx')).subarray(0, 900)]));
    const { code, err } = await run('recheck', name, batch, ...asOf);
    expect(err).toMatch(expected);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBeGreaterThan(1);
  });
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));
describe.skipIf(office === undefined)('with LibreOffice, where it is installed', () => {
  const convert = (to: string, file: string, ...more: string[]) =>
    execFileSync(
      office!,
      ['--headless', `-env:UserInstallation=file://${cwd}/office`, ...more, '--convert-to', to, '--outdir', cwd, at(file)],
      {
        stdio: 'ignore',
      },
    );

  it('a list that was opened, answered and saved comes back whole', async () => {
    convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2', 'list.xlsx');
    const rows = readFileSync(at('list-Findings.csv'), 'utf8').split('\n');
    rows[2] = rows[2]!.replace(',open,', ',fixed,');
    writeFileSync(at('Findings.csv'), rows.join('\n'));
    convert('xlsx:Calc MS Excel 2007 XML', 'Findings.csv', '--infilter=CSV:44,34,76,1');
    const found = await counts('Findings.xlsx', 'new.csv');
    expect(found.problems).toEqual([]);
    expect(found.counts).toMatchObject({ fixed: 1, 'claimed-fixed': 0, 'still-there': list.length - 2, 'newly-broken': 0 });
  }, 120_000);
});
