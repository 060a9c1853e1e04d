import type { CauseTally, GroupTally, Tally } from '../model/tally.ts';
import { addSpan, emptySpan } from './causes.ts';

type Values = GroupTally['measures']['values'];

/**
 * The tally in which values that fewer than `least` records share, of a cause or over all groups, are told apart no more. The other counts are
 * those of the tally itself, which stays as it is.
 */
export function limitValuesTo(tally: Tally, least: number): Tally {
  /** By field: value → records of all groups. */
  const all: Map<string, number>[] = [];
  for (const { measures } of tally.groups.values())
    for (const [field, { counts }] of measures.values.entries()) {
      all[field] ??= new Map();
      const sums = all[field];
      for (const [value, records] of counts) sums.set(value, (sums.get(value) ?? 0) + records);
    }
  const shared = (values: Values): Values =>
    values.map(({ counts, ...own }, field) => ({
      ...own,
      counts: new Map([...counts].filter(([value]) => all[field]!.get(value)! >= least)),
    }));
  const limited = ({ measures, ...group }: GroupTally): GroupTally => ({
    ...group,
    measures: { ...measures, values: shared(measures.values) },
  });
  return {
    ...tally,
    groups: new Map([...tally.groups].map(([key, group]) => [key, limited(group)])),
    causes: new Map([...tally.causes].map(([key, cause]) => [key, cause.values.size === 0 ? cause : limitedCause(cause, least)])),
  };
}

function limitedCause({ values, rest, ...cause }: CauseTally, least: number): CauseTally {
  const others = emptySpan();
  addSpan(others, rest);
  const shared = new Map(values);
  for (const [value, span] of values) {
    if (span.records >= least) continue;
    addSpan(others, { ...span, to: undefined });
    shared.delete(value);
  }
  return { ...cause, values: shared, rest: others };
}
