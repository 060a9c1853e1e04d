import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { makePrivateFolder } from '../../src/cli/private-folder.ts';
import type { LintOptions } from '../../src/lint-job.ts';
import { finding } from '../report/invented.ts';
import { FILE_FINDING, FOUND, fakeApi } from './fake-api.ts';
import { failing, fakeHost, temporaryFolder } from './fake-host.ts';

const CLEAN = { totals: { records: 10, ready: 10, findings: { error: 0, warning: 0, info: 0, waived: 0 } } };
const WARNED = { totals: { records: 10, ready: 10, findings: { error: 0, warning: 2, info: 1, waived: 0 } } };

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The options that lint is given when these words are typed. */
async function optionsOf(args: readonly string[], config?: object): Promise<LintOptions> {
  const host = fakeHost();
  if (config !== undefined) writeFileSync(join(host.cwd, 'pnd-lint.config.json'), JSON.stringify(config));
  let seen: LintOptions | undefined;
  const during = (options: LintOptions) => {
    seen = options;
  };
  await main(['check', ...args], host, fakeApi({ during }));
  if (seen === undefined) throw new Error(host.stderrText());
  return seen;
}

describe('the exit code of check', () => {
  it.each([
    ['no finding', CLEAN, [], 0],
    ['errors', {}, [], 1],
    ['warnings only', WARNED, [], 0],
    ['warnings, when they count', WARNED, ['--fail-on', 'warning'], 1],
    [
      'infos, when they count',
      { totals: { ...CLEAN.totals, findings: { error: 0, warning: 0, info: 1, waived: 0 } } },
      ['--fail-on', 'info'],
      1,
    ],
    ['errors, when nothing counts', {}, ['--fail-on', 'never'], 0],
    ['a score below the least', CLEAN, ['--min-score', '99.9'], 1],
    ['a score below the least, when nothing counts', CLEAN, ['--min-score', '99.9', '--fail-on', 'never'], 0],
    ['scores at the least', CLEAN, ['--min-score', '1'], 0],
    ['a job not done whole', { complete: false, incomplete: ['b.csv: ends inside a record'] }, [], 3],
    ['a job not done whole, when nothing counts', { complete: false, incomplete: ['b.csv: cut'] }, ['--fail-on', 'never'], 3],
  ] as const)('for %s', async (_, run, args, code) => {
    const host = fakeHost();
    expect(await main(['check', 'batch.csv', ...args], host, fakeApi({ run }))).toBe(code);
    const [reason = ''] = host.stderrText().split('\n');
    if (code === 0) expect(host.stderrText()).toBe('');
    else expect(reason).toMatch(/^pnd-lint: ./);
  });

  it('says the reason first: what was found, or what could not be done', async () => {
    const found = fakeHost();
    await main(['check', 'batch.csv'], found, fakeApi());
    expect(found.stderrText()).toBe('pnd-lint: 136 errors in 1,238,579 records\n');
    const cut = fakeHost();
    await main(
      ['check', 'batch.csv'],
      cut,
      fakeApi({ run: { complete: false, incomplete: ['b.csv: ends inside a record', 'c.csv: missing'] } }),
    );
    expect(cut.stderrText()).toBe('pnd-lint: b.csv: ends inside a record\npnd-lint: c.csv: missing\n');
  });
});

