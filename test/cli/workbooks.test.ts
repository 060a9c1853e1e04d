import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { textRows, workbook } from '../read/xlsx.ts';
import { fakeHost, folderForAll } from './fake-host.ts';

const sample = fileURLToPath(new URL('../../samples/two-agencies/batch.csv', import.meta.url));
const { folder: cwd, remove } = folderForAll();
const at = (name: string) => join(cwd, name);
const rows = parse(readFileSync(sample)) as string[][];

async function run(...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main([...args, ...(/check|recheck|fix|impact/.test(args[0]!) ? ['--as-of', '2026-06-30'] : [])], host);
  return { code, out: host.stdoutText(), bytes: host.stdoutBytes(), err: host.stderrText() };
}

beforeAll(() => {
  copyFileSync(sample, at('batch.csv'));
  const sheets = { 'Read me': textRows([['Nothing to see']]), Records: textRows(rows) };
  writeFileSync(at('batch.xlsx'), workbook({ sheets }));
});
afterAll(remove);

describe('a workbook as input', () => {
  it('has the findings of the same records as CSV, at the rows of its sheet, whatever the threads', async () => {
    const csv = await run('check', 'batch.csv', '--format', 'jsonl');
    const xlsx = await run('check', 'batch.xlsx', '--sheet', 'Records', '--format', 'jsonl', '--out', 'out');
    expect(xlsx.out).toBe(csv.out.replaceAll('batch.csv', 'batch.xlsx'));
    expect(xlsx.code).toBe(1);
    expect(csv.out.split('\n').length).toBeGreaterThan(20);
    const { inputs, options } = JSON.parse(readFileSync(at('out/run.json'), 'utf8'));
    const { size, sha256 } = { size: readFileSync(at('batch.xlsx')).length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(inputs).toMatchObject([{ file: 'batch.xlsx', kind: 'xlsx', sheet: 'Records', sheets: 2, bytes: size, sha256, delimiter: null }]);
    expect(options).toMatchObject({ sheet: 'Records' });
    expect(readFileSync(at('out/report.html'), 'utf8')).toContain(
      'xlsx, sheet &quot;Records&quot; of 2 (the others were not read), 200 records',
    );
    expect(await run('verify', 'out/run.json', 'batch.xlsx')).toMatchObject({ code: 0, err: '' });
  });

  it('reads the first sheet unless another is named, and says those there are where none is of that name', async () => {
    const first = await run('check', 'batch.xlsx', '--format', 'json');
    expect(JSON.parse(first.out).inputs).toMatchObject([{ sheet: 'Read me', records: 0 }]);
    const none = await run('check', 'batch.xlsx', '--sheet', 'Record', '--out', 'none');
    expect(none).toMatchObject({ code: 2, err: 'pnd-lint: batch.xlsx has no sheet "Record": it has "Read me", "Records"\n' });
    expect(existsSync(at('none/run.json'))).toBe(false);
    const csv = await run('check', 'batch.csv', '--sheet', 'Records');
    expect(csv).toMatchObject({ code: 2, err: expect.stringContaining('none of the inputs is a workbook') });
  });

  it('is a finding for what Excel did to values', async () => {
    const [heading, ...records] = rows;
    const phone = heading!.indexOf('subject_phone');
    const cells = textRows([heading!, ...records.slice(0, 2)]).replace(
      /<c r="[A-Z]+2" t="inlineStr"><is><t[^>]*>\+?[0-9 ]+<\/t><\/is><\/c>/,
      '',
    );
    const column = String.fromCharCode(65 + Math.floor(phone / 26) - 1) + String.fromCharCode(65 + (phone % 26));
    const damaged = cells
      .replace('<row r="3">', `<row r="3"><c r="${column}3"><v>447700900123</v></c>`)
      .replace(/<c r="\w+3" t="inlineStr"><is><t[^>]*>\+447[^<]*<\/t><\/is><\/c>/, '');
    writeFileSync(at('damaged.xlsx'), workbook({ sheets: { Records: damaged } }));
    const { out } = await run('check', 'damaged.xlsx', '--format', 'jsonl', '--values', 'show');
    const found = out.split('\n').filter((line) => line.includes('file/spreadsheet-damage'));
    expect(found.map((line) => JSON.parse(line).at)).toMatchObject([{ line: 3, record: 2, field: 'subject_phone' }]);
    expect(found[0]).toContain('4.47701E+11');
  });

  it.each([
    [
      'a workbook with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      /Office document with a password/,
    ],
    ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), /old Excel or Word document/],
    ['a gzipped workbook', gzipSync(workbook({ sheets: { S: textRows(rows) } })), /Excel workbook \(XLSX\)/],
    ['a workbook that is cut', workbook({ sheets: { S: textRows(rows) } }).subarray(0, 3000), /cut or damaged/],
  ])('%s is one finding and exit code 3', async (_, bytes, says) => {
    writeFileSync(at('bad.xlsx'), bytes);
    const { code, out, err } = await run('check', 'bad.xlsx', '--format', 'jsonl');
    expect({ code, findings: out.trimEnd().split('\n').length }).toEqual({ code: 3, findings: 1 });
    expect(err.split('\n')[0]).toMatch(says);
  });

  it('can be the new export of a recheck and the batch of an impact, and is refused by fix in one line', async () => {
    writeFileSync(at('list.csv'), (await run('check', 'batch.csv', '--format', 'csv')).bytes);
    const again = await run('recheck', 'list.csv', 'batch.xlsx', '--sheet', 'Records', '--json');
    expect({ code: again.code, err: again.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(again.out).counts).toMatchObject({ fixed: 0, 'newly-broken': 0 });
    const refused = await run('fix', 'batch.xlsx', '--out', 'fixed.xlsx');
    expect(refused).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^pnd-lint: batch\.xlsx: a workbook can't be corrected.*CSV.*\n$/),
    });
    expect(readdirSync(cwd).filter((name) => name.startsWith('fixed'))).toEqual([]);
  });

  it('can be the sample that init proposes a map from', async () => {
    const host = fakeHost();
    writeFileSync(join(host.cwd, 'sample.xlsx'), workbook({ sheets: { Records: textRows(rows.slice(0, 3)) } }));
    expect(await main(['init', '--sample', 'sample.xlsx'], host), host.stderrText()).toBe(0);
    const { columns } = JSON.parse(readFileSync(join(host.cwd, 'pnd-lint.map.json'), 'utf8'));
    expect(Object.keys(columns)).toEqual(rows[0]);
  });

  const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));
  it.skipIf(office === undefined)(
    'made by LibreOffice, with its dates and numbers, gives the findings of the CSV it saves',
    async () => {
      const own = [
        ['urn', 'agency', 'reported_on', 'officer', 'age'],
        ...['25/12/2025', '04/03/2026', '31/01/2026'].map((day, n) => [`KNT-25-${n}`, 'kent', day, '4521', '44']),
      ];
      writeFileSync(at('dates.csv'), own.map((cells) => cells.join(',')).join('\n'));
      const convert = (...args: string[]) =>
        execFileSync(office!, ['--headless', `-env:UserInstallation=file://${cwd}/office`, '--convert-to', ...args, '--outdir', cwd], {
          stdio: 'ignore',
        });
      convert('xlsx:Calc MS Excel 2007 XML', at('dates.csv'), '--infilter=CSV:44,34,76,1,3/4,0,false,true,false');
      const seen = await run('check', 'dates.xlsx', '--format', 'jsonl');
      const csv = await run('check', 'dates.csv', '--format', 'jsonl');
      expect(readFileSync(at('dates.xlsx')).subarray(0, 2).toString()).toBe('PK');
      expect(seen.out).toBe(csv.out.replaceAll('dates.csv', 'dates.xlsx'));
    },
    120_000,
  );
});
