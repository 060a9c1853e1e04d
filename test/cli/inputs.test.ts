import { copyFileSync, linkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namesOf, refuseDoubled } from '../../src/cli/inputs.ts';
import { fakeApi } from './fake-api.ts';
import { fakeHost } from './fake-host.ts';

it.each([
  [['/data/kent/batch.csv'], '/work', ['batch.csv']],
  [['batch.csv'], '/anywhere', ['batch.csv']],
  [['../in/batch.csv', '-'], '/a/b', ['batch.csv', '-']],
  [['/data/kent/batch.csv', '/data/essex/batch.csv'], '/', ['kent/batch.csv', 'essex/batch.csv']],
  [['/data/kent/a.csv', '/data/kent/b.csv'], '/', ['a.csv', 'b.csv']],
  [['/a.csv', '/b/c.csv'], '/', ['a.csv', 'b/c.csv']],
])('inputs %j stand in outputs as %3$j, wherever they lie', (files, cwd, names) => {
  expect(namesOf(files, cwd)).toEqual(names);
});

it('a file may be named once, by whatever path; a copy of it is another file', async () => {
  const host = fakeHost();
  const api = await fakeApi()();
  writeFileSync(join(host.cwd, 'a.csv'), 'urn\n1\n');
  copyFileSync(join(host.cwd, 'a.csv'), join(host.cwd, 'copy.csv'));
  symlinkSync('a.csv', join(host.cwd, 'link.csv'));
  linkSync(join(host.cwd, 'a.csv'), join(host.cwd, 'hard.csv'));
  expect(() => refuseDoubled(['a.csv', 'copy.csv', 'missing.csv', '-'], { host, api })).not.toThrow();
  expect(() => refuseDoubled(['a.csv', 'link.csv'], { host, api })).toThrow('a.csv and link.csv are the same file');
  expect(() => refuseDoubled(['a.csv', 'hard.csv'], { host, api })).toThrow('a.csv and hard.csv are the same file');
  expect(() => refuseDoubled(['a.csv', join(host.cwd, 'a.csv')], { host, api })).toThrow('give each input once');
});

it('a file that is called - is not standard input, which may be named once too', async () => {
  const host = fakeHost();
  const api = await fakeApi()();
  writeFileSync(join(host.cwd, '-'), 'urn\n1\n');
  expect(() => refuseDoubled(['-', './-'], { host, api })).not.toThrow();
  expect(() => refuseDoubled(['-', './-', '-'], { host, api })).toThrow('standard input (-) can be read once only');
});
