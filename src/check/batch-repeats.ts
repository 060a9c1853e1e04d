import type { KeyedRule } from './batch-key.ts';
import { nearRepeats } from './batch-near.ts';
import type { Aside } from './firsts.ts';
import type { KeyPart, Repeat } from './key-parts.ts';
import { uniqueRepeats } from './unique.ts';

/** The records of all parts that an earlier one is like, by a rule; in order of part and record, and null where the caller may pause. With `aside`, time is linear however many they are, and memory bounded but for a bit a record. */
export function repeatsOf(rule: KeyedRule, index: number, parts: readonly KeyPart[], aside?: Aside): Generator<Repeat | null> {
  if (rule.kind === 'unique') return uniqueRepeats(parts, index, undefined, aside);
  return nearRepeats(parts, index, rule.near.equal, undefined, aside);
}
