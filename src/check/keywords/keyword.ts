import type { Pack } from '../../model/pack.ts';
import type { Prepared } from '../context.ts';

/** A keyword that JSON Schema lacks: its options become a function once, when rules are compiled. */
export interface Keyword {
  readonly name: string;
  /** @throws Error if the options name what the pack does not have; the loader has proven that they do not. */
  prepare(options: unknown, pack: Pack): Prepared;
  /** Fields, other than the one it stands at, that the keyword reads. */
  reads?(options: unknown): readonly string[];
  /** True if what it says depends on the record's own date. */
  dated?(options: unknown, pack: Pack): boolean;
}

/** Index of a field of the pack. @throws Error if there is none of that name. */
export function fieldIndex(pack: Pack, name: string): number {
  const index = pack.fields.findIndex((field) => field.name === name);
  if (index === -1) throw new Error(`no field ${name}`);
  return index;
}
