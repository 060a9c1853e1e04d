import type { KeyedRule } from './batch-key.ts';
import { nearRepeats } from './batch-near.ts';
import type { KeyPart, Repeat } from './key-parts.ts';
import { uniqueRepeats } from './unique.ts';

/** The records of all parts that an earlier one is like, by a rule; in order of part and record. */
export function repeatsOf(rule: KeyedRule, index: number, parts: readonly KeyPart[]): Generator<Repeat> {
  return rule.kind === 'unique' ? uniqueRepeats(parts, index) : nearRepeats(parts, index, rule.near.equal);
}
