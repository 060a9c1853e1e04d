import { Buffer } from 'node:buffer';
import type { Fault, Row, RowSink } from '../model/row.ts';
import { readerFor } from './file-survey.ts';
import { type GunzipEnd, gunzipped } from './gunzip.ts';
import { narrowEncoding, type Told } from './head.ts';
import { jsonColumns } from './json-columns.ts';
import { lineEndFaults, noLineEnds } from './line-ends.ts';
import { isGzip, recogniseEncoding } from './recognise.ts';
import { takeHead } from './take-head.ts';
import { watchUtf8 } from './utf8.ts';

export interface ReadRowsOptions extends Told {
  /** Bytes of a string or buffer that are looked at a time; changes nothing but speed. */
  readonly chunkSize?: number | undefined;
  /** False if the table has no header: every row is then a record, whatever it says. */
  readonly header?: boolean | undefined;
  /** Filled with the headings as they are met: cells of the header, or property names of JSON in order of first sight. */
  readonly columns?: string[] | undefined;
}

async function* portions(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Bytes from the first one on, and whether they begin as gzip does. */
async function peek(source: AsyncIterable<Uint8Array>): Promise<{ gzip: boolean; bytes: AsyncGenerator<Uint8Array> }> {
  const rest = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < 3) {
    const next = await rest.next();
    if (next.done) break;
    first.push(Uint8Array.from(next.value));
    size += next.value.length;
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { gzip: isGzip(Buffer.concat(first)), bytes: bytes() };
}

/** What all bytes together show, as far as they can be had before reading; the first bytes of a stream must do. */
function tellEncoding(source: string | Uint8Array | AsyncIterable<Uint8Array>, told: Told): Told {
  if (typeof source === 'string') return { ...told, encoding: 'utf-8' };
  if (!(source instanceof Uint8Array) || isGzip(source)) return told;
  const watch = watchUtf8();
  watch.add(source);
  watch.finish();
  return { ...told, encoding: recogniseEncoding(source, told.encoding).encoding ?? narrowEncoding(watch) };
}

/**
 * Reads a table or JSON, plain or gzipped, and yields rows and faults in file order. In CSV the header is a row as any other, with record 0.
 * Kind, encoding and delimiter are recognised unless told. Offsets are of the bytes (of a string: of its UTF-8).
 * Of a stream the first MiB decides between UTF-8 and Windows-1252. Throws UsageError for an impossible delimiter.
 */
export async function* readRows(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadRowsOptions = {},
): AsyncGenerator<Row | Fault> {
  const whole = typeof source === 'string' ? Buffer.from(source) : source;
  const raw = whole instanceof Uint8Array ? portions(whole, Math.max(1, options.chunkSize ?? 1 << 20)) : whole;
  const { gzip, bytes } = await peek(raw);
  const end: GunzipEnd = { why: null };
  const plain = gzip ? gunzipped(bytes, end) : bytes;
  const headless = options.header === false;
  const told = { ...tellEncoding(source, options), ...(headless ? { findHeader: () => -1 } : {}) };
  const { head, layout, ended } = await takeHead(plain, told);
  let ready: (Row | Fault)[] = [];
  const sink: RowSink = {
    row(view) {
      const cells = Array.from({ length: view.length }, (_, index) => view.cell(index));
      ready.push({ kind: 'row', cells, record: view.record, line: view.line, start: view.start, end: view.end });
    },
    fault(fault) {
      ready.push(fault);
    },
  };
  const columns = jsonColumns(layout.columns);
  const learnColumns = (): void => {
    if (options.columns !== undefined) options.columns.push(...columns.names.slice(options.columns.length));
  };
  // Of what is cut nobody knows that it was empty.
  for (const fault of layout.empty && end.why !== null ? [] : layout.faults) {
    const afterHeader = layout.header !== null && fault.line >= layout.header.line;
    if (!afterHeader && !(headless && fault.fault === 'no-header')) yield fault;
  }
  if (layout.header !== null) {
    learnColumns();
    yield layout.header;
    for (const fault of layout.faults) if (fault.line >= layout.header.line) yield fault;
  }
  if (layout.foreign !== null || (layout.empty && end.why === null)) return;
  const { start, line } = layout.body;
  const stretch = {
    file: '-',
    encoding: layout.encoding,
    badBytes: true,
    start,
    stop: Number.POSITIVE_INFINITY,
    line,
    record: 1,
    secondTable: 0,
    cut: false,
  };
  const { kind, delimiter, expected } = layout;
  const lineEnds = noLineEnds();
  const plan = { ...stretch, kind, delimiter, expected, columns: layout.columns, trailers: !headless, lineEnds };
  const reader = readerFor(plan, sink, columns);
  const flush = (): (Row | Fault)[] => {
    learnColumns();
    const flushed = ready;
    ready = [];
    return flushed;
  };
  reader.push(head.subarray(start));
  yield* flush();
  for (let next = ended ? null : await plain.next(); next !== null && next.done !== true; next = await plain.next()) {
    reader.push(next.value);
    yield* flush();
  }
  plan.cut = end.why !== null;
  reader.finish();
  yield* flush();
  yield* lineEndFaults(lineEnds);
  if (end.why !== null) yield { kind: 'fault', fault: 'truncated-file', record: null, line: 0, detail: { why: end.why } };
}
