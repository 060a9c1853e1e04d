import type { KeyedRule } from './batch-key.ts';
import type { Keys, SegmentKeys } from './batch-keys.ts';
import { nearRepeats } from './batch-near.ts';
import { type Repeat, uniqueRepeats } from './unique.ts';

/** The records of all parts that an earlier one is like, by a rule; in order of part and record. */
export function repeatsOf(rule: KeyedRule, index: number, parts: readonly SegmentKeys[]): Generator<Repeat> {
  const keysOf = (part: number): Keys | undefined => parts[part]!.keys.find((keys) => keys.rule === index);
  return rule.kind === 'unique' ? uniqueRepeats(parts, keysOf) : nearRepeats(parts, keysOf, rule.near.equal);
}
