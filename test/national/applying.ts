import { EVERYWHERE, type Pack, type RecordRule } from '../../src/model/pack.ts';
import { type Asked, type Examiner, readsOf } from './conditions.ts';
import type { Matched } from './references.ts';

/** A rule at one field. */
interface Place {
  readonly rule: number;
  readonly applies: Asked;
  /** Fields that it can't do without, and all that it reads. */
  readonly direct: ReadonlySet<string>;
  readonly any: ReadonlySet<string>;
}

/** What absent required values charge a record with, by index of the rule. */
export interface Charged {
  /** Rules out of reach. */
  readonly unjudged: readonly number[];
  /** Rules that hold for want of the value. */
  readonly held: readonly number[];
}

/** Says of the record that is looked at which rules judge it. */
export interface Applying {
  rules(matched: Matched): ReadonlySet<number>;
  /** @param absent required fields that the record lacks @param failed rules that it fails */
  charged(applying: ReadonlySet<number>, failed: ReadonlySet<number>, absent: readonly string[]): Charged;
}

/** Conditions of a rule at one of its fields: `@` is that field. */
const atField = <T>(conditions: T, field: string): T => JSON.parse(JSON.stringify(conditions).replaceAll('"@":', `"${field}":`)) as T;

/** Whether all that a rule asks at a field is that it be there, and every record, or every one in scope, needs it. */
export const isPresence = (rule: RecordRule, field: string, pack: Pack): boolean =>
  JSON.stringify(atField(rule.expect, field)) === `{"${field}":true}` && pack.fields.find(({ name }) => name === field)!.required !== 'no';

export function makeApplying(pack: Pack, examiner: Examiner): Applying {
  const weighing: Place[] = [];
  const places = pack.rules.flatMap((rule, index): Place[] => {
    if (rule.kind !== 'record') return [];
    const isEverywhere = rule.at[0] === EVERYWHERE;
    return (isEverywhere ? pack.fields.map(({ name }) => name) : rule.at).map((field) => {
      const [when, expect] = [atField(rule.when, field), atField(rule.expect, field)];
      const reads = (isSpared: boolean) => new Set([...readsOf(when, pack, isSpared), ...readsOf(expect, pack, isSpared)]);
      const judged = examiner.judges(when, expect, isEverywhere);
      const place = { rule: index, applies: inForce(rule, judged, examiner, pack), direct: reads(true), any: reads(false) };
      if (rule.basis === 'record' && !isPresence(rule, field, pack)) weighing.push(place);
      return place;
    });
  });
  const compared = pack.rules.flatMap((rule, index) => {
    if (rule.kind !== 'unique' && rule.kind !== 'nearDuplicate') return [];
    const counts = examiner.judges(rule.when);
    const coded = (rule.kind === 'unique' ? rule.per : []).flatMap((name) => pack.fields.filter((field) => field.name === name));
    const isKnown = () =>
      coded.every(({ name, type, codelist }) => {
        const { value } = examiner.cell(name);
        return type !== 'lookup' || pack.codelists.get(codelist!)!.entries.has(String(value));
      });
    const has = () => rule.fields.every((name) => examiner.cell(name).state !== 'absent');
    return [{ rule: index, applies: () => counts() && has() && isKnown() }];
  });
  return {
    rules(matched) {
      const applying = new Set<number>();
      for (const { rule, applies } of places) if (!applying.has(rule) && applies()) applying.add(rule);
      for (const { rule, applies } of compared) if (applies()) applying.add(rule);
      for (const rule of matched.applying) applying.add(rule);
      return applying;
    },
    charged(applying, failed, absent) {
      const touched = new Set<number>();
      for (const { rule, direct, any } of weighing)
        if (absent.some((field) => direct.has(field) || (any.has(field) && !applying.has(rule)))) touched.add(rule);
      return {
        unjudged: [...touched].filter((rule) => !applying.has(rule)),
        held: [...touched].filter((rule) => applying.has(rule) && !failed.has(rule)),
      };
    },
  };
}

/** A rule judges records of its own time only; of a record without a readable date that can't be told. */
function inForce({ effective }: RecordRule, judged: Asked, examiner: Examiner, pack: Pack): Asked {
  if (effective === undefined) return judged;
  const { from = '0000', to = '9999' } = effective;
  const date = pack.fields.find(({ role }) => role === 'date')!.name;
  return () => {
    const { state, value } = examiner.cell(date);
    if (state === 'unreadable') return false;
    const day = state === 'absent' ? to : String(value).slice(0, 10);
    return from <= day && day <= to && judged();
  };
}
