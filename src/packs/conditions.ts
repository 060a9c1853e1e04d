import type { Field } from '../model/pack.ts';
import type { KeywordUse } from './keyword.ts';
import { KEYWORDS } from './keywords.ts';
import { provePattern } from './pattern.ts';
import { didYouMean, quote, step } from './problems.ts';
import { obeys } from './schema.ts';
import { KEY_WALKERS } from './schema-keywords.ts';
import { fieldIn, proveCodelist, proveColumn, type Scope } from './scope.ts';
import { optionValidatorOf } from './validators.ts';

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a keyword's own value has the form that the table of keywords asks for. */
function proveOption(keyword: string, value: unknown, file: string, path: string, scope: Scope): boolean {
  const { option } = KEYWORDS[keyword]!;
  if (typeof option === 'string') return true;
  return obeys(optionValidatorOf(keyword, option), value, file, path, scope.problems);
}

/**
 * Proves conditions: every field, keyword, code list, column and named condition in them exists and fits.
 *
 * @param at names of the fields that `@` stands for; none where it may not be used
 */
export function proveConditions(conditions: unknown, at: readonly string[], file: string, path: string, scope: Scope): void {
  const { problems } = scope;
  if (!isObject(conditions)) {
    problems.add(file, path, `found ${quote(conditions)}; expected an object in { } with a key for each field`);
    return;
  }
  const twice = '@' in conditions ? at.find((name) => name in conditions) : undefined;
  if (twice !== undefined)
    problems.add(file, step(path, twice), `"@" stands for ${quote(twice)} too, so that only one of the two would count; keep one`);
  for (const [key, value] of Object.entries(conditions)) {
    const here = step(path, key);
    if (key === 'anyOf') {
      if (!Array.isArray(value) || value.length === 0)
        problems.add(file, here, `found ${quote(value)}; expected a list of sets of conditions`);
      else for (const [index, inner] of value.entries()) proveConditions(inner, at, file, step(here, index), scope);
    } else if (key === 'not') proveConditions(value, at, file, here, scope);
    else if (key === 'is') proveNamed(value, file, here, scope);
    else if (key === '@' && at.length === 0) problems.add(file, here, '"@" stands for the field that a rule is at, and here is none');
    else {
      const names = key === '@' ? at : [key];
      const fields = names.map((name) => (key === '@' ? scope.fields.get(name) : fieldIn(scope, name, file, here)));
      if (typeof value !== 'boolean')
        proveValue(
          value,
          fields.filter((field) => field !== undefined),
          false,
          file,
          here,
          scope,
        );
    }
  }
}

/** Proves that a named condition is there. */
export function proveNamed(name: unknown, file: string, path: string, scope: Scope): void {
  if (typeof name === 'string' && scope.conditions.has(name)) return;
  const near = typeof name === 'string' ? didYouMean(name, scope.conditions.keys()) : '';
  scope.problems.add(file, path, `there is no condition named ${quote(name)}${near || '; a name reads "pack/name"'}`);
}

/** @param item true if the schema is about an item of a list, inside `contains` */
function proveValue(schema: unknown, fields: readonly Field[], item: boolean, file: string, path: string, scope: Scope): void {
  const { problems } = scope;
  if (!isObject(schema) || Object.keys(schema).length === 0) {
    problems.add(file, path, `found ${quote(schema)}; expected true (present), false (absent) or an object with keywords`);
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const here = step(path, keyword);
    const known = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (known === undefined) {
      problems.add(
        file,
        here,
        KEY_WALKERS.has(keyword)
          ? 'this keyword walks the keys of an object, which a value of a record does not have'
          : `unknown keyword${didYouMean(keyword, Object.keys(KEYWORDS)) || `; expected one of ${Object.keys(KEYWORDS).join(', ')}`}`,
      );
      continue;
    }
    for (const field of fields) proveUse(known.use, keyword, field, item, file, here, scope);
    if (known.option === 'schema') proveValue(value, fields, item || keyword === 'contains', file, here, scope);
    else if (known.option === 'schemas') {
      if (!Array.isArray(value) || value.length === 0)
        problems.add(file, here, `found ${quote(value)}; expected a list of objects with keywords`);
      else for (const [index, inner] of value.entries()) proveValue(inner, fields, item, file, step(here, index), scope);
    } else if (proveOption(keyword, value, file, here, scope)) proveMeaning(keyword, value, fields, file, here, scope);
  }
  if ('if' in schema && !('then' in schema) && !('else' in schema))
    problems.add(file, step(path, 'if'), '"if" needs "then" or "else" beside it');
  for (const branch of ['then', 'else'])
    if (branch in schema && !('if' in schema)) problems.add(file, step(path, branch), `"${branch}" needs "if" beside it`);
}

