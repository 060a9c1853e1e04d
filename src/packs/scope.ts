import type { Conditions, Field } from '../model/pack.ts';
import type { Reference } from '../model/reference.ts';
import { foldSpelling } from '../model/spelling.ts';
import { didYouMean, type Problems, quote } from './problems.ts';

/** A reference file with the numbers of days that rules name. */
export interface ReferenceScope {
  readonly reference: Reference;
  readonly limits: Readonly<Record<string, number>>;
}

/** What the files of one pack may name: that of the pack itself and of all that it extends. */
export interface Scope {
  /** Id of the pack, for messages. */
  readonly pack: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Every heading of every field, folded. */
  readonly headings: ReadonlySet<string>;
  /** Name → columns; undefined for a list that could not be read. */
  readonly codelists: ReadonlyMap<string, readonly string[] | undefined>;
  /** Named conditions, by `pack/name`. */
  readonly conditions: ReadonlyMap<string, Conditions>;
  readonly references: ReadonlyMap<string, ReferenceScope>;
  /** Notes that a column of a code list is used, so that a list put in its place must have it. */
  uses(list: string, column: string, file: string): void;
  /** Notes that the cells of a column are regular expressions. */
  holdsPatterns(list: string, column: string): void;
  readonly problems: Problems;
}

/** The field of that name; undefined, and a problem, if the pack knows none. */
export function fieldIn(scope: Scope, name: string, file: string, path: string): Field | undefined {
  const field = scope.fields.get(name);
  if (field === undefined)
    scope.problems.add(file, path, `the pack ${quote(scope.pack)} has no field ${quote(name)}${didYouMean(name, scope.fields.keys())}`);
  return field;
}

/** Proves that a code list has a column, if it could be read. */
export function proveColumn(scope: Scope, list: string, column: string, file: string, path: string): void {
  const columns = scope.codelists.get(list);
  if (columns === undefined) return;
  if (columns.includes(column)) scope.uses(list, column, file);
  else scope.problems.add(file, path, `the code list ${quote(list)} has no column ${quote(column)}${didYouMean(column, columns)}`);
}

/** Proves that the pack knows a code list. */
export function proveCodelist(scope: Scope, list: string, file: string, path: string): boolean {
  if (scope.codelists.has(list)) return true;
  scope.problems.add(
    file,
    path,
    `the pack ${quote(scope.pack)} has no code list ${quote(list)}${didYouMean(list, scope.codelists.keys())}`,
  );
  return false;
}

/** Texts that a column heading of the field may be, folded. */
export function headingsOf(field: Field): ReadonlySet<string> {
  return new Set([field.name, field.label, ...field.aliases].map(foldSpelling).filter((heading) => heading !== ''));
}
