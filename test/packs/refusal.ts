import { expect, it } from 'vitest';
import { change, goodFiles, load, problemsOf } from './pack-files.ts';

type Key = string | number;

/** What it is about; file and keys; the value set there (undefined: taken away); path of the problem; words of its message. */
export type Case = readonly [about: string, file: string, keys: readonly Key[], value: unknown, path: string, ...message: string[]];

/** Tests that the good files, spoilt as each case says, are refused with a problem at that place in those words. */
export function refuses(cases: readonly Case[]): void {
  it('and the good one that all cases start from is taken', () => {
    expect(problemsOf(() => load(goodFiles()))).toEqual([]);
  });

  it.each(cases.map((one) => [one[0], one] as const))('for %s', (_, [, file, keys, value, path, ...message]) => {
    const found = problemsOf(() => load(change(goodFiles(), file, keys, value)));
    expect(found.map((problem) => `${problem.file}: ${problem.path}`)).toContain(`${file}: ${path}`);
    const told = found.filter((problem) => problem.file === file && problem.path === path);
    for (const words of message) expect(told.map((problem) => problem.message).join()).toContain(words);
  });
}