const USES: Readonly<Record<KeywordUse, { fits(field: Field, scope: Scope): boolean; expected: string }>> = {
  any: { fits: () => true, expected: '' },
  date: { fits: (field) => field.type === 'date', expected: 'a date' },
  list: { fits: (field) => field.list, expected: 'a list' },
  split: { fits: (field) => field.splits !== undefined, expected: 'split into others' },
  unreadable: {
    fits: (field, scope) =>
      field.type === 'date' ||
      field.type === 'yesno' ||
      field.splits !== undefined ||
      [...scope.fields.values()].some((other) => other.splits?.some((split) => split.into.includes(field.name))),
    expected: 'a date, a yes/no or split from another field',
  },
};

function proveUse(use: KeywordUse, keyword: string, field: Field, item: boolean, file: string, path: string, scope: Scope): void {
  if (!USES[use].fits(field, scope))
    scope.problems.add(file, path, `${quote(keyword)} is for a field that is ${USES[use].expected}, and ${quote(field.name)} is not`);
  else if (use === 'list' && item)
    scope.problems.add(file, path, `${quote(keyword)} is about a whole list, and here stands one item of it`);
}

/** What a keyword's option names must exist; the form of the option is proven. */
function proveMeaning(keyword: string, value: unknown, fields: readonly Field[], file: string, path: string, scope: Scope): void {
  const other = (name: unknown, use: KeywordUse, key = 'field') => {
    const field = typeof name === 'string' ? fieldIn(scope, name, file, step(path, key)) : undefined;
    if (field) proveUse(use, keyword, field, false, file, step(path, key), scope);
  };
  switch (keyword) {
    case 'const':
    case 'enum':
      for (const one of keyword === 'enum' ? (value as readonly unknown[]) : [value]) proveKind(one, fields, file, path, scope);
      break;
    case 'pattern':
      provePattern(value as string, file, path, scope.problems);
      break;
    case 'notBefore':
    case 'notAfter':
      other((value as JsonObject).field, 'date');
      break;
    case 'sameAs':
    case 'standsIn':
      other((value as JsonObject).field, 'any');
      break;
    case 'ageAt':
      for (const key of ['born', 'on']) other((value as JsonObject)[key], 'date', key);
      break;
    case 'matchesColumn':
      proveMatchesColumn(value as { field: string; column: string; otherwise: string }, file, path, scope);
      break;
    case 'unexplained':
      proveCodelist(scope, String((value as JsonObject).list), file, step(path, 'list'));
      break;
    case 'inCodelist':
      proveInCodelist(value, file, path, scope);
      break;
  }
}

function proveInCodelist(value: unknown, file: string, path: string, scope: Scope): void {
  const { list, where = {} } = (typeof value === 'string' ? { list: value } : value) as { list: string; where?: JsonObject };
  if (!proveCodelist(scope, list, file, typeof value === 'string' ? path : step(path, 'list'))) return;
  for (const [column, wanted] of Object.entries(where)) {
    const here = step(step(path, 'where'), column);
    proveColumn(scope, list, column, file, here);
    if (!isObject(wanted)) continue;
    if (wanted.sameAsField !== undefined) fieldIn(scope, wanted.sameAsField as string, file, step(here, 'sameAsField'));
    if (wanted.sharesWithField === undefined) continue;
    const other = fieldIn(scope, wanted.sharesWithField as string, file, step(here, 'sharesWithField'));
    if (other) proveListColumn(other, column, file, step(here, 'sharesWithField'), scope);
  }
}

/** Proves that a field has a code list, and that this has a column. */
function proveListColumn(field: Field, column: string, file: string, path: string, scope: Scope): void {
  if (field.codelist !== undefined) proveColumn(scope, field.codelist, column, file, path);
  else scope.problems.add(file, path, `the field ${quote(field.name)} has no code list`);
}

function proveMatchesColumn(
  { field, column, otherwise }: { field: string; column: string; otherwise: string },
  file: string,
  path: string,
  scope: Scope,
): void {
  provePattern(otherwise, file, step(path, 'otherwise'), scope.problems);
  const other = fieldIn(scope, field, file, step(path, 'field'));
  if (other === undefined) return;
  proveListColumn(other, column, file, step(path, 'column'), scope);
  if (other.codelist !== undefined) scope.holdsPatterns(other.codelist, column);
}

/** A yes/no is compared with true or false, anything else with text: what is of the other kind would never be equal. */
function proveKind(value: unknown, fields: readonly Field[], file: string, path: string, scope: Scope): void {
  for (const field of fields) {
    const wanted = field.type === 'yesno' ? 'boolean' : 'string';
    if (typeof value !== wanted)
      scope.problems.add(
        file,
        path,
        `found ${quote(value)}; ${quote(field.name)} is ${wanted === 'boolean' ? 'yes or no: expected true or false' : 'compared as text: expected text in quotes'}`,
      );
  }
}
