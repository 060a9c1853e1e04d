import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Cell, Fault, Row, RowSink } from '../../src/model/row.ts';
import type { Survey } from '../../src/model/source.ts';
import { type ReadRowsOptions, readRows, readSegment, type SegmentOptions, type SurveyOptions, survey } from '../../src/read/index.ts';

/** A row or fault in one short form: `[record, line, cells…]` or `fault record:line:column`. */
export type Event = string | readonly Cell[] | readonly (number | Cell)[];

export const faultText = ({ fault, record, line, column }: Fault): string =>
  `${fault} ${record ?? '-'}:${line}${column === undefined ? '' : `:${column}`}`;

export const eventOf = (item: Row | Fault): Event => (item.kind === 'fault' ? faultText(item) : [item.record, item.line, ...item.cells]);

/** Everything that `readRows` yields. */
export async function readAll(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadRowsOptions = {},
): Promise<(Row | Fault)[]> {
  const items: (Row | Fault)[] = [];
  for await (const item of readRows(source, options)) items.push(item);
  return items;
}

/** The same in the short form. */
export const readEvents = async (
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadRowsOptions = {},
): Promise<Event[]> => (await readAll(source, options)).map(eventOf);

/**
 * The bytes (`text` has a character for each) that neither a row spans nor a line that a fault without a record tells of.
 * Byte order marks beside a record are accounted for where they are told.
 */
export function unaccounted(text: string, items: readonly (Row | Fault)[]): string {
  const told = new Set<number>();
  const marked = new Set(items.flatMap((item) => (item.kind === 'fault' && item.fault === 'byte-order-mark-inside' ? [item.line] : [])));
  for (const item of items) {
    if (item.kind !== 'fault' || item.record !== null) continue;
    const to = item.fault === 'lines-before-header' ? Number(item.detail.to) : item.line;
    for (let line = item.line; line <= to; line++) told.add(line);
  }
  const spanned = new Uint8Array(text.length);
  for (const item of items) if (item.kind === 'row') spanned.fill(1, item.start, item.end);
  let line = 1;
  let rest = '';
  const mark = Buffer.from('\ufeff').toString('latin1');
  for (let at = 0; at < text.length; at++) {
    if (marked.has(line) && text.startsWith(mark, at)) spanned.fill(1, at, at + mark.length);
    if (spanned[at] === 0 && !told.has(line)) rest += text[at];
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) line++;
  }
  return rest;
}

/** A sink that keeps everything. */
export function keep(): RowSink & { readonly items: (Row | Fault)[]; readonly ragged: number[] } {
  const items: (Row | Fault)[] = [];
  const ragged: number[] = [];
  return {
    items,
    ragged,
    row(view) {
      const cells = Array.from({ length: view.length }, (_, index) => view.cell(index));
      items.push({ kind: 'row', cells, record: view.record, line: view.line, start: view.start, end: view.end });
      if (view.ragged) ragged.push(view.record);
    },
    fault(fault) {
      items.push(fault);
    },
  };
}

/** A file of these bytes in a folder that goes away with the test. */
export function fileOf(bytes: string | Uint8Array, name = 'batch.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-read-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

export interface FileReading {
  readonly survey: Survey;
  readonly items: (Row | Fault)[];
  readonly events: Event[];
  readonly ragged: number[];
}

/** Surveys a file and reads all its segments; faults of the survey come first. */
export async function readPath(path: string, options: SurveyOptions = {}, reading: SegmentOptions = {}): Promise<FileReading> {
  const found = await survey(path, 'batch', options);
  const sink = keep();
  for (const segment of found.segments) await readSegment(found, segment, sink, reading);
  const items = [...found.faults, ...sink.items];
  return { survey: found, items, events: items.map(eventOf), ragged: sink.ragged };
}

export const readFileOf = (bytes: string | Uint8Array, options: SurveyOptions = {}, reading: SegmentOptions = {}): Promise<FileReading> =>
  readPath(fileOf(bytes), options, reading);
