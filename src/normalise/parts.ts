import type { Pack } from '../model/pack.ts';

/** Where a field finds its text if it has no column of its own: in a group of a pattern over another field. */
export interface Part {
  /** Index of the field that is split. */
  readonly whole: number;
  /** In order; group 0 stands for a pattern that does not fill this field. */
  readonly patterns: readonly { readonly pattern: RegExp; readonly group: number }[];
}

/** Index of a field → where it may be split from. */
export function partsOf(pack: Pack): ReadonlyMap<number, Part> {
  const parts = new Map<number, Part>();
  pack.fields.forEach((field, whole) => {
    const splits = field.splits ?? [];
    for (const name of new Set(splits.flatMap((split) => split.into)))
      parts.set(
        pack.fields.findIndex((other) => other.name === name),
        { whole, patterns: splits.map((split) => ({ pattern: new RegExp(split.pattern, 'u'), group: split.into.indexOf(name) + 1 })) },
      );
  });
  return parts;
}
