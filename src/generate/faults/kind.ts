import type { BatchRecord, Column, ListColumn } from '../columns.ts';
import type { Random } from '../random.ts';
import type { Shape } from '../record.ts';
import type { Style } from '../style.ts';

/** What earlier records of the batch left. */
export interface Past {
  /** The URN of the last record without a fault, by its system. */
  readonly urns: Map<string, string>;
  /** The narrative of the last record without a fault, by what it is about. */
  readonly narratives: Map<string, string>;
}

/** Agency and source system, within which a URN stands once. */
export const systemOf = (record: BatchRecord): string => `${record.agency}|${record.source_system}`;

/** What the narrative of a record is about, as far as its codes say so. */
export const aboutOf = (record: BatchRecord): string =>
  `${record.threat_area}|${record.small_boat}|${record.crime_identifier_codes.join(';')}`;

/** One way in which a record can be wrong. Planted in a clean record of its shape it makes this one fault and no other. */
export interface FaultKind {
  /** Unique name of the kind; several may break the same rule. */
  readonly kind: string;
  /** Id of the rule that speaks, with its pack. */
  readonly rule: string;
  /** Field that the finding stands at. */
  readonly field: Column;
  readonly shape?: Shape;
  /** True for what is met a third as often as other kinds. */
  readonly rare?: true;
  /** Styles that can show it; all if absent. */
  readonly styles?: readonly Style[];
  /** True if what is written still tells what is meant: a slip, another way of writing it, an old code. */
  readonly slip?: true;
  /** Makes the record such that the fault can be planted in it. What it then holds is the truth. */
  mean?(record: BatchRecord, random: Random): void;
  /** False if this record or what came before can't take it; the record then stays clean. */
  fits?(record: BatchRecord, past: Past): boolean;
  /** Changes the record. */
  plant(record: BatchRecord, random: Random, past: Past): void;
}

/** Columns of text, i.e. all but lists. */
export type TextColumn = { [C in Column]: BatchRecord[C] extends string ? C : never }[Column];

type More = Partial<Pick<FaultKind, 'kind' | 'shape' | 'styles' | 'fits' | 'slip' | 'mean'>>;

/** A kind that leaves a field blank. */
export function left(rule: string, field: TextColumn, more: More = {}): FaultKind {
  return replaced(rule, field, [''], more);
}

/** A kind that puts one of some texts in a field. */
export function replaced(rule: string, field: TextColumn, texts: readonly string[], more: More = {}): FaultKind {
  return changed(
    rule,
    field,
    (record, random) => {
      record[field] = random.pick(texts);
    },
    more,
  );
}

/** A kind that changes the record by a function; named like the rule unless `more` says otherwise. */
export function changed(rule: string, field: Column, plant: FaultKind['plant'], more: More = {}): FaultKind {
  return { kind: rule.slice(rule.indexOf('/') + 1), rule, field, ...more, plant };
}

/** How a text is written that is meant to be another: one of the ways is taken. */
type Ways = readonly ((meant: string) => string)[];

/**
 * A kind that writes what a field holds in another way.
 * @param mean gives the field what it is to hold, if it may be blank or must be of a certain form
 */
export function slip(rule: string, field: TextColumn, kind: string, ways: Ways, more: More = {}): FaultKind {
  return changed(
    rule,
    field,
    (record, random) => {
      record[field] = random.pick(ways)(record[field]);
    },
    { ...more, kind, slip: true },
  );
}

/** The same for a field that holds several values: the first of them is written in another way. */
export function listSlip(rule: string, field: ListColumn, kind: string, ways: Ways, more: More = {}): FaultKind {
  return changed(
    rule,
    field,
    (record, random) => {
      const [first = '', ...others] = record[field];
      record[field] = [random.pick(ways)(first), ...others];
    },
    { ...more, kind, slip: true },
  );
}

/** Exchanges two neighbours inside a text, the first that differ from its third character on. */
export function exchanged(text: string): string {
  for (let at = 2; at + 1 < text.length; at++) {
    const [a, b] = [text[at]!, text[at + 1]!];
    if (a !== b && /^[a-z]{2}$/i.test(a + b)) return text.slice(0, at) + b + a + text.slice(at + 2);
  }
  return `${text}${text.at(-1) ?? ''}`;
}
