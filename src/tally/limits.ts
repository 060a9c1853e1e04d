import type { GroupTally, PartTally, Tally } from '../model/tally.ts';
import { addCause, causeOf, forgetValues } from './causes.ts';
import { addGroup, addRuleCounts, groupOf } from './counts.ts';

/** Distinct names of units or of source systems, or values of a field, beyond which they are no longer told apart. */
export const MOST_DISTINCT = 10_000;

/**
 * Keeps a tally's size within bounds whatever the files hold: names and values beyond MOST_DISTINCT are dropped, and `dropped` says so.
 * What is dropped depends on all names and values together, so that it does not depend on the order of merging.
 */
export function limit(tally: Tally): void {
  limitNames(tally, 'units', (group) => group.unit);
  limitNames(tally, 'source_systems', (group) => group.sourceSystem);
  limitValues(tally);
  limitCauses(tally);
}

/** The same for a part of a run; without the names that are dropped, the counts of its rules are in their groups. */
export function limitPart(part: PartTally): PartTally {
  const isSmall = part.groups.size <= MOST_DISTINCT;
  const { ruleCounts, ...tally } = part;
  if (!isSmall) addRuleCounts([...tally.groups.values()], ruleCounts);
  limit(tally);
  return { ...tally, ruleCounts: isSmall ? ruleCounts : new Uint8Array(0) };
}

function limitNames(tally: Tally, what: 'units' | 'source_systems', nameOf: (group: GroupTally) => string | null): void {
  const { groups, dropped } = tally;
  if (!dropped.has(what)) {
    if (groups.size <= MOST_DISTINCT) return;
    if (new Set([...groups.values()].map(nameOf)).size <= MOST_DISTINCT) return;
    dropped.add(what);
  }
  const all = [...groups.values()];
  if (all.every((group) => nameOf(group) === null)) return;
  groups.clear();
  for (const group of all)
    addGroup(
      groupOf(tally, group.agency, what === 'source_systems' ? null : group.sourceSystem, what === 'units' ? null : group.unit),
      group,
    );
  if (what === 'units') return;
  const causes = [...tally.causes.values()];
  tally.causes.clear();
  for (const cause of causes) addCause(causeOf(tally, cause.agency, null, cause.rule, cause.field), cause);
}

function limitValues({ groups, dropped }: Tally): void {
  const size = Math.max(0, ...[...groups.values()].map(({ measures }) => measures.values.length));
  for (let field = 0; field < size; field++) {
    const name = `values:${field}`;
    const maps = [...groups.values()].flatMap(({ measures }) => measures.values[field]?.counts ?? []);
    if (!dropped.has(name) && !isTooMany(maps)) continue;
    dropped.add(name);
    for (const map of maps) map.clear();
  }
}

function limitCauses({ causes, dropped }: Tally): void {
  const byField = new Map<number, Map<string, unknown>[]>();
  for (const { field, values } of causes.values()) {
    const known = byField.get(field);
    if (known === undefined) byField.set(field, [values]);
    else known.push(values);
  }
  for (const [field, maps] of byField) {
    const name = `causes:${field}`;
    if (!dropped.has(name) && !isTooMany(maps)) continue;
    dropped.add(name);
    for (const cause of causes.values()) if (cause.field === field) forgetValues(cause);
  }
}

function isTooMany(maps: readonly ReadonlyMap<string, unknown>[]): boolean {
  let most = 0;
  for (const map of maps) most += map.size;
  if (most <= MOST_DISTINCT) return false;
  const all = new Set<string>();
  for (const map of maps) for (const value of map.keys()) all.add(value);
  return all.size > MOST_DISTINCT;
}
