import { expect, it } from 'vitest';
import { testExamples } from '../../src/examples.ts';
import { oicPack } from '../whole-runs/run.ts';

const { coding: _coding, scorecard: _scorecard, ...pack } = oicPack();
/** Those of faults of the reader are tried on files, with a whole run each. */
const rules = pack.rules.filter(({ kind }) => kind !== 'file');

it.each(rules.map(({ id }) => id))('rule %s finds in its examples what these say, by itself', async (id) => {
  const own = rules.filter((rule) => rule.id === id);
  const { passed, failures } = await testExamples({ ...pack, rules: own }, async () => []);
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(1);
});
