import type { Conditions } from '../model/pack.ts';

/**
 * Conditions that ask for both of two sets. Where the sets have a key in common, the second becomes an `anyOf` of one, inside each
 * alternative of an `anyOf` that is there already. `@` may be any field, so it counts as common.
 */
export function both(first: Conditions, second: Conditions): Conditions {
  const names = Object.keys(first);
  if (names.length === 0 || !names.some((name) => name === '@' || name in second)) return { ...first, ...second };
  const alternatives = first.anyOf as readonly Conditions[] | undefined;
  return { ...first, anyOf: alternatives ? alternatives.map((alternative) => both(alternative, second)) : [second] };
}

/** Puts named conditions in the place of every `is`. Names that are not known, or lead back to themselves, are left out. */
export function withNamed(conditions: Conditions, named: ReadonlyMap<string, Conditions>, trail: readonly string[] = []): Conditions {
  const inner = (value: unknown) => withNamed(value as Conditions, named, trail);
  const { is, ...rest } = conditions;
  const out: Conditions = {
    ...rest,
    ...(rest.anyOf === undefined ? {} : { anyOf: (rest.anyOf as readonly Conditions[]).map(inner) }),
    ...(rest.not === undefined ? {} : { not: inner(rest.not) }),
  };
  const name = is as unknown as string | undefined;
  const meant = name === undefined || trail.includes(name) ? undefined : named.get(name);
  return name === undefined || meant === undefined ? out : both(out, withNamed(meant, named, [...trail, name]));
}

/** Names of conditions that lead back to themselves by `is`, each with the way round. */
export function circles(named: ReadonlyMap<string, Conditions>): readonly { readonly name: string; readonly way: readonly string[] }[] {
  const mentions = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(mentions);
    if (typeof value !== 'object' || value === null) return [];
    const { is, anyOf, not } = value as Readonly<Record<string, unknown>>;
    return [...(typeof is === 'string' ? [is] : []), ...mentions(anyOf), ...mentions(not)];
  };
  return [...named.keys()].flatMap((name) => {
    const queue: string[][] = [[name]];
    const seen = new Set<string>();
    for (const way of queue)
      for (const next of mentions(named.get(way.at(-1)!))) {
        if (next === name) return [{ name, way: [...way, name] }];
        if (!seen.has(next)) queue.push([...way, next]);
        seen.add(next);
      }
    return [];
  });
}
