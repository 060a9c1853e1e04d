import type { Field } from '../model/pack.ts';
import { foldSpelling } from '../model/spelling.ts';
import type { Definition } from './definitions.ts';
import { provePattern } from './pattern.ts';
import { type Problems, quote, step } from './problems.ts';
import { fieldIn, headingsOf, proveCodelist, proveColumn, type Scope } from './scope.ts';
import type { FieldJson } from './shapes.ts';

/** Names that mean something else where a field may be named. */
const RESERVED = ['is', 'not', 'value', 'field'];

/** A field as all packs together define it: keys that a later pack gives win, aliases add up. */
export function mergeField(definitions: readonly Definition<FieldJson>[]): Field {
  const merged = Object.assign({}, ...definitions.map((definition) => definition.value)) as FieldJson;
  const aliases = new Map(definitions.flatMap(({ value }) => value.aliases ?? []).map((alias) => [foldSpelling(alias), alias]));
  const {
    name = '',
    label = '',
    description = '',
    type = 'text',
    list = false,
    required = 'no',
    sensitive = false,
    coded = false,
  } = merged;
  return {
    ...{ name, label, description, type, list, required, sensitive, coded, aliases: [...aliases.values()] },
    ...(merged.codelist === undefined ? {} : { codelist: merged.codelist }),
    ...(merged.resolve === undefined ? {} : { resolve: merged.resolve }),
    ...(merged.splits === undefined ? {} : { splits: merged.splits }),
    ...(merged.role === undefined ? {} : { role: merged.role }),
  };
}

/** Proves one field: that nothing lacks in what all packs together say of it, and that what it names is there. */
export function proveField(field: Field, definitions: readonly Definition<FieldJson>[], scope: Scope): void {
  const { problems } = scope;
  const last = definitions.at(-1)!;
  const placeOf = (key: keyof Field): readonly [file: string, path: string] => {
    const { file, path } = definitions.findLast(({ value }) => value[key] !== undefined) ?? last;
    return [file, step(path, key)];
  };
  const lacks = (key: keyof Field, why: string) => problems.add(last.file, last.path, `the key ${quote(key)} is missing${why}`);
  if (RESERVED.includes(field.name))
    problems.add(...placeOf('name'), `${quote(field.name)} means something else in rules; choose another name`);
  for (const key of ['label', 'description', 'type'] as const)
    if (definitions.every(({ value }) => value[key] === undefined))
      lacks(key, `, and no pack that this one extends has a field ${quote(field.name)}`);
  if (field.sensitive && field.coded)
    problems.add(...placeOf('coded'), 'a sensitive field may not be coded: values of coded fields stand in scorecards');
  if (field.role === 'date' && field.type !== 'date')
    problems.add(...placeOf('role'), `found "date" at a field of type ${quote(field.type)}; expected type "date"`);
  const listed = field.type === 'code' || field.type === 'lookup';
  if (listed && field.codelist === undefined) lacks('codelist', `; a field of type ${quote(field.type)} needs it`);
  if (!listed && field.codelist !== undefined)
    problems.add(...placeOf('codelist'), `a field of type ${quote(field.type)} has no code list; expected type "code" or "lookup"`);
  if (field.type !== 'lookup' && field.resolve !== undefined)
    problems.add(...placeOf('resolve'), `only a field of type "lookup" is looked up; this one is of type ${quote(field.type)}`);
  if (field.codelist !== undefined && proveCodelist(scope, field.codelist, ...placeOf('codelist'))) {
    const [file, path] = placeOf('resolve');
    for (const [index, column] of (field.resolve ?? []).entries()) proveColumn(scope, field.codelist, column, file, step(path, index));
  }
  proveSplits(field, placeOf('splits'), scope);
}

function proveSplits(field: Field, [file, path]: readonly [file: string, path: string], scope: Scope): void {
  for (const [index, { pattern, into }] of (field.splits ?? []).entries()) {
    const here = step(path, index);
    for (const [place, name] of into.entries()) fieldIn(scope, name, file, step(step(here, 'into'), place));
    const groups = provePattern(pattern, file, step(here, 'pattern'), scope.problems);
    if (groups !== undefined && groups !== into.length)
      scope.problems.add(
        file,
        step(here, 'into'),
        `found ${groups} groups in ( ) in the pattern and ${into.length} names here; expected one group for each name`,
      );
  }
}

/** Proves that no two fields claim the same heading or the same role. */
export function proveApart(fields: readonly Field[], placeOf: (name: string) => Definition<FieldJson>, problems: Problems): void {
  const headings = new Map<string, Field>();
  const roles = new Map<string, Field>();
  for (const field of fields) {
    const { file, path } = placeOf(field.name);
    for (const heading of headingsOf(field)) {
      const other = headings.get(heading);
      if (other === undefined) headings.set(heading, field);
      else {
        const written = [field.name, field.label, ...field.aliases].find((text) => foldSpelling(text) === heading);
        problems.add(
          file,
          path,
          `the heading ${quote(written)} of field ${quote(field.name)} is also one of field ${quote(other.name)}; a column could be either`,
        );
      }
    }
    if (field.role === undefined) continue;
    const other = roles.get(field.role);
    if (other === undefined) roles.set(field.role, field);
    else problems.add(file, step(path, 'role'), `the role ${quote(field.role)} is already that of field ${quote(other.name)}`);
  }
}
