import { expect } from 'vitest';
import { InputError, PackError, UsageError } from '../../src/model/errors.ts';
import { readJson } from '../../src/packs/json.ts';
import { noProblems } from '../../src/packs/problems.ts';
import { goodFiles, load, problemsOf, removeFolders } from '../packs/pack-files.ts';
import type { Target } from './targets.ts';

const files = goodFiles();
const names = Object.keys(files).filter((name) => !name.startsWith('file/'));
const textOf = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content));

/** Repeated keys, depth and `-0` apart, the reader of JSON takes what JSON is and nothing else, and says where it is not. */
export const jsonTarget: Target = {
  name: 'json',
  good: names.filter((name) => name.endsWith('.json')).map((name) => Buffer.from(textOf(files[name]))),
  runs: 400,
  check(input) {
    const text = Buffer.from(input).toString();
    const problems = noProblems();
    const value = readJson(text, 'some.json', problems);
    let expected: unknown;
    try {
      expected = JSON.parse(text.replace(/^\ufeff/, ''));
    } catch {
      expected = undefined;
    }
    const told = problemsOf(problems.refuse)
      .map(({ message }) => message)
      .join();
    if (expected === undefined) expect([value, told]).toEqual([undefined, expect.stringMatching(/./)]);
    else if (!/given twice|nested deeper/.test(told)) expect(value).toEqual(expected);
  },
};

/** A pack of which one file is spoiled is loaded, or refused with words: the first byte says which file, the others are its content. */
export const packTarget: Target = {
  name: 'pack',
  good: names.map((name, index) => Buffer.concat([Buffer.from([index]), Buffer.from(textOf(files[name]))])),
  runs: 120,
  check(input) {
    const name = names[(input[0] ?? 0) % names.length]!;
    try {
      load({ ...goodFiles(), [name]: Buffer.from(input.subarray(1)) });
    } catch (error) {
      const known = error instanceof PackError || error instanceof UsageError || error instanceof InputError;
      if (!known) throw error;
      expect(error.message.length).toBeGreaterThan(10);
    } finally {
      removeFolders();
    }
  },
};