describe('the options of check', () => {
  it('have defaults', async () => {
    const options = await optionsOf(['a.csv']);
    expect(options).toMatchObject({ asOf: '2026-06-30', values: 'mask', marking: 'OFFICIAL-SENSITIVE', jobs: 1, set: {} });
    expect(options.inputs).toEqual([{ path: expect.stringMatching(/\/a\.csv$/), file: 'a.csv' }]);
    expect('encoding' in options || 'map' in options || 'onProgress' in options).toBe(false);
  });

  it('come from the config file where they are not typed', async () => {
    const config = { asOf: '2025-01-01', values: 'none', marking: 'OFFICIAL', set: { depot: 'amber', ref: '1' }, jobs: 4, delimiter: ';' };
    expect(await optionsOf(['a.csv', '--as-of', '2026-01-01', '--set', 'ref=2'], config)).toMatchObject({
      asOf: '2026-01-01',
      values: 'none',
      marking: 'OFFICIAL',
      set: { depot: 'amber', ref: '2' },
      jobs: 4,
      delimiter: ';',
    });
  });

  it('take no more than eight threads unless told to, nor more than there are descriptors for', async () => {
    const seen: number[] = [];
    const during = ({ jobs }: LintOptions) => {
      seen.push(jobs);
    };
    await main(['check', 'a.csv'], fakeHost({ cores: 64 }), fakeApi({ during }));
    await main(['check', 'a.csv', '--jobs', '12'], fakeHost({ cores: 64 }), fakeApi({ during }));
    await main(['check', 'a.csv', '--jobs', '12'], fakeHost({ cores: 64, descriptors: 70 }), fakeApi({ during }));
    await main(['check', 'a.csv'], fakeHost({ cores: 64, descriptors: 20 }), fakeApi({ during }));
    expect(seen).toEqual([8, 12, 3, 1]);
  });

  it('stand in run.json without folders, threads or values of fields that are not codes', async () => {
    const host = fakeHost();
    writeFileSync(join(host.cwd, 'list.csv'), '');
    const args = ['--set', 'secret=Jane', '--codelist', `depots=${join(host.cwd, 'list.csv')}`, '--jobs', '3', '--format', 'json'];
    await main(['check', 'a.csv', ...args], host, fakeApi());
    const { options } = JSON.parse(host.stdoutText());
    expect(options).toMatchObject({ pack: ['oic'], codelist: ['depots=list.csv'], set: ['secret=[hidden]'], asOf: '2026-06-30' });
    expect(host.stdoutText()).not.toContain(host.cwd);
    expect(host.stdoutText()).not.toContain('Jane');
    expect(Object.keys(options)).not.toContain('jobs');
  });

  it.each([
    [['--set', 'depoot=1'], 'did you mean'],
    [['--config', 'nowhere.json'], 'nowhere.json'],
    [['--map', 'nowhere'], 'nowhere'],
    [['-', '-'], 'name it once'],
    [[import.meta.filename, import.meta.filename], 'is given twice: its records would be counted twice; give each input once'],
  ])('%j are wrong: exit 2 before anything is read or written', async (args, words) => {
    const host = fakeHost();
    let read = false;
    const during = () => {
      read = true;
    };
    expect(await main(['check', 'a.csv', ...args, '--out', 'out', '--log', 'log'], host, fakeApi({ during }))).toBe(2);
    expect(host.stderrText().toLowerCase()).toContain(words);
    expect([read, readdirSync(host.cwd)]).toEqual([false, []]);
  });
});

