import type { Field } from '../model/pack.ts';
import type { Reference, ReferenceScorecard } from '../model/reference.ts';
import { type Definition, type Definitions, visible } from './definitions.ts';
import { didYouMean, quote, step } from './problems.ts';
import { fieldIn, headingsOf, proveCodelist, proveColumn, type Scope } from './scope.ts';
import type { ReferenceJson, RuleJson } from './shapes.ts';

/** A reference file as its pack has it. Every column must be there; one that is `like` a field takes over what it does not say itself. */
export function makeReference(name: string, json: ReferenceJson, fields: readonly Field[]): Reference {
  const columns = (json.columns ?? []).map((column): Field => {
    const like = fields.find((field) => field.name === column.like);
    const codelist = column.codelist ?? like?.codelist;
    const resolve = column.resolve ?? like?.resolve;
    return {
      name: column.name ?? '',
      label: column.label ?? like?.label ?? column.name ?? '',
      description: column.description ?? like?.description ?? '',
      type: column.type ?? like?.type ?? 'text',
      list: false,
      required: 'always',
      sensitive: column.sensitive ?? like?.sensitive ?? false,
      coded: like?.coded ?? false,
      aliases: [...(like ? [like.name, like.label, ...like.aliases] : []), ...(column.aliases ?? [])],
      ...(codelist === undefined ? {} : { codelist }),
      ...(resolve === undefined ? {} : { resolve }),
      ...(like?.role === undefined ? {} : { role: like.role }),
    };
  });
  const scorecard = json.scorecard as ReferenceScorecard | undefined;
  return { name, title: json.title ?? name, columns, ...(scorecard === undefined ? {} : { scorecard }) };
}

/** The scope of a rule about the rows of a reference file: its columns in the place of the fields. */
export const columnScope = (scope: Scope, { columns }: Reference): Scope => ({
  ...scope,
  fields: new Map(columns.map((column) => [column.name, column])),
  headings: new Set(columns.flatMap((column) => [...headingsOf(column)])),
});

/** Proves a reference file: what its columns take over is there, no two answer to the same heading, and its figures have their rules. */
export function proveReference(
  name: string,
  { value, file, path, part }: Definition<ReferenceJson>,
  scope: Scope,
  rules: Definitions<RuleJson>,
): void {
  const { problems } = scope;
  const headings = new Map<string, string>();
  for (const [index, column] of (value.columns ?? []).entries()) {
    const here = step(step(path, 'columns'), index);
    if (column.like !== undefined) fieldIn(scope, column.like, file, step(here, 'like'));
    else if (column.type === undefined) problems.add(file, here, 'the key "type" is missing; a column has a type, or is "like" a field');
    if (column.codelist !== undefined && proveCodelist(scope, column.codelist, file, step(here, 'codelist')))
      for (const [place, one] of (column.resolve ?? []).entries())
        proveColumn(scope, column.codelist, one, file, step(step(here, 'resolve'), place));
    const made = scope.references.get(name)?.reference.columns[index];
    for (const heading of made === undefined ? [] : headingsOf(made)) {
      const other = headings.get(heading);
      if (other !== undefined && other !== column.name)
        problems.add(
          file,
          here,
          `a heading of column ${quote(column.name)} is also one of column ${quote(other)}; a column could be either`,
        );
      else if (other === undefined) headings.set(heading, column.name ?? '');
    }
  }
  const known = visible(rules, part);
  for (const [key, id] of Object.entries(value.scorecard ?? {}))
    if (key !== 'as' && known.get(id)?.value.kind !== 'reconcile')
      problems.add(
        file,
        step(step(path, 'scorecard'), key),
        `there is no rule ${quote(id)} of kind "reconcile"${didYouMean(id, known.keys())}`,
      );
}
