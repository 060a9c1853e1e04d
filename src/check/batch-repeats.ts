import type { KeyedRule } from './batch-key.ts';
import { nearRepeats } from './batch-near.ts';
import type { KeyPart, Repeat } from './key-parts.ts';
import type { KeyShelves } from './key-rounds.ts';
import { uniqueRepeats } from './unique.ts';

/** The records of all parts that an earlier one is like, by a rule; in order of part and record, and null where the caller may pause. With shelves, time is linear however many they are. */
export function repeatsOf(rule: KeyedRule, index: number, parts: readonly KeyPart[], shelves?: KeyShelves): Generator<Repeat | null> {
  if (rule.kind === 'unique') return uniqueRepeats(parts, index, undefined, shelves);
  return nearRepeats(parts, index, rule.near.equal, undefined, shelves);
}
