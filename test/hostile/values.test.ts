import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import * as api from '../../src/index.ts';
import { fakeHost } from '../cli/fake-host.ts';
import { lintFiles, oicPack } from '../whole-runs/run.ts';
import { PACK, STEERING } from './examine.ts';
import { cells, HEADINGS, lineOf } from './written.ts';

const FORMATS = ['table', 'json', 'jsonl', 'csv', 'sarif', 'junit', 'openmetrics'] as const;

/** Starts that a spreadsheet takes for a formula, as the first characters of a value. */
const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  ' =1',
  '"=1',
  "'=1",
  '\u00a0=1',
  "=cmd|'/C calc'!A0",
  '=HYPERLINK("http://x","y")',
  '\u200b=1',
  '\ufeff=1',
  '\u0000=1',
  ';=1',
];

/** What must never reach a terminal, log, report or file name as it is. */
const ATTACKS = {
  'an ANSI colour': '\u001b[31mred',
  'an OSC title': '\u001b]0;title\u0007',
  'an OSC link': '\u001b]8;;http://x\u001b\\click\u001b]8;;\u001b\\',
  'an answer-back': '\u001b[c\u0005',
  'a C1 control': '\u009b31m\u0090x\u009c',
  'a delete': 'a\u007fb',
  'a backspace and a return': 'a\bb\rc',
  'a direction override': '\u202eabc\u202c',
  'an isolate': '\u2066abc\u2069',
  'a line separator': 'a\u2028b\u2029c',
  'a zero-width joiner': 'a\u200db\u200b',
  'a byte order mark': 'a\ufeffb',
  'a lone surrogate by replacement': 'a\ufffdb',
  'tags and scripts': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a closing attribute': '"><svg/onload=alert(1)>\'',
} as const;
const ATTACK = Object.values(ATTACKS).join(' ');

interface Written {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly out: ReadonlyMap<string, string>;
}

