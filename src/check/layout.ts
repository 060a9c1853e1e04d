import type { Reading } from '../model/record.ts';
import type { Check } from './compile.ts';
import { type Key, keyOf, looksFurther, type Panel, panelsOf } from './panels.ts';
import { makeRowMemory, type Profile, type RowMemory } from './profile.ts';
import type { CompiledRules } from './rules.ts';

/** A panel, or what coding rests on, with what is remembered of it. */
export interface Desk {
  readonly key: Key;
  readonly memory: RowMemory<Profile>;
  readonly checks: readonly Check[];
  readonly isCoding: boolean;
  /** Whether the same marks may come to something else at another time. */
  readonly isDated: boolean;
}

/** Where it is kept what a panel of one field makes of a value: with all texts of its shape, if the bits that it looks at are those of the shape. */
export const holderOf = (reading: Reading, bits: number): Pick<Reading, 'settled'> =>
  reading.stencil !== undefined && (bits & ~reading.stencil.asked) === 0 ? reading.stencil : reading;

/** Who judges what: the checks of a judge, parted by how often the same is asked again. */
export interface Layout {
  /** Checks that have to look at each record. */
  readonly live: readonly Check[];
  /** Rules of these, and by check its rule's place among them. */
  readonly furtherRules: readonly number[];
  readonly placeOf: Int32Array;
  /** Of several fields. */
  readonly desks: readonly Desk[];
  /** Of single fields: what they make of a value stays with it. Beside them their field, the bits of its marks, and 1 if they are dated. */
  readonly ownDesks: readonly Desk[];
  readonly ownFields: Int32Array;
  readonly ownBits: Int32Array;
  readonly isDated: Uint8Array;
  /** Whether the coding state has to be found out for each record. */
  readonly isCodingLive: boolean;
  /** Rules with checks at several desks, and by index of the rule the number of their bit; -1 for all others. */
  readonly spread: readonly number[];
  readonly bitOf: Int32Array;
}

/** Parts the checks of a judge. @param running those that are not switched off */
export function layOut({ pack, coding }: CompiledRules, running: readonly Check[]): Layout {
  const isFurther = looksFurther(pack);
  const furtherRules = [...new Set(running.filter(isFurther).map(({ rule }) => rule))];
  const live = running.filter(({ rule }) => furtherRules.includes(rule));
  const panels = panelsOf(running.filter(({ rule }) => !furtherRules.includes(rule)));
  const deskOf = (key: Key, checks: readonly Check[], isCoding: boolean): Desk => {
    const isDated = key.identities.length > 0 || checks.some(({ from, to }) => from !== undefined || to !== undefined);
    return { key, checks, isCoding, isDated, memory: makeRowMemory(key.fields.length + key.identities.length + 1) };
  };
  const isOfOne = ({ fields, identities }: Panel) => fields.length === 1 && identities.length === 0;
  const desks = panels.filter((panel) => !isOfOne(panel)).map((panel) => deskOf(panel, panel.checks, false));
  const ownDesks = panels.filter(isOfOne).map((panel) => deskOf(panel, panel.checks, false));
  const isCodingLive = coding.tests.some((when) => isFurther({ when }));
  if (!isCodingLive) desks.push(deskOf(keyOf(coding.tests.map((when) => ({ when }))), [], true));

  const bitOf = new Int32Array(pack.rules.length).fill(-1);
  const spread: number[] = [];
  for (const rule of new Set(panels.flatMap(({ checks }) => checks.map((check) => check.rule))))
    if (panels.filter(({ checks }) => checks.some((check) => check.rule === rule)).length > 1) bitOf[rule] = spread.push(rule) - 1;
  return {
    live,
    furtherRules,
    placeOf: Int32Array.from(live, ({ rule }) => furtherRules.indexOf(rule)),
    desks,
    ownDesks,
    ownFields: Int32Array.from(ownDesks, ({ key }) => key.fields[0]!),
    ownBits: Int32Array.from(ownDesks, ({ key }) => key.bits[0]!),
    isDated: Uint8Array.from(ownDesks, (desk) => (desk.isDated ? 1 : 0)),
    isCodingLive,
    spread,
    bitOf,
  };
}