describe('the folder of outputs', () => {
  it('holds the whole set, each file for this user alone', async () => {
    const host = fakeHost();
    expect(await main(['check', 'batch.csv', '--out', 'out', '--marking', 'OFFICIAL'], host, fakeApi())).toBe(1);
    const out = join(host.cwd, 'out');
    const unknown = everyFile(join(out, 'scorecards')).find((name) => name.startsWith('unknown-agency-')) ?? '';
    expect(everyFile(out)).toEqual(
      [
        'counts.json',
        'findings.jsonl',
        'fix-list.csv',
        'fix-lists/amber.csv',
        'fix-lists/blue.csv',
        `fix-lists/${unknown.replace('.json', '.csv')}`,
        'report.html',
        'run.json',
        'scorecards.json',
        'scorecards/amber.json',
        'scorecards/blue.json',
        `scorecards/${unknown}`,
      ].sort(),
    );
    for (const file of everyFile(out)) {
      expect(statSync(join(out, file)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(out, file), 'utf8'), file).not.toContain(host.cwd);
    }
    expect(host.stderrText().split('\n')[1]).toBe(`outputs are in ${out}`);
  });

  it('gives every agency its own findings, and faults of the file to nobody', async () => {
    const host = fakeHost();
    await main(['check', 'batch.csv', '--out', 'out'], host, fakeApi());
    const lines = (name: string) =>
      readFileSync(join(host.cwd, 'out', name), 'utf8')
        .split('\r\n')
        .slice(1, -1);
    expect(lines('fix-list.csv')).toHaveLength(FOUND.length);
    expect(lines('fix-lists/amber.csv')).toEqual([lines('fix-list.csv')[1]]);
    expect(lines('fix-lists/blue.csv')).toEqual([lines('fix-list.csv')[2]]);
    const unknown = readdirSync(join(host.cwd, 'out', 'fix-lists')).find((name) => name.startsWith('unknown-agency-'));
    expect(lines(`fix-lists/${unknown}`)).toEqual([lines('fix-list.csv')[3]]);
    const findings = readFileSync(join(host.cwd, 'out', 'findings.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(findings.map((line) => JSON.parse(line).rule)).toEqual(FOUND.map(({ rule }) => rule));
  });

  it('gives agencies with dangerous names files of their own inside it', async () => {
    const host = fakeHost();
    const names = ['../../x', 'CON', '__proto__', 'x'.repeat(300), ''];
    const findings = names.map((agency) => finding({ agency }));
    await main(['check', 'batch.csv', '--out', 'out'], host, fakeApi({ findings }));
    expect(everyFile(host.cwd).every((name) => name.startsWith('out/'))).toBe(true);
    expect(readdirSync(join(host.cwd, 'out', 'fix-lists'))).toHaveLength(names.length);
  });

  it('grows in pieces: every finding of many agencies arrives once', async () => {
    const host = fakeHost();
    const findings = Array.from({ length: 30_000 }, (_, index) => finding({ agency: `agency ${index % 300}`, urn: `U-${index}` }));
    await main(['check', 'batch.csv', '--out', 'out', '--format', 'jsonl'], host, fakeApi({ findings }));
    const folder = join(host.cwd, 'out', 'fix-lists');
    const rows = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\r\n').slice(1, -1));
    expect(new Set(rows).size).toBe(30_000);
    expect(rows).toHaveLength(30_000);
    expect(host.stdoutText().trimEnd().split('\n')).toHaveLength(30_000);
  });

  it('that can not be written is found before any data is read', async () => {
    const host = fakeHost();
    writeFileSync(join(host.cwd, 'out'), 'a file');
    let read = false;
    const during = () => {
      read = true;
    };
    expect(await main(['check', 'batch.csv', '--out', 'out'], host, fakeApi({ during }))).toBe(3);
    expect(host.stderrText()).toMatch(/^pnd-lint: can't write .*out: a file is in the way \(EEXIST\): give another name\n$/);
    expect(read).toBe(false);
  });

  it('that fails half way leaves the old set, and the screen still gets its report', async () => {
    const host = fakeHost();
    await main(['check', 'batch.csv', '--out', 'out'], host, fakeApi({ run: CLEAN }));
    const before = readFileSync(join(host.cwd, 'out', 'run.json'), 'utf8');
    const during = ({ workFolder }: LintOptions) => writeFileSync(join(workFolder, '..', 'new', 'report.html'), 'in the way');
    const second = fakeHost({ cwd: host.cwd });
    expect(await main(['check', 'batch.csv', '--out', 'out', '--format', 'json'], second, fakeApi({ during }))).toBe(3);
    expect(second.stderrText()).toMatch(/^pnd-lint: can't write .*EEXIST/);
    expect(JSON.parse(second.stdoutText()).totals.records).toBe(1_238_579);
    expect(readFileSync(join(host.cwd, 'out', 'run.json'), 'utf8')).toBe(before);
    expect(readdirSync(join(host.cwd, 'out')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('keeps the old set and no leavings when linting fails', async () => {
    const host = fakeHost();
    await main(['check', 'batch.csv', '--out', 'out'], host, fakeApi());
    const names = everyFile(host.cwd);
    const during = () => {
      throw new TypeError('Jane Doe is undefined');
    };
    const second = fakeHost({ cwd: host.cwd });
    expect(await main(['check', 'batch.csv', '--out', 'out'], second, fakeApi({ during }))).toBe(3);
    expect(everyFile(host.cwd)).toEqual(names);
    expect(second.stderrText()).toBe('pnd-lint: a fault of the program (TypeError): run again with --debug to see where\n');
    const third = fakeHost({ cwd: host.cwd });
    await main(['check', 'batch.csv', '--debug'], third, fakeApi({ during }));
    expect(third.stderrText()).toMatch(/^pnd-lint: a fault of the program: TypeError\n.*Jane Doe.*\n +at /s);
  });
});

describe('standard output', () => {
  it.each([
    ['table', /Verdict: /],
    ['json', /^\{\n {2}"\$schema"/],
    ['jsonl', /^\{.*"file\/short-line".*\}\n\{/],
    ['csv', /^\uFEFFagency,source_system/],
  ])('gets the %s format', async (format, text) => {
    const host = fakeHost();
    await main(['check', 'batch.csv', '--format', format], host, fakeApi());
    expect(host.stdoutText()).toMatch(text);
  });

  it('that is closed is no error, and the outputs are written all the same', async () => {
    const host = fakeHost({ stdout: { stream: failing('EPIPE'), isTTY: false, columns: 80 } });
    expect(await main(['check', 'batch.csv', '--out', 'out', '--fail-on', 'never'], host, fakeApi())).toBe(0);
    expect(existsSync(join(host.cwd, 'out', 'run.json'))).toBe(true);
  });

  it('that is full makes the job not whole, and the outputs are written all the same', async () => {
    const host = fakeHost({ stdout: { stream: failing('ENOSPC'), isTTY: false, columns: 80 } });
    expect(await main(['check', 'batch.csv', '--out', 'out'], host, fakeApi({ run: CLEAN }))).toBe(3);
    expect(host.stderrText()).toContain("can't write standard output: write failed (ENOSPC)");
    expect(existsSync(join(host.cwd, 'out', 'run.json'))).toBe(true);
  });

  it('shows the first findings of each rule only, and says of how many', async () => {
    const host = fakeHost();
    const findings = [FILE_FINDING, ...Array.from({ length: 50 }, () => finding())];
    await main(['check', 'batch.csv', '--max-findings', '3'], host, fakeApi({ findings }));
    expect(host.stdoutText()).toContain('shown 4 of 51');
  });
});

describe('standard input', () => {
  it('is copied to a private file, which goes when the command ends', async () => {
    const host = fakeHost({ input: 'a,b\n1,2\n' });
    const seen: unknown[] = [];
    const during = ({ inputs: [input] }: LintOptions) => {
      seen.push(input?.file, readFileSync(input?.path ?? '', 'utf8'), statSync(input?.path ?? '').mode & 0o777);
    };
    await main(['check', '-'], host, fakeApi({ during }));
    expect(seen).toEqual(['-', 'a,b\n1,2\n', 0o600]);
    expect(readdirSync(host.cwd)).toEqual([]);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s stops the run with exit %i, one line, and nothing left', async (signal, code) => {
    const host = fakeHost({ input: 'x' });
    const during = async (options: LintOptions) => {
      host.send(signal);
      options.signal?.throwIfAborted();
    };
    expect(await main(['check', '-', '--out', 'out', '--log', 'log'], host, fakeApi({ during }))).toBe(code);
    expect(host.stderrText()).toBe(`pnd-lint: stopped by ${signal}\n`);
    expect(existsSync(join(host.cwd, 'out'))).toBe(false);
    expect(JSON.parse(readFileSync(join(host.cwd, 'log'), 'utf8'))).toMatchObject({ exit: code, complete: false });
  });
});

describe('progress', () => {
  const during = ({ onProgress }: LintOptions) => onProgress?.({ bytes: 5_000_000, totalBytes: 10_000_000, records: 12_000 });

  it('is shown on a terminal and wiped before anything else is said', async () => {
    const { stderr, ...rest } = fakeHost();
    const host = fakeHost({ ...rest, stderr: { ...stderr, isTTY: true, columns: 60 } });
    const text: string[] = [];
    stderr.stream.on('pipe', () => {});
    const stream = stderr.stream;
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string, done: () => void) => {
      text.push(chunk);
      return write(chunk, done);
    }) as typeof stream.write;
    await main(['check', 'batch.csv'], host, fakeApi({ during }));
    expect(text.join('')).toMatch(/^\r50 % {2}5\.0 of 10 MB {2}12,000 records\x1b\[K\r\x1b\[Kpnd-lint: 136 errors/);
  });

  it.each([[['--quiet']], [['--no-progress']]])('is not shown with %j', async (args) => {
    let asked = true;
    const { stderr, ...rest } = fakeHost();
    const host = fakeHost({ ...rest, stderr: { ...stderr, isTTY: true } });
    const look = (options: LintOptions) => {
      asked = options.onProgress !== undefined;
    };
    await main(['check', 'batch.csv', ...args], host, fakeApi({ during: look }));
    expect(asked).toBe(false);
  });
});

describe('the log', () => {
  it('gains a line for every run: who, when, on what, with which end, and no value', async () => {
    const host = fakeHost();
    for (const args of [
      ['--set', 'depot=Secret'],
      ['--fail-on', 'never'],
    ])
      await main(['check', 'batch.csv', '--log', 'runs.jsonl', ...args], host, fakeApi());
    const text = readFileSync(join(host.cwd, 'runs.jsonl'), 'utf8');
    const [first, second] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      when: '2026-06-30T12:00:00.000Z',
      user: 'tester',
      verb: 'check',
      inputs: [{ file: 'batch.csv', sha256: '12'.repeat(32), records: 1_238_579 }],
      findings: { error: 136, warning: 9, info: 0, waived: 0 },
      exit: 1,
    });
    expect(second.exit).toBe(0);
    expect(text).not.toMatch(/Secret|RDE|U-7/);
    expect(statSync(join(host.cwd, 'runs.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('says of a run that failed that it did', async () => {
    const host = fakeHost();
    const during = () => {
      throw new Error('broken');
    };
    await main(['check', 'batch.csv', '--log', 'log'], host, fakeApi({ during }));
    expect(JSON.parse(readFileSync(join(host.cwd, 'log'), 'utf8'))).toMatchObject({
      inputs: [{ file: 'batch.csv' }],
      complete: false,
      exit: 3,
    });
  });

  it('that can not be written is found before any data is read', async () => {
    const host = fakeHost();
    mkdirSync(join(host.cwd, 'log'));
    expect(await main(['check', 'batch.csv', '--log', 'log'], host, fakeApi())).toBe(3);
    expect(host.stderrText()).toMatch(/can't write .*log: illegal operation on a directory \(EISDIR\)/);
  });

  it('that is full makes the job not whole', async () => {
    const host = fakeHost();
    expect(await main(['check', 'batch.csv', '--log', '/dev/full'], host, fakeApi({ run: CLEAN }))).toBe(3);
    expect(host.stderrText()).toContain("can't write /dev/full: no space left on device (ENOSPC)");
  });
});

describe('folders of killed runs', () => {
  it("are cleared from the temporary folder too, but never other people's", async () => {
    const temporary = temporaryFolder();
    const left = makePrivateFolder(temporary, 'pnd-lint-', fakeHost({ pid: 1, token: 'dead' }));
    writeFileSync(join(left, 'input-0'), 'urn,agency');
    for (const name of ['pnd-lint-results', 'pnd-lint-2025-1-old']) {
      mkdirSync(join(temporary, name));
      utimesSync(join(temporary, name), 0, 0);
    }
    await main(['check', 'batch.csv'], fakeHost({ temporary }), fakeApi());
    expect(readdirSync(temporary).sort()).toEqual(['pnd-lint-2025-1-old', 'pnd-lint-results']);
  });
});
