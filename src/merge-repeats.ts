import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { asideIn } from './aside.ts';
import { type Aside, isKeyed, type KeyedRule, repeatsOf } from './check/index.ts';
import { type KeyFile, keyPartsOf, ownersOf, spotsOf } from './key-files.ts';
import { UsageError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import type { Tally } from './model/tally.ts';
import { causeOf, countCause, countsOf, groupOf } from './tally/index.ts';

/** Rules, by index, that find a record (1-based, of a part) to be like an earlier one. */
export type RepeatsOf = (part: number, record: number) => ReadonlySet<number> | undefined;

/** Records by part and place, with the rules (by index) that find them to be like an earlier one. */
type Repeated = Map<number, Map<number, Set<number>>>;

async function repeatedIn(
  pack: Pack,
  keys: readonly KeyFile[],
  offset: number,
  tally: Tally,
  into: Repeated,
  aside: Aside | undefined,
): Promise<void> {
  const parts = keyPartsOf(keys);
  for (const [index, rule] of pack.rules.entries()) {
    if (!isKeyed(rule) || tally.crashes.has(index)) continue;
    // Signals get their turn only where this waits.
    await turn();
    for (const one of repeatsOf(rule, index, parts, aside)) {
      if (one === null) {
        await turn();
        continue;
      }
      const { part, at } = one;
      const own = into.get(offset + part) ?? new Map<number, Set<number>>();
      into.set(offset + part, own);
      const rules = own.get(at) ?? new Set<number>();
      own.set(at, rules.add(index));
    }
  }
}

/**
 * Puts right what rules about many records found within each run, where all runs together say otherwise: a record is like an earlier one of
 * another run, or the one that it was like is not the first. Corrects the sums of the runs, and gives what holds now.
 *
 * @param runs the keys of each run's records, in order
 * @param workFolder an existing private folder: keys that are too many to be held are put aside there, and not read again for each round
 */
export async function mergeRepeats(
  pack: Pack,
  runs: readonly (readonly KeyFile[])[],
  tally: Tally,
  found: Float64Array,
  workFolder?: string,
): Promise<RepeatsOf> {
  const all = runs.flat();
  const aside = workFolder === undefined ? undefined : asideIn(workFolder);
  const [before, now]: [Repeated, Repeated] = [new Map(), new Map()];
  let offset = 0;
  for (const keys of runs) {
    await repeatedIn(pack, keys, offset, tally, before, aside);
    offset += keys.length;
  }
  await repeatedIn(pack, all, 0, tally, now, aside);
  const fieldOf = (index: number): number => {
    const { at, fields } = pack.rules[index] as KeyedRule;
    return pack.fields.findIndex(({ name }) => name === (at[0] ?? fields[0]));
  };
  // Which findings of a run are waived can't be told from its sums: there causes stay, and what the other runs add is added.
  const isWaived = new Set(
    [...tally.groups.values()].flatMap(({ rules }) => [...rules].flatMap(([rule, { waived }]) => (waived > 0 ? [rule] : []))),
  );
  for (const [key, { rule }] of tally.causes) if (isKeyed(pack.rules[rule]!) && !isWaived.has(rule)) tally.causes.delete(key);
  for (const [part, file] of all.entries()) {
    const [was, is] = [before.get(part), now.get(part)];
    if (was === undefined && is === undefined) continue;
    await turn();
    const owners = ownersOf(file)!;
    const { failed } = spotsOf(file);
    for (const at of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
      const [old, fresh] = [was?.get(at) ?? new Set<number>(), is?.get(at) ?? new Set<number>()];
      const owner = owners.names[owners.owner[at]!];
      if (owner === undefined)
        throw new UsageError(`${basename(file.file.path)} in state/ was changed: check its inputs again with --state`);
      const [agency, system, unit] = owner;
      const group = groupOf(tally, agency, system, unit);
      const isError = (rules: ReadonlySet<number>) => [...rules].some((rule) => pack.rules[rule]!.severity === 'error');
      const day = Number.isFinite(owners.day[at]!) ? owners.day[at]! : null;
      const change = (rule: number, by: 1 | -1): void => {
        const { severity, basis } = pack.rules[rule]!;
        found[rule]! += by;
        countsOf(group, rule).failed += by;
        if (severity === 'error') group.errors += by;
        else if (severity === 'warning') group.warnings += by;
        else group.infos += by;
        if (basis !== 'record') group.textFindings += by;
      };
      for (const rule of fresh) {
        if (!isWaived.has(rule) || !old.has(rule)) countCause(causeOf(tally, agency, system, rule, fieldOf(rule)), { value: null, day });
        if (!old.has(rule)) change(rule, 1);
      }
      for (const rule of old) if (!fresh.has(rule)) change(rule, -1);
      if (failed[at] === 0) group.ready += (isError(old) ? 1 : 0) - (isError(fresh) ? 1 : 0);
    }
  }
  let last: { readonly part: number; readonly places: ReadonlyMap<number, number> } | undefined;
  return (part, record) => {
    const own = now.get(part);
    if (own === undefined) return undefined;
    if (last?.part !== part) last = { part, places: new Map(Array.from(spotsOf(all[part]!).records, (one, place) => [one, place])) };
    return own.get(last.places.get(record)!);
  };
}
