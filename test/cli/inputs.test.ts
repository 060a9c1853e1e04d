import { expect, it } from 'vitest';
import { namesOf } from '../../src/cli/inputs.ts';

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
