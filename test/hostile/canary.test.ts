import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import * as api from '../../src/index.ts';
import { fakeHost } from '../cli/fake-host.ts';
import { oicPack } from '../whole-runs/run.ts';

const { fields } = oicPack();
const sensitive = fields.filter((field) => field.sensitive);

/** What no output may hold, in any case: every planted value has one of these in it. */
const CANARIES = ['zqx', '2099-11-23', '23/11/2099', '1899-11-23', 'ab987654c', '900987654'];

/** Values for sensitive field `n`: words, things that rules find fault with, dates beyond reason. */
const planted = (n: number): readonly string[] => [
  `Zqx${n}`,
  `Mr Zqx${n} (alias =Zqx), ref "zqx/${n}"`,
  `ZQX ${n} AB987654C 07700900987654 zqx@example`,
  '2099-11-23',
  '23/11/2099',
  '1899-11-23',
  `${'zqx '.repeat(60)}.`,
  `zqx${n}\u200b\u0007\u001b[31mÃ©`,
];

const GOOD: Readonly<Record<string, string>> = {
  agency: 'kent',
  source_system: 'ATLAS',
  unit: 'Hub',
  officer: '4471',
  reported_on: '2026-03-04',
  event_on: '2026-03-03',
  submitted_on: '2026-03-05',
  source_evaluation: '2',
  intelligence_assessment: 'B',
  handling_code: 'P',
  protective_marking: 'OFFICIAL',
  collection_method: 'OPEN_SOURCE',
  review_group: '1',
  crime_identifier_codes: 'PLACEHOLDER-OIC-DOCUMENTS',
  threat_area: 'DOCUMENTS',
  small_boat: 'no',
  status: 'approved',
};
const NAMES = fields.map((field) => field.name);
const KINDS = planted(0).length;

/** Record `k`: a canary in every sensitive field, and some faults in the others. */
const record = (k: number): string[] =>
  fields.map((field) => {
    if (field.sensitive) return planted(sensitive.indexOf(field))[k % KINDS]!;
    if (field.name === 'urn') return `U-${k % 20}`;
    if (k % 5 === 4 && field.name === 'handling_code') return '';
    if (k % 5 === 3 && field.name === 'threat_area') return 'NONSENSE';
    return GOOD[field.name] ?? '';
  });
const RECORDS = Array.from({ length: 24 }, (_, k) => record(k));

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const row = (cells: readonly string[]): string => cells.map(cell).join(',');
const csv = (records: readonly (readonly string[])[], header: readonly string[] = NAMES): string =>
  `${[header, ...records].map(row).join('\n')}\n`;
