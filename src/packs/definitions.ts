import type { Part } from './parts.ts';
import { type Problems, quote } from './problems.ts';

/** Something with a name that a pack defines, and where. */
export interface Definition<T> {
  readonly part: Part;
  readonly value: T;
  readonly file: string;
  readonly path: string;
}

/** Name → all definitions, those of extended packs first. The last one counts. */
export type Definitions<T> = Map<string, Definition<T>[]>;

/** Notes a definition. */
export function define<T>(all: Definitions<T>, name: string, definition: Definition<T>): void {
  const known = all.get(name);
  if (known) known.push(definition);
  else all.set(name, [definition]);
}

/** Proves that a pack which defines a thing anew extends every other pack that defines it: else it would hang on chance which counts. */
export function proveOneWinner<T>(what: string, all: Definitions<T>, problems: Problems): void {
  for (const [name, definitions] of all) {
    const { part, file, path } = definitions.at(-1)!;
    for (const other of definitions.slice(0, -1))
      if (other.part === part) problems.add(file, path, `the ${what} ${quote(name)} is defined twice in this file; keep one`);
      else if (!part.reach.has(other.part.id))
        problems.add(
          file,
          path,
          `the ${what} ${quote(name)} is also defined by the pack ${quote(other.part.id)}, which ${quote(part.id)} does not extend`,
        );
  }
}

/** The definitions that a pack sees: its own and those of what it extends. */
export function visible<T>(all: Definitions<T>, part: Part): Map<string, Definition<T>> {
  const seen = new Map<string, Definition<T>>();
  for (const [name, definitions] of all)
    if (definitions.some((definition) => part.reach.has(definition.part.id))) seen.set(name, definitions.at(-1)!);
  return seen;
}
