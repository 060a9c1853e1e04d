import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDenseCounts } from '../../src/tally/dense-counts.ts';
import { eachRuleCount } from '../../src/tally/packed-counts.ts';

const RULES = 5;
const rules = fc.uniqueArray(fc.nat(RULES - 1), { maxLength: RULES });
const outcomes = fc.record({ passed: rules, failed: rules });
const record = fc.record({
  group: fc.nat(3),
  profiles: fc.array(fc.nat(3), { maxLength: 3 }),
  own: outcomes,
  keyed: rules,
  evaded: outcomes,
});

describe('dense counts', () => {
  it('are the sums of what was counted, however often one record comes', () => {
    fc.assert(
      fc.property(
        fc.array(outcomes, { minLength: 4, maxLength: 4 }),
        fc.array(fc.tuple(record, fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 250, max: 800 }))), { maxLength: 8 }),
        (profiles, records) => {
          const told = profiles.map((own, id) => ({ ...own, id }));
          const expected = new Map<string, number[]>();
          const plus = (group: number, rule: number, by: readonly number[]) => {
            const key = `${group} ${rule}`;
            expected.set(
              key,
              (expected.get(key) ?? [0, 0, 0, 0]).map((count, n) => count + by[n]!),
            );
          };
          const counts = makeDenseCounts(RULES);
          for (const [{ group, profiles: met, own, keyed, evaded }, times] of records) {
            const held = met.map((id) => told[id]!);
            for (let n = 0; n < times; n++) {
              counts.open(group);
              counts.addProfiles(held, held.length);
              counts.add(own);
              counts.addPassed(keyed);
              counts.addEvaded(evaded.failed, evaded.passed);
            }
            for (const { passed, failed } of [...held, own]) {
              for (const rule of passed) plus(group, rule, [times, 0, 0, 0]);
              for (const rule of failed) plus(group, rule, [times, times, 0, 0]);
            }
            for (const rule of keyed) plus(group, rule, [times, 0, 0, 0]);
            for (const rule of evaded.failed) plus(group, rule, [0, 0, times, times]);
            for (const rule of evaded.passed) plus(group, rule, [0, 0, 0, times]);
          }
          const found = new Map<string, number[]>();
          eachRuleCount(counts.finish(), (group, rule, ...own) => void found.set(`${group} ${rule}`, own));
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
