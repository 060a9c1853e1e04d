import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../cli/fake-host.ts';
import { loadApi, PACK, STEERING } from './examine.ts';
import { CLEAN, table } from './written.ts';

const cwd = mkdtempSync(join(tmpdir(), 'pnd-lint-given-'));
afterAll(() => rmSync(cwd, { recursive: true }));
const at = (name: string): string => join(cwd, name);

const run = async (...words: readonly string[]) => {
  const host = fakeHost({ cwd });
  const code = await main(words, host, words.includes(PACK) ? loadApi : undefined);
  return { code, stdout: host.stdoutText(), stderr: host.stderrText() };
};

const PACKED = ['--pack', PACK];
const CHECK = ['check', 'batch.csv', ...PACKED, '--as-of', '2026-06-30', '--quiet', '--fail-on', 'never', '--jobs', '1'];

/** Outputs of every kind that a command takes back. */
async function makeOutputs(): Promise<void> {
  writeFileSync(at('batch.csv'), table(CLEAN.map((_, index) => index + 1)).bytes);
  const made = [
    await run(...CHECK, '--out', 'out', '--state'),
    await run('fix', 'batch.csv', ...PACKED, '--out', 'fixed.csv'),
    await run('dip-sample', 'out', ...PACKED, '--n', '4', '--seed', '1', '--out', 'answers.csv'),
    await run('history', 'add', 'out', '--history', 'history'),
  ];
  expect(made.map(({ code, stderr }) => [code, stderr])).toEqual(made.map(() => [0, expect.not.stringContaining('pnd-lint')]));
}

/** A secret stands where a parser would quote what it can't read. */
const GARBAGE: Readonly<Record<string, string | Buffer>> = {
  'nothing.x': '',
  'blank.x': '\n\n',
  'list.x': '[]',
  'object.x': '{"canary":"SECRET"}',
  'null.x': 'null',
  'text.x': '"SECRET\u001b[31m\u202e"',
  'cut.x': '{"schemaVersion":1,\n"asOf":"SECRET',
  'deep.x': '['.repeat(200_000),
  'zeros.x': Buffer.alloc(5000),
  'noise.x': Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * n * 31 + n * 7) % 256)),
  'packed.x': gzipSync('SECRET'),
  'table.x': 'urn,narrative\nSECRET,"SECRET\n',
  'lines.x': '{"canary":"SECRET"}\n{"canary":"SECRET"}\n',
  'wide.x': Buffer.from('\uFEFF{"canary":"SECRET"}', 'utf16le'),
  'prototype.x': '{"__proto__":{"schemaVersion":1},"constructor":"SECRET"}',
  'bare-run.x': JSON.stringify({
    ...{ schemaVersion: 1, complete: true, asOf: '2026-06-30', options: {}, packs: [{}], codelists: [], inputs: [null], references: [] },
    ...{ rules: [], scorecards: { nation: {}, agencies: [null], regions: [] }, totals: { findings: {} }, marking: 5 },
  }),
};

interface Taker {
  readonly words: (file: string) => readonly string[];
  /** 2: the wrong file was named, and nothing was read. 3: it is an input of the command. */
  readonly exit: 2 | 3;
  /** What the line says besides the name of the file. */
  readonly says: RegExp;
  /** Garbage that is sound here. */
  readonly sound?: readonly string[];
}

