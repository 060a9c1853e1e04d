import { createHash } from 'node:crypto';
import { applied, type JournalChange, type Splice, sha256, spliceOf, type Writing } from './fix/index.ts';
import type { Fix, Fixes } from './fixes.ts';
import type { LintResult } from './lint-job.ts';
import { InputError } from './model/errors.ts';
import type { ColumnMap } from './model/pack.ts';
import type { RowView } from './model/row.ts';
import { type CellChange, makeEditor } from './normalise/index.ts';
import { contentOf, readSegment } from './read/index.ts';
import { withCell } from './suggesting.ts';

/** A change of one cell: what the journal says of it, what takes the place of what, and what stood there. */
export interface Change {
  readonly entry: Omit<JournalChange, 'change' | 'after' | 'recordAfter'> & { readonly recordAfter: { length: number; sha256: string } };
  readonly splice: Splice;
  readonly replaced: Uint8Array;
}

/** The content of the input: its bytes and SHA-256. */
export interface Content {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes to be written in the place of others, and the fixes that they come from. */
interface Written {
  readonly splice: Splice;
  readonly replaced: Uint8Array;
  readonly parts: readonly Part[];
}

const canBeWritten = (view: RowView): view is RowView & Required<Pick<RowView, 'place' | 'raw'>> =>
  view.place !== undefined && view.raw !== undefined;

/** A fix, and the field of it that a cell holds. */
interface Part {
  readonly fix: Fix;
  readonly field: string;
}

/** The record's cells as they are to be, by column, each with the fixes that it comes from. */
function cellsOf(
  row: RowView,
  fixes: readonly Fix[],
  edit: (view: RowView, fix: Fix) => readonly CellChange[] | null,
  names: readonly string[],
) {
  const cells = new Map<number, { cell: CellChange['cell']; parts: Part[] }>();
  const lost: Fix[] = [];
  let view = row;
  for (const fix of fixes) {
    const changed = edit(view, fix);
    if (changed === null) {
      // A fix of the same cell may have done this one's work already.
      const isSame = ({ fix: other }: Part) => other.field === fix.field && other.to === fix.to && fix.also.length === 0;
      const done = [...cells.values()].find(({ parts }) => parts.some(isSame));
      if (done) done.parts.push({ fix, field: fix.field });
      else lost.push(fix);
      continue;
    }
    for (const change of changed) {
      view = withCell(view, change);
      const parts = change.fields.map((field) => ({ fix, field: names[field]! }));
      cells.set(change.column, { cell: change.cell, parts: [...(cells.get(change.column)?.parts ?? []), ...parts] });
    }
  }
  return { cells, lost };
}

/**
 * Finds out what has to be written where so that the input has the fixes. Those that can't be written are refused.
 * @returns changes in the order of the file
 */
export async function changesOf(before: LintResult, fixes: Fixes, map: ColumnMap | undefined): Promise<readonly Change[]> {
  const { survey, plan } = before.inputs[0]!;
  const { pack } = before;
  const editor = makeEditor(pack, plan, map);
  const fields = new Map(pack.fields.map((field, index) => [field.name, index]));
  const hidesUrn = pack.fields.some((field) => field.role === 'urn' && field.sensitive);
  const names = pack.fields.map(({ name }) => name);
  const edit = (view: RowView, fix: Fix) => {
    const all = [fix, ...fix.also];
    return editor(
      view,
      all.map(({ field, from, to }) => ({ field: fields.get(field)!, from, to })),
    );
  };
  const writing: Writing = { encoding: survey.encoding, delimiter: survey.delimiter };
  const changes: Change[] = [];
  /** What the fixes of a record write; those that can't be written are refused, and the others tried again without them. */
  const written = (view: RowView & Required<Pick<RowView, 'place' | 'raw'>>): Written[] => {
    for (;;) {
      const { cells, lost } = cellsOf(view, fixes.of.get(view.record) ?? [], edit, names);
      const found: Written[] = [];
      const unwritten = new Set(lost);
      for (const [column, { cell, parts }] of cells) {
        const place = view.place(column);
        const splice = place && spliceOf(place, view.raw(place.start, place.end), view.cell(column), cell, writing);
        if (splice === null) for (const { fix } of parts) unwritten.add(fix);
        else found.push({ splice, replaced: view.raw(splice.start, splice.end), parts });
      }
      for (const fix of unwritten) fixes.refuse(fix);
      if (unwritten.size === 0) return found;
    }
  };
  const row = (view: RowView): void => {
    if (!fixes.of.has(view.record)) return;
    if (!canBeWritten(view))
      throw new InputError(`${survey.file}: files of this kind can't be corrected in place; export it as CSV or JSON`);
    const found = written(view);
    if (found.length === 0) return;
    found.sort((a, b) => a.splice.start - b.splice.start);
    const old = view.raw(view.start, view.end);
    const hash = createHash('sha256');
    let length = 0;
    let at = view.start;
    const add = (bytes: Uint8Array): void => {
      hash.update(bytes);
      length += bytes.length;
    };
    for (const { splice } of found) {
      add(old.subarray(at - view.start, splice.start - view.start));
      add(splice.bytes);
      at = splice.end;
    }
    add(old.subarray(at - view.start));
    const recordBefore = { offset: view.start, length: old.length, sha256: sha256(old) };
    const recordAfter = { length, sha256: hash.digest('hex') };
    for (const { splice, replaced, parts } of found) {
      const [{ fix, field }] = parts as [Part];
      const { record, urn, rule } = fix;
      const also = [...new Set(parts.map((part) => part.fix.rule))].filter((other) => other !== rule);
      const confidence = parts.some((part) => part.fix.confidence === 'likely') ? 'likely' : 'certain';
      const beforeIt = { offset: splice.start, length: splice.end - splice.start };
      const entry = { file: survey.file, record, urn: hidesUrn ? null : urn, field, rule, also, confidence, before: beforeIt } as const;
      changes.push({ entry: { ...entry, recordBefore, recordAfter }, splice, replaced });
    }
  };
  for (const segment of survey.segments) await readSegment(survey, segment, { row, fault: () => {} });
  return changes;
}

/** The content of the input with the changes made. */
export function corrected(before: LintResult, changes: readonly Change[]): AsyncGenerator<Uint8Array> {
  return applied(
    contentOf(before.inputs[0]!.survey),
    changes.map(({ splice }) => splice),
  );
}

/** Bytes and SHA-256 of the input's content. */
export async function measure(before: LintResult): Promise<Content> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of contentOf(before.inputs[0]!.survey)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The changes as the journal tells them, with the places that they have in the corrected content. */
export function* entriesOf(changes: readonly Change[]): Generator<JournalChange> {
  let shift = 0;
  let record = -1;
  let recordShift = 0;
  for (const [index, { entry, splice }] of changes.entries()) {
    if (entry.record !== record) {
      record = entry.record;
      recordShift = shift;
    }
    const { before, recordBefore, recordAfter, ...rest } = entry;
    const after = { offset: before.offset + shift, length: splice.bytes.length };
    shift += after.length - before.length;
    yield {
      ...{ change: index + 1, ...rest, before, after, recordBefore },
      recordAfter: { offset: recordBefore.offset + recordShift, ...recordAfter },
    };
  }
}
