import { headingShown } from '../model/heading.ts';
import type { ColumnMap, Field } from '../model/pack.ts';
import type { Fault, FaultName } from '../model/row.ts';
import { editDistance, foldSpelling } from '../model/spelling.ts';

/** Which column of a file holds which field. */
export interface ColumnPlan {
  /** By index of the field: 0-based column, or -1. */
  readonly columnOf: Int32Array;
  /** By index of the field: text that `--set` gives where the file has no column. */
  readonly constantOf: readonly (string | undefined)[];
  /** Indexes of the fields that neither a column nor `--set` nor a split fills. */
  readonly missing: readonly number[];
  /** Faults of the layout. */
  readonly faults: readonly Fault[];
  /** False if no column at all was recognised: then no rule can be judged. */
  readonly recognised: boolean;
}

const fault = (name: FaultName, line: number, detail: Fault['detail'], column?: number): Fault => ({
  kind: 'fault',
  fault: name,
  record: null,
  line,
  ...(column === undefined ? {} : { column }),
  detail,
});

/** Folded heading → index of the field, from names, labels and aliases; a map's columns win. */
function headingsOf(fields: readonly Field[], map: ColumnMap | undefined): Map<string, number> {
  const headings = new Map<string, number>();
  fields.forEach((field, index) => {
    for (const text of [field.name, field.label, ...field.aliases])
      if (!headings.has(foldSpelling(text))) headings.set(foldSpelling(text), index);
  });
  for (const [heading, name] of Object.entries(map?.columns ?? {})) {
    headings.set(
      foldSpelling(heading),
      fields.findIndex((field) => field.name === name),
    );
  }
  return headings;
}

/** The one field whose heading is at most two edits from `folded` (one for short headings), if there is exactly one. */
function nearest(folded: string, headings: ReadonlyMap<string, number>, taken: ReadonlySet<number>): number | undefined {
  const limit = folded.length < 5 ? 0 : folded.length < 9 ? 1 : 2;
  let best = limit + 1;
  let found = new Set<number>();
  for (const [heading, field] of headings) {
    if (heading.length < 5) continue;
    const distance = editDistance(folded, heading, limit);
    if (distance < best) {
      best = distance;
      found = new Set([field]);
    } else if (distance === best && distance <= limit) found.add(field);
  }
  const [only] = found;
  return found.size === 1 && only !== undefined && !taken.has(only) ? only : undefined;
}

/**
 * Tells which of a file's first rows is its header: the first in which at least two headings, or a third of its cells, are known.
 * Where none is: the first row if no cell of it holds a digit (then it is a header of another layout), else -1.
 */
export function headerFinder(fields: readonly Field[], map: ColumnMap | undefined): (rows: readonly (readonly string[])[]) => number {
  const headings = headingsOf(fields, map);
  return (rows) => {
    if (headings.size === 0) return rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
    let best = -1;
    for (const [index, row] of rows.entries()) {
      const known = new Set(row.map((cell) => headings.get(foldSpelling(cell))).filter((field) => field !== undefined)).size;
      if (known >= 2 || (known >= 1 && known * 3 >= row.length)) {
        best = index;
        break;
      }
    }
    if (best >= 0) return best;
    const first = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
    return first >= 0 && rows[first]!.every((cell) => !/\d/.test(cell)) ? first : -1;
  };
}

/** Unknown columns that are named: a file may have any number of them. */
const MOST_NAMED = 100;

/** Unknown headings that are compared with the known ones for slips. */
const MOST_COMPARED = 1000;

const namesOf = (columns: readonly string[], listed: readonly number[]): string[] =>
  [...listed]
    .sort((a, b) => a - b)
    .slice(0, MOST_NAMED)
    .map((column) => headingShown(columns[column]!));

/**
 * Matches the columns of a file to fields, ignoring case, spaces, underscores and punctuation.
 * A heading that is clearly a slip of a known one is taken for it and said; unknown columns are listed once.
 *
 * @param columns headings in order
 * @param line 1-based line of the header, 0 if there is none
 */
export function planColumns(
  columns: readonly string[],
  line: number,
  fields: readonly Field[],
  map: ColumnMap | undefined,
  constants: Readonly<Record<string, string>>,
): ColumnPlan {
  const headings = headingsOf(fields, map);
  const columnOf = new Int32Array(fields.length).fill(-1);
  const constantOf = fields.map((field) => (Object.hasOwn(constants, field.name) ? constants[field.name] : undefined));
  const faults: Fault[] = [];
  const unknown: number[] = [];
  /** Columns of a field that an earlier column has under another heading: not used, and said with the unknown ones. */
  const second: number[] = [];
  columns.forEach((heading, column) => {
    const field = headings.get(foldSpelling(heading));
    if (field === undefined) unknown.push(column);
    else if (columnOf[field] === -1) columnOf[field] = column;
    else if (columns[columnOf[field]!] !== heading) second.push(column);
  });
  const taken = new Set([...columnOf.keys()].filter((field) => columnOf[field] !== -1));
  const listed: number[] = [...second];
  for (const [index, column] of unknown.entries()) {
    const heading = columns[column]!;
    const field = index < MOST_COMPARED ? nearest(foldSpelling(heading), headings, taken) : undefined;
    if (field === undefined) {
      if (heading.trim() !== '') listed.push(column);
      continue;
    }
    columnOf[field] = column;
    taken.add(field);
    faults.push(fault('near-miss-column', line, { heading, field: fields[field]!.name, label: fields[field]!.label }, column + 1));
  }
  const recognised = fields.length === 0 || taken.size > 0;
  if (listed.length > 0 && fields.length > 0 && recognised)
    faults.push(fault('unknown-column', line, { headings: namesOf(columns, listed), count: listed.length }));
  if (!recognised) {
    faults.push(fault('unrecognised-layout', line, { count: columns.length }));
    return { columnOf, constantOf, missing: [], faults, recognised };
  }
  const filledBySplit = new Set(
    fields.flatMap((field, index) => (columnOf[index] !== -1 ? (field.splits ?? []).flatMap((split) => split.into) : [])),
  );
  const hasSource = (index: number) => columnOf[index] !== -1 || constantOf[index] !== undefined;
  const missing: number[] = [];
  fields.forEach((field, index) => {
    if (hasSource(index) || filledBySplit.has(field.name)) return;
    const partsStand = (field.splits ?? []).some((split) => split.into.some((name) => hasSource(fields.findIndex((f) => f.name === name))));
    if (partsStand) return;
    missing.push(index);
    const name: FaultName = field.required === 'no' ? 'missing-optional-column' : 'missing-column';
    faults.push(fault(name, line, { field: field.name, label: field.label }));
  });
  return { columnOf, constantOf, missing, faults, recognised };
}

/** The plan that takes every field from another column than its own, `by` columns to the right; no field where there is none. */
export function movedPlan(plan: ColumnPlan, by: number): ColumnPlan {
  return { ...plan, columnOf: plan.columnOf.map((column) => (column === -1 ? -1 : Math.max(-1, column + by))), constantOf: [] };
}