const RUN = /(is not JSON \(line \d+, column \d+\)|is no run\.json|is larger than|can't be read|is not there|has no run\.json).*: ?.*give /;
const TAKERS: Readonly<Record<string, Taker>> = {
  '--previous': {
    words: (file) => [...CHECK, '--previous', file],
    exit: 2,
    says: /(run\.json|that) of an earlier check|other packs/,
  },
  '--history': { words: (file) => [...CHECK, '--history', file], exit: 2, says: /give a file that history add has made/ },
  '--waivers': { words: (file) => [...CHECK, '--waivers', file], exit: 2, says: /line \d+, column \d+|\$|UTF-8|waiver file/ },
  '--baseline': { words: (file) => [...CHECK, '--baseline', file], exit: 2, says: /findings\.jsonl of an earlier/, sound: ['nothing.x'] },
  '--agencies-expected': {
    words: (file) => ['check', 'batch.csv', '--quiet', '--agencies-expected', file],
    exit: 2,
    says: /expected a CSV or JSON Lines file with the column agency/,
  },
  '--log': { words: (file) => [...CHECK, '--log', file], exit: 2, says: /--log .* give a new file, or such a log/, sound: ['nothing.x'] },
  'fix --undo': { words: (file) => ['fix', '--undo', file], exit: 3, says: /journal.*; give the|give the file that fix wrote/ },
  'fix --verify': { words: (file) => ['fix', '--verify', file], exit: 3, says: /journal.*; give the|give the file that fix wrote/ },
  'dip-sample score': { words: (file) => ['dip-sample', 'score', file], exit: 2, says: /give a list that dip-sample made/ },
  'dip-sample': { words: (file) => ['dip-sample', file, ...PACKED], exit: 2, says: RUN },
  merge: { words: (file) => ['merge', 'out', file, '--out', 'merged'], exit: 2, says: RUN },
  compare: { words: (file) => ['compare', 'out', file], exit: 2, says: RUN },
  'history add': { words: (file) => ['history', 'add', file, '--history', 'other'], exit: 2, says: RUN },
  dashboard: { words: (file) => ['dashboard', file, '--out', 'pages'], exit: 2, says: RUN },
  verify: { words: (file) => ['verify', file, 'batch.csv'], exit: 2, says: RUN },
  recheck: { words: (file) => ['recheck', file, 'batch.csv'], exit: 2, says: /expected the columns of a fix list|give the fix list/ },
};

/** Ends with the code and one line that names the file, quotes nothing of it and says what to do; or with all problems of the file. */
function expectRefused({ code, stdout, stderr }: Awaited<ReturnType<typeof run>>, file: string, { exit, says }: Taker): void {
  expect({ code, stdout, stderr }).toMatchObject({ code: exit, stdout: '', stderr: expect.stringMatching(says) });
  const [first, ...others] = stderr.trimEnd().split('\n');
  expect(first).toMatch(/^pnd-lint: /);
  expect(stderr).toContain(file);
  if (!/^pnd-lint: \d+ problems/.test(first!)) expect(others).toEqual([]);
  expect(stderr).not.toMatch(/SECRET|fault of the program/);
  expect(stderr.replaceAll('\n', '')).not.toMatch(STEERING);
}

describe('garbage', () => {
  it('stands ready, with outputs of every kind', makeOutputs);

  it.each(Object.entries(TAKERS))('in the place of what %s takes is said in one line that quotes nothing of it', async (_, taker) => {
    for (const [file, content] of Object.entries(GARBAGE)) {
      writeFileSync(at(file), content);
      if (taker.sound?.includes(file)) continue;
      expectRefused(await run(...taker.words(file)), file, taker);
      expect(readFileSync(at(file)).equals(Buffer.from(content)), `${file} is as it was`).toBe(true);
    }
  });

  it('that never ends is read no further than a file of its kind may be long', async () => {
    for (const [name, taker] of Object.entries(TAKERS)) {
      if (['--log', '--agencies-expected', '--history'].includes(name)) continue;
      symlinkSync('/dev/zero', at('endless.x'));
      const { code, stderr } = await run(...taker.words('endless.x'));
      rmSync(at('endless.x'));
      expect({ name, code, stderr }).toMatchObject({ code: taker.exit, stderr: expect.stringMatching(/^pnd-lint: .*endless\.x.*\n$/) });
    }
  }, 60_000);

  it('is a folder, where a file is asked for, or is not there', async () => {
    mkdirSync(at('folder.x'), { recursive: true });
    for (const [name, taker] of Object.entries(TAKERS)) {
      const { code, stderr } = await run(...taker.words('folder.x'));
      expect({ name, code, stderr }).toMatchObject({
        code: expect.any(Number),
        stderr: expect.stringMatching(/^pnd-lint: .*folder\.x.*\n$/),
      });
      expect([2, 3]).toContain(code);
      if (['--log', '--history'].includes(name)) continue;
      const missing = await run(...taker.words('missing.x'));
      expect({ name, ...missing }).toMatchObject({ code: taker.exit, stderr: expect.stringMatching(/^pnd-lint: .*missing\.x.*\n$/) });
    }
  });

  it('in the place of a list of agencies is not taken for an empty list, and an empty table is', async () => {
    const check = (file: string, content: string) => {
      writeFileSync(at(file), content);
      return run('check', 'batch.csv', '--quiet', '--fail-on', 'never', '--agencies-expected', file);
    };
    for (const [file, content] of [
      ['none.json', '[]'],
      ['none.json', ' [ ]\n'],
      ['none.csv', ''],
      ['none.csv', '\n\n'],
    ] as const)
      expect((await check(file, content)).code).toBe(2);
    expect((await check('none.json', '[]')).stderr).toMatch(
      /--agencies-expected none\.json: it has no records, .* give a CSV file of column names alone; expected/,
    );
    expect((await check('none.csv', 'agency\n')).code).toBe(0);
  });
});

describe('outputs that were spoiled', () => {
  /** A copy of what a check wrote, spoiled; then what a command says of it. */
  const spoiled = async (spoil: (folder: string) => void, ...words: string[]) => {
    rmSync(at('spoiled'), { recursive: true, force: true });
    cpSync(at('out'), at('spoiled'), { recursive: true });
    spoil(at('spoiled'));
    return run(...words);
  };
  const change = (file: string, from: string, to: string) => (folder: string) =>
    writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to));
  const cut = (file: string) => (folder: string) => truncateSync(join(folder, file), readFileSync(join(folder, file)).length - 9);
  const MERGE = ['merge', 'spoiled', '--out', 'merged', ...PACKED];

  it.each<[string, (folder: string) => void, RegExp]>([
    [
      'counts that were changed',
      change('state/counts.json', '"records":1', '"records":2'),
      /the state\/counts\.json of spoiled was changed/,
    ],
    ['counts that were cut', cut('state/counts.json'), /the state\/counts\.json of spoiled is none that pnd-lint wrote, or is cut/],
    ['keys that were cut', cut('state/keys-1'), /spoiled: state\/keys-1 is missing or was changed/],
    ['keys that are gone', (folder) => rmSync(join(folder, 'state/keys-1')), /spoiled: state\/keys-1 is missing or was changed/],
    [
      'keys that are a folder',
      (folder) => {
        rmSync(join(folder, 'state/keys-1'));
        mkdirSync(join(folder, 'state/keys-1'));
      },
      /spoiled: state\/keys-1 is missing or was changed/,
    ],
    [
      'keys that were overwritten',
      (folder) => {
        const bytes = readFileSync(join(folder, 'state/keys-1'));
        writeFileSync(join(folder, 'state/keys-1'), Buffer.alloc(bytes.length, 0xff));
      },
      /spoiled: state\/keys-1 is missing or was changed/,
    ],
    [
      'keys of which one bit was changed',
      (folder) => {
        const bytes = readFileSync(join(folder, 'state/keys-1'));
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(join(folder, 'state/keys-1'), bytes);
      },
      /spoiled: state\/keys-1 is missing or was changed/,
    ],
    [
      'the counts of another run',
      (folder) => {
        const other = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
        other.totals.records++;
        writeFileSync(join(folder, 'run.json'), JSON.stringify(other));
      },
      /spoiled: its counts\.json has \d+ records and its run\.json \d+: they are not of the same run/,
    ],
    [
      'a count that is text',
      change('run.json', '"records":', '"records":"many","was":'),
      /is no run\.json \(\$[\w.[\]]+: found "many"; expected/,
    ],
  ])('are refused by merge: %s', async (_, spoil, says) => {
    const { code, stderr } = await spoiled(spoil, ...MERGE);
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(stderr).toMatch(/^pnd-lint: .*: .*(check|give) .*\n$/);
  });

  it('are merged when they are whole, and so are the merged ones', async () => {
    expect(await spoiled(() => {}, ...MERGE, '--state')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('merge', 'merged', '--out', 'again', ...PACKED)).toMatchObject({ code: 0, stderr: '' });
  });

  it('are findings of another run, or cut in a line', async () => {
    const half = await spoiled(cut('findings.jsonl'), 'compare', 'out', 'spoiled');
    expect(half).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^pnd-lint: spoiled: findings\.jsonl: line \d+ is no finding: .*\n$/),
    });
    const sampled = await run('dip-sample', 'spoiled', ...PACKED);
    expect(sampled).toMatchObject({ code: 2, stderr: expect.stringMatching(/findings\.jsonl .* is not JSON in line \d+: give .*\n$/) });
  });

  it('are a journal that goes with other replaced bytes', async () => {
    cpSync(at('fixed.csv.undo'), at('kept'));
    for (const [content, line] of [
      ['', 1],
      ['{"undo":1,"journal":"0"}\n', 1],
      ['null\n', 1],
      [`${readFileSync(at('kept'), 'utf8')}{"change":99,"bytes":""}\n`, readFileSync(at('kept'), 'utf8').split('\n').length],
    ] as const) {
      writeFileSync(at('fixed.csv.undo'), content);
      const { code, stderr } = await run('fix', '--undo', 'fixed.csv.journal.jsonl', '--out', 'back.csv');
      expect([code, stderr]).toEqual([
        3,
        `pnd-lint: fixed.csv.undo: line ${line} does not belong to this journal; give the file that was written with it\n`,
      ]);
    }
    cpSync(at('kept'), at('fixed.csv.undo'));
    expect((await run('fix', '--undo', 'fixed.csv.journal.jsonl', '--out', 'back.csv')).code).toBe(0);
    expect(readFileSync(at('back.csv')).equals(readFileSync(at('batch.csv')))).toBe(true);
  });

  it('are a log whose last line was cut: the next line stands by itself', async () => {
    expect((await run(...CHECK, '--log', 'log')).code).toBe(0);
    truncateSync(at('log'), 40);
    expect((await run(...CHECK, '--log', 'log')).code).toBe(0);
    appendFileSync(at('log'), '');
    const lines = readFileSync(at('log'), 'utf8').trimEnd().split('\n');
    expect([lines.length, lines[0]!.length, JSON.parse(lines[1]!).verb]).toEqual([2, 40, 'check']);
  });
});
