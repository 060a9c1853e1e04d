import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { writeRun } from '../history/folders.ts';
import { key } from '../history/invented.ts';
import { fakeHost, temporaryFolder } from './fake-host.ts';

const AGENCIES = { amber: { records: 100, ready: 90 }, blue: { records: 50, ready: 50 } };

async function run(cwd: string, ...args: readonly string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, stdout: host.stdoutText(), stderr: host.stderrText() };
}

function twoRuns(): string {
  const cwd = temporaryFolder();
  writeRun(cwd, 'monday', '2026-06-29', { agencies: AGENCIES, findings: [key('amber', 'paint/unknown-colour', '1')] });
  writeRun(cwd, 'tuesday', '2026-06-30', { agencies: AGENCIES, findings: [key('amber', 'paint/unknown-colour', '2')] });
  return cwd;
}

describe('dashboard', () => {
  it('is made of runs, in any order: the latest is shown, all give the trend', async () => {
    const cwd = twoRuns();
    const { code, stdout } = await run(cwd, 'dashboard', 'tuesday', 'monday/run.json', '--pack', 'oic', '--out', 'pages');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^wrote 5 pages \(0\.\d MB\); open pages\/index\.html in a browser\n$/)]);
    expect(readdirSync(join(cwd, 'pages')).sort()).toEqual(['agencies', 'index.html', 'regions', 'rules']);
    const first = readFileSync(join(cwd, 'pages/index.html'), 'utf8');
    expect(first).toContain('As of 30 June 2026. 2 runs since 29 June 2026.');
    expect(first).toContain('From 93.33% on 29 June 2026 to 93.33% on 30 June 2026.');
  });

  it('is made of a history, with the ages of findings, and replaces an earlier dashboard whole', async () => {
    const cwd = twoRuns();
    await run(cwd, 'history', 'add', 'monday', 'tuesday', '--history', 'h');
    await run(cwd, 'dashboard', 'monday', '--pack', 'oic', '--out', 'pages');
    writeFileSync(join(cwd, 'pages/agencies/left.html'), '');
    expect(await run(cwd, 'dashboard', '--history', 'h', '--pack', 'oic', '--out', 'pages', '--marking', 'OFFICIAL')).toMatchObject({
      code: 0,
    });
    const first = readFileSync(join(cwd, 'pages/index.html'), 'utf8');
    expect(first).toContain('>OFFICIAL<');
    expect(first).toContain('Age of open findings');
    expect(existsSync(join(cwd, 'pages/agencies/left.html'))).toBe(false);
    expect(await run(cwd, 'dashboard', '--history', 'h', '--pack', 'oic', '--suppress', '60', '--out', 'pages')).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'pages/index.html'), 'utf8')).not.toContain('Age of open findings');
  });

  it('refuses what it can not make pages of, and folders that are not its own', async () => {
    const cwd = twoRuns();
    const refused = async (words: string, ...args: readonly string[]) => {
      const { code, stderr } = await run(cwd, 'dashboard', ...args, '--pack', 'oic');
      expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    };
    await refused('one of them, not both', '--out', 'pages');
    await refused('one of them, not both', 'monday', '--history', 'h', '--out', 'pages');
    await refused('are both as of 2026-06-29', 'monday', 'monday/run.json', '--out', 'pages');
    await refused('holds other files and no dashboard', 'monday', '--out', 'tuesday');
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(join(cwd, 'mine/notes.txt'), '');
    await refused('holds other files and no dashboard', 'monday', '--out', 'mine');
    expect(existsSync(join(cwd, 'pages'))).toBe(false);
  });
});
