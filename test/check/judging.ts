import { compileRules, type Judgement, makeJudge } from '../../src/check/index.ts';
import type { Codelist, Conditions, Field } from '../../src/model/pack.ts';
import { pack, recordOf, rule } from '../small-pack.ts';

type Cells = Readonly<Record<string, string | readonly string[] | null>>;

/** What a judgement says of a rule. */
export function outcomeOf({ profiles, profileCount, own }: Judgement, rule: number): 'fails' | 'passes' | 'not applicable' {
  const all = [...profiles.slice(0, profileCount), own];
  if (all.some(({ failed }) => failed.includes(rule))) return 'fails';
  return all.some(({ passed }) => passed.includes(rule)) ? 'passes' : 'not applicable';
}

/** Rules that an absent required value evades. */
export const evadedIn = ({ own }: Judgement): readonly number[] => [...own.evaded, ...own.evadedPassed].sort((a, b) => a - b);

/** What one rule over some fields says of one record: where it fails, and what it tells of each place. */
export function judging(fields: readonly Field[], lists: readonly Codelist[] = []) {
  const judge = (at: string | readonly string[], when: Conditions, expected: Conditions, cells: Cells) => {
    const of = pack(fields, [rule('t/r', { at: [at].flat(), when, expect: expected })], lists);
    const made = makeJudge(compileRules(of, '2026-06-30'), []);
    const record = recordOf(of, cells);
    const judgement = made.judge(record);
    for (const [, message] of made.crashes) throw new Error(message);
    const places = judgement.failed.map((check) => ({
      field: of.fields[check.at]!.name,
      facts: made.facts(check, record, made.failingItems(check, record)[0]?.value),
    }));
    return { outcome: outcomeOf(judgement, 0), places };
  };
  return {
    outcome: (at: string | readonly string[], when: Conditions, expected: Conditions, cells: Cells) =>
      judge(at, when, expected, cells).outcome,
    places: (at: string | readonly string[], expected: Conditions, cells: Cells) => judge(at, { '@': true }, expected, cells).places,
  };
}
