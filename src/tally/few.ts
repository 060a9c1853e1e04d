import type { Tally } from '../model/tally.ts';
import { addSpan } from './causes.ts';
import { emptyTally } from './counts.ts';
import { addTally } from './merge.ts';

/** A copy in which values that fewer than `least` records share, of a cause or over all groups, are told apart no more. */
export function limitValuesTo(tally: Tally, least: number): Tally {
  const copy = emptyTally();
  addTally(copy, tally);
  for (const { values, rest } of copy.causes.values())
    for (const [value, span] of values) {
      if (span.records >= least) continue;
      addSpan(rest, { ...span, to: undefined });
      values.delete(value);
    }
  const groups = [...copy.groups.values()];
  const size = Math.max(0, ...groups.map(({ measures }) => measures.values.length));
  for (let field = 0; field < size; field++) {
    const all = new Map<string, number>();
    const counts = groups.flatMap(({ measures }) => measures.values[field]?.counts ?? []);
    for (const own of counts) for (const [value, records] of own) all.set(value, (all.get(value) ?? 0) + records);
    for (const own of counts) for (const value of own.keys()) if (all.get(value)! < least) own.delete(value);
  }
  return copy;
}
