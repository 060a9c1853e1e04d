import { compileRules, makeJudge } from '../../src/check/index.ts';
import type { Codelist, Conditions, Field } from '../../src/model/pack.ts';
import { pack, recordOf, rule } from '../small-pack.ts';

type Cells = Readonly<Record<string, string | readonly string[] | null>>;

/** What one rule over some fields says of one record: where it fails, and what it tells of each place. */
export function judging(fields: readonly Field[], lists: readonly Codelist[] = []) {
  const judge = (at: string | readonly string[], when: Conditions, expected: Conditions, cells: Cells) => {
    const of = pack(fields, [rule('t/r', { at: [at].flat(), when, expect: expected })], lists);
    const made = makeJudge(compileRules(of, '2026-06-30'), []);
    const record = recordOf(of, cells);
    const { outcomes, failed } = made.judge(record);
    for (const [, message] of made.crashes) throw new Error(message);
    const places = failed.map((check) => ({
      field: of.fields[check.at]!.name,
      facts: made.facts(check, record, made.failingItems(check, record)[0]?.value),
    }));
    return { outcome: ['not applicable', 'passes', 'fails'][outcomes[0]!]!, places };
  };
  return {
    outcome: (at: string | readonly string[], when: Conditions, expected: Conditions, cells: Cells) =>
      judge(at, when, expected, cells).outcome,
    places: (at: string | readonly string[], expected: Conditions, cells: Cells) => judge(at, { '@': true }, expected, cells).places,
  };
}