/** Everything that `check` writes of one file with the pack for hostile files, values shown. */
async function written(content: string, file: string, words: readonly string[] = []): Promise<Written> {
  const host = fakeHost();
  writeFileSync(join(host.cwd, file), content);
  const fixed = ['--pack', PACK, '--values', 'show', '--as-of', '2026-06-30', '--jobs', '1', '--out', 'out', '--log', 'log.jsonl'];
  const code = await main(['check', file, ...fixed, ...words], host, async () => api);
  const files = readdirSync(host.cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== file);
  const out = new Map(
    files.map((entry) => [
      join(entry.parentPath, entry.name).slice(host.cwd.length + 1),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
  );
  return { code, stdout: host.stdoutText(), stderr: host.stderrText(), out };
}

/** A table in which each value stands in every column of its own record, and in a heading. */
function everywhere(...values: readonly string[]): string {
  const rows = values.flatMap((value, n) =>
    HEADINGS.map((heading, index) => lineOf(cells(1 + (index % 6), { urn: `U-${n}-${index}`, [heading]: value }))),
  );
  return `${lineOf([...HEADINGS, ...values])}\n${rows.map((row) => row + ',x'.repeat(values.length)).join('\n')}\n`;
}

const cellsOf = (csv: string): string[] => (parse(csv.replace(/^\ufeff/, ''), { relax_column_count: false }) as string[][]).flat();
const FORMULA = /^[\s"'\u200b\ufeff\u0000]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

describe('values that attack', () => {
  test('a formula is inert in every CSV, wherever it stands', async () => {
    const { out, stdout } = await written(everywhere(...FORMULAS), 'batch.csv', ['--format', 'csv']);
    const tables = [stdout, ...[...out].flatMap(([name, text]) => (name.endsWith('.csv') ? [text] : []))];
    expect(tables.length).toBeGreaterThan(2);
    for (const table of tables) expect(cellsOf(table).filter((cell) => FORMULA.test(cell) && !cell.startsWith("'"))).toEqual([]);
    for (const value of FORMULAS) expect(tables.some((table) => table.includes(value.trim().slice(-2)))).toBe(true);
  });

  test.each(FORMATS)('nothing that steers a terminal reaches it, in values, headings, agencies, units and systems: %s', async (format) => {
    const { stdout, stderr } = await written(everywhere(...Object.values(ATTACKS), ATTACK), 'batch.csv', ['--format', format]);
    const text = stdout.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
    expect(format === 'csv' ? text.replaceAll('\r', '') : text).not.toMatch(STEERING);
    expect(stderr).not.toMatch(STEERING);
  });

  test('nor any file of the output, nor the log', async () => {
    const { out } = await written(everywhere(ATTACK), 'batch.csv');
    for (const [name, text] of out) {
      const shown = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
      expect(name.endsWith('.csv') ? shown.replaceAll('\r', '') : shown, name).not.toMatch(STEERING);
      expect(name).not.toMatch(STEERING);
    }
  });

  test("in the report they are text, under a policy that runs nothing but the page's own script, told by its hash", async () => {
    const { out } = await written(everywhere(ATTACK), 'batch.csv');
    const html = out.get('out/report.html')!;
    const own = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    const digest = createHash('sha256').update(own[1]!).digest('base64');
    expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", `script-src 'sha256-${digest}'`]));
    expect(html.replace(own[0], '')).not.toMatch(/<script|<img|<svg\/|onerror=alert\(1\)>|javascript:/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('in the names of files they steer nothing', async () => {
    const name = '\u001b[31m=cmd\u202e<b>\u2028.csv';
    const { out, stdout, stderr } = await written(`${lineOf(HEADINGS)}\n${lineOf(cells(1, { area: 'nonsense' }))}\n`, name);
    expect(stdout + stderr).not.toMatch(STEERING);
    expect(stdout).toContain('\\u{1b}[31m=cmd');
    for (const [file, text] of out) expect(text.replace(/^\ufeff/, '').replaceAll('\r\n', ''), file).not.toMatch(STEERING);
    expect(out.get('out/report.html')).not.toContain('<b>');
    for (const [file, text] of out)
      if (file.endsWith('.csv')) expect(cellsOf(text).filter((cell) => FORMULA.test(cell) && !cell.startsWith("'"))).toEqual([]);
  });

  test('in the words of a missing file, an option or a code list they steer nothing', async () => {
    for (const words of [
      [`no${ATTACKS['an OSC title']}.csv`],
      ['x', '--map', ATTACK],
      ['x', '--codelist', `${ATTACK}=y`],
      ['x', '--set', `${ATTACK}=y`],
      ['x', '--pack', `./${ATTACK}`],
      ['x', '--delimiter', ATTACK],
    ]) {
      const host = fakeHost();
      const code = await main(['check', ...words], host, async () => api);
      expect([2, 3]).toContain(code);
      expect(host.stderrText()).not.toMatch(STEERING);
    }
  });

  test('long values of one kind of character take no more than linear time by any shipped rule', async () => {
    const pack = oicPack();
    const names = pack.fields.map((field) => field.name);
    const ends = [
      ['1', ' x'],
      ['a', '!'],
      [' ', '.x'],
      ['.', ' '],
      ['a.', '@ '],
      ['A1', '\n'],
      ['-', '1'],
      ['1.', 'x E'],
      ["'", '1'],
      ['Mr ', ''],
      ['é', '\u200b'],
    ] as const;
    const rows = ends.map(([piece, end]) => names.map(() => `"${piece.repeat(20_000 / piece.length)}${end}"`).join(','));
    const { run } = await lintFiles({ 'batch.csv': `${names.join(',')}\n${rows.join('\n')}\n` });
    expect([run.complete, run.totals.records, run.totals.ready]).toEqual([true, ends.length, 0]);
  });
});

describe('agencies with dangerous names', () => {
  const NAMES = [
    '../../x',
    'CON',
    '__proto__',
    'constructor',
    'a/b',
    '.',
    'nul.csv',
    'x'.repeat(300),
    'Kent',
    'KENT',
    ATTACKS['an OSC title'].replace(/[\u0007;]/g, ''),
    '東京',
  ];
  const HEADER = 'code,label,valid_from,valid_to,replaced_by,aliases\n';
  const batch = (): string =>
    `${lineOf(HEADINGS)}\n${NAMES.map((agency, n) => lineOf(cells(1, { agency, urn: `U-${n}`, area: 'nonsense' }))).join('\n')}\n`;

  test('that the list has get a safe file and a scorecard each, inside the folder', async () => {
    const host = fakeHost();
    writeFileSync(join(host.cwd, 'batch.csv'), batch());
    writeFileSync(
      join(host.cwd, 'agencies.csv'),
      HEADER + NAMES.map((name) => `"${name}",${name.startsWith('\u001b') ? 'x' : `"Label of ${name.slice(0, 20)}"`},,,,`).join('\n'),
    );
    const words = ['--codelist', 'agencies=agencies.csv', '--out', 'deep/out', '--as-of', '2026-06-30', '--jobs', '1'];
    expect(await main(['check', 'batch.csv', '--pack', PACK, ...words], host, async () => api)).toBe(1);
    const files = readdirSync(host.cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const outside = files.filter((entry) => !entry.parentPath.includes('deep/out')).map((entry) => entry.name);
    expect(outside.sort()).toEqual(['agencies.csv', 'batch.csv']);
    for (const folder of ['scorecards', 'fix-lists']) {
      const names = readdirSync(join(host.cwd, 'deep/out', folder));
      expect(names).toHaveLength(NAMES.length);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(NAMES.length);
      for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]{0,60}\.(json|csv)$/i);
      for (const name of names) expect(name).not.toMatch(/^(con|nul|prn|aux)\./i);
    }
    const cards = JSON.parse(readFileSync(join(host.cwd, 'deep/out/scorecards.json'), 'utf8')).agencies as {
      agency: string;
      records: number;
    }[];
    expect(cards.map(({ agency }) => agency).sort()).toEqual([...NAMES].sort());
    expect(cards.every(({ records }) => records === 1)).toBe(true);
  });

  test('that no list has share the scorecard of unknown agencies, and each is a finding', async () => {
    const host = fakeHost();
    writeFileSync(join(host.cwd, 'batch.csv'), batch());
    expect(
      await main(['check', 'batch.csv', '--pack', PACK, '--out', 'out', '--as-of', '2026-06-30', '--jobs', '1'], host, async () => api),
    ).toBe(1);
    expect(readdirSync(join(host.cwd, 'out/scorecards')).sort()).toEqual([
      'kent.json',
      expect.stringMatching(/^unknown-agency-[0-9a-f]{8}\.json$/),
    ]);
    const unknown = readFileSync(join(host.cwd, 'out/findings.jsonl'), 'utf8')
      .split('\n')
      .filter((text) => text.includes('"hostile/unknown-agency"'));
    expect(unknown).toHaveLength(NAMES.length - 2);
  });
});
