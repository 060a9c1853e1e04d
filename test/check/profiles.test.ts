import { expect, test } from 'vitest';
import { compileRules } from '../../src/check/index.ts';
import { layOut } from '../../src/check/layout.ts';
import { makeProfiler } from '../../src/check/profiling.ts';
import { field, pack, rule } from '../small-pack.ts';

const profiler = () => {
  const rules = compileRules(pack([field('a')], [rule('t/a', { at: ['a'], expect: { a: true } })]), '2026-06-30');
  return makeProfiler(rules, layOut(rules, rules.checks));
};

test('what says the same is one profile, and what says anything else is another', () => {
  const { ofLists } = profiler();
  const lists = { passed: [1, 2], failed: [3] };
  const one = ofLists(lists);
  expect(ofLists({ passed: [1, 2], failed: [3] })).toBe(one);
  for (const other of [
    { passed: [1], failed: [2, 3] },
    { passed: [12], failed: [3] },
    { passed: [1, 2], failed: [] },
  ])
    expect(ofLists(other)).toMatchObject(other);
  expect(one).toMatchObject(lists);
});

test('of ever new profiles the oldest are let go, and come to the same when they are met again', () => {
  const { ofLists } = profiler();
  const first = ofLists({ passed: [0], failed: [] });
  for (let n = 1; n <= 10_000; n++) ofLists({ passed: [n], failed: [] });
  const again = ofLists({ passed: [0], failed: [] });
  expect(again).not.toBe(first);
  expect(again).toMatchObject({ passed: [0], failed: [], isEmpty: false });
});