const object = (cells: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(NAMES.map((name, column) => [name, cells[column]]));
const json = (values: readonly unknown[]): string => `${values.map((value) => JSON.stringify(value)).join('\n')}\n`;
const broken = (change: (line: string, index: number) => string): string =>
  `${[row(NAMES), ...RECORDS.map((cells, index) => change(row(cells), index))].join('\n')}\n`;
const index = (name: string): number => NAMES.indexOf(name);

/** A row one cell to the left or right from some column on, and back in step behind another. */
const shifted = (cells: readonly string[], from: number, to: number): string[] => {
  const out = [...cells];
  const [lost] = out.splice(from, 1);
  out.splice(to, 0, '');
  out[from] = `${lost} ${out[from]}`;
  return out;
};
const pushed = (cells: readonly string[], from: number, to: number): string[] => {
  const out = [...cells];
  out.splice(from, 0, 'Zqx');
  const [lost] = out.splice(to, 1);
  out[to - 1] += ` ${lost}`;
  return out;
};

const FILES: readonly (readonly [string, string, string | Uint8Array])[] = [
  ['a sound table', 'batch.csv', csv(RECORDS)],
  ['the same twice, in Windows-1252, packed', 'batch.csv.gz', gzipSync(Buffer.from(csv([...RECORDS, ...RECORDS]), 'latin1'))],
  ['JSON Lines', 'batch.jsonl', json(RECORDS.map(object))],
  ['rows with a cell too few', 'batch.csv', csv(RECORDS.map((cells, k) => cells.toSpliced((k * 7) % cells.length, 1)))],
  ['rows with a cell too many', 'batch.csv', csv(RECORDS.map((cells, k) => cells.toSpliced((k * 7) % cells.length, 0, 'Zqx')))],
  [
    'rows one cell to the left from some column on',
    'batch.csv',
    csv(RECORDS.flatMap((cells) => [0, 1, 5, 10].map((from) => shifted(cells, from, cells.length - 1)))),
  ],
  [
    'rows one cell to the right from some column on',
    'batch.csv',
    csv(RECORDS.flatMap((cells) => [0, 1, 5, 7].map((from) => pushed(cells, from, cells.length)))),
  ],
  [
    'rows shifted between two columns of persons',
    'batch.csv',
    csv(RECORDS.map((cells) => shifted(cells, index('collection_method'), index('modus_operandi')))),
  ],
  ['stray quotes', 'batch.csv', broken((line, k) => line.replace(/Zqx|zqx/, (found) => (k % 2 === 0 ? `"${found}` : `${found}"`)))],
  ['quotes that were not doubled', 'batch.csv', broken((line) => line.replaceAll('""', '"'))],
  ['quotes that were lost', 'batch.csv', broken((line) => line.replaceAll('"', ''))],
  ['a lone quote at the end of each row', 'batch.csv', broken((line) => `${line}"`)],
  ['a file cut inside quotes', 'batch.csv', `${csv(RECORDS).slice(0, -30)},"zqx, and`],
  [
    'bytes that are no text',
    'batch.csv',
    Buffer.from(`${csv(RECORDS).replaceAll('Zqx', 'Zqx\u0001').replace('narrative', 'narrative\u0001')}é`).map((byte) =>
      byte === 1 ? 0xff : byte,
    ),
  ],
  ['NULs', 'batch.csv', csv(RECORDS).replaceAll('Zqx', 'Zqx\0')],
  [
    'headings with slips',
    'batch.csv',
    csv(
      RECORDS,
      NAMES.map((name) => (name.length > 8 ? name.slice(0, -1) : name)),
    ),
  ],
  [
    'headings that are not known',
    'batch.csv',
    csv(
      RECORDS,
      NAMES.map((name, column) => (fields[column]!.sensitive ? `thing ${column}` : name)),
    ),
  ],
  [
    'no heading that is known',
    'batch.csv',
    csv(
      RECORDS,
      NAMES.map((_, column) => `thing ${'x'.repeat(column)}`),
    ),
  ],
  [
    'no headings, and a first row without digits',
    'batch.csv',
    csv([['Zqx', 'Jane Zqx', 'zqx street'], ...RECORDS.slice(0, 3)], ['Zqxa', 'Jane Zqxb', 'zqx lane']),
  ],
  ['no headings', 'batch.csv', `${RECORDS.map(row).join('\n')}\n`],
  ['words before the headings and after the rows', 'batch.csv', `Report on Zqx\nby "zqx, and\n${csv(RECORDS)}Total for Zqx: 5\n`],
  [
    'a second table with the columns turned round',
    'batch.csv',
    csv(RECORDS) +
      csv(
        RECORDS.map((cells) => cells.toReversed()),
        NAMES.toReversed(),
      ),
  ],
  ['a delimiter that is another', 'batch.csv', broken((line, k) => (k > 5 ? line.replaceAll(',', ';') : line))],
  [
    'JSON nested where values should stand',
    'batch.jsonl',
    json(RECORDS.map((cells, k) => ({ ...object(cells), [NAMES[k % NAMES.length]!]: { name: 'Zqx', list: ['zqx'] } }))),
  ],
  [
    'JSON in which every value is nested',
    'batch.jsonl',
    json(RECORDS.map((cells) => Object.fromEntries(NAMES.map((name, column) => [name, { value: cells[column] }])))),
  ],
  [
    'JSON lists of lists',
    'batch.jsonl',
    json(RECORDS.map((cells) => Object.fromEntries(NAMES.map((name, column) => [name, [[cells[column], 'zqx']]])))),
  ],
  [
    'JSON with keys that stand twice',
    'batch.jsonl',
    RECORDS.map((cells) => `${JSON.stringify(object(cells)).slice(0, -1)},"unit":{"zqx":1},"subject_surname":"Zqx"}`).join('\n'),
  ],
  [
    'JSON with values for keys',
    'batch.jsonl',
    json(RECORDS.map((cells) => ({ ...object(cells), 'zqx@example.org': 1, AB987654C: 2, '07700 900987654': {} }))),
  ],
  [
    'JSON lines that are broken',
    'batch.jsonl',
    `${JSON.stringify(object(RECORDS[0]!))}\n${RECORDS.map((cells) => JSON.stringify(object(cells)).slice(3, -9)).join('\n')}`,
  ],
  ['JSON that ends inside', 'batch.json', JSON.stringify(RECORDS.map(object)).slice(0, -40)],
  ['a web page', 'batch.csv', '<html><body>Zqx</body></html>'],
];

/** Every byte that a run writes: its files, its log, what it says. */
async function everythingOf(
  file: string,
  content: string | Uint8Array,
  words: readonly string[],
): Promise<{ code: number; written: Map<string, string> }> {
  const host = fakeHost();
  writeFileSync(join(host.cwd, file), content);
  const fixed = [
    '--as-of',
    '2026-06-30',
    '--jobs',
    '1',
    '--out',
    'out',
    '--log',
    'log.jsonl',
    '--debug',
    '--set',
    'narrative=Zqx constant',
  ];
  const code = await main(['check', file, ...fixed, ...words], host, async () => ({ ...api, loadPack: () => oicPack() }));
  const written = new Map([
    ['standard output', host.stdoutText()],
    ['standard error', host.stderrText()],
  ]);
  for (const entry of readdirSync(host.cwd, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(host.cwd.length + 1);
    written.set(`name of ${path}`, path);
    if (entry.isFile() && path !== file) written.set(path, readFileSync(join(host.cwd, path), 'utf8'));
  }
  return { code, written };
}

/** Where a canary got out, with what stands around it. */
function leaks(written: ReadonlyMap<string, string>): string[] {
  return [...written].flatMap(([name, text]) => {
    // The name of the test's own folder is random, and may hold anything.
    const lower = text.replace(/pnd-lint-test-\w+/g, '').toLowerCase();
    return CANARIES.flatMap((canary) => {
      const at = lower.indexOf(canary);
      return at === -1 ? [] : [`${name}: ${text.slice(Math.max(0, at - 120), at + 40).replace(/\s+/g, ' ')}`];
    });
  });
}

describe('personal values', () => {
  test('are planted in every sensitive field, the narrative among them', () => {
    expect(sensitive.length).toBeGreaterThan(15);
    expect(sensitive.some((field) => field.role === 'narrative')).toBe(true);
    for (const n of sensitive.keys())
      for (const value of planted(n)) expect(CANARIES.some((canary) => value.toLowerCase().includes(canary))).toBe(true);
  });

  test('show when they are asked for: the canaries are alive', async () => {
    const { written } = await everythingOf('batch.csv', csv(RECORDS), ['--values', 'show', '--format', 'jsonl']);
    const out = [...leaks(written)].map((leak) => leak.split(':')[0]);
    for (const name of ['out/findings.jsonl', 'out/fix-list.csv', 'out/report.html', 'standard output']) expect(out).toContain(name);
  });

  const formats = ['table', 'json', 'jsonl', 'csv', 'sarif', 'junit', 'openmetrics'];
  test.each(FILES)('get out by no byte of any output: %s', async (_, file, content) => {
    const format = formats[FILES.findIndex((one) => one[2] === content) % formats.length]!;
    const { code, written } = await everythingOf(file, content, ['--format', format]);
    expect(leaks(written)).toEqual([]);
    expect([1, 3]).toContain(code);
    expect(written.get('out/run.json')?.length).toBeGreaterThan(1000);
  });

  test.each(formats)('get out by no format: %s', async (format) => {
    const { written } = await everythingOf('batch.csv', csv(RECORDS), ['--format', format]);
    expect(leaks(written)).toEqual([]);
  });

  test('are not there when no values are asked for at all', async () => {
    const { written } = await everythingOf('batch.jsonl', json(RECORDS.map(object)), ['--values', 'none']);
    expect(leaks(written)).toEqual([]);
  });
});
