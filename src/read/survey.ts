import { createHash } from 'node:crypto';
import type { Fault, RowSink } from '../model/row.ts';
import type { Encoding, Segment, Survey } from '../model/source.ts';
import { assertUnchanged, bytesOf, CHUNK_SIZE, type OpenFile, openFile } from './bytes.ts';
import { type FileSurvey, readerFor } from './file-survey.ts';
import { type GunzipEnd, gunzipped } from './gunzip.ts';
import { type Layout, narrowEncoding, type Told } from './head.ts';
import { jsonColumns } from './json-columns.ts';
import { isGzip } from './recognise.ts';
import { takeHead } from './take-head.ts';
import { watchUtf8 } from './utf8.ts';
import { watchUtf16 } from './utf16.ts';

/** Bytes after which a segment ends with its row. */
const SEGMENT_BYTES = 8 << 20;

export interface SurveyOptions extends Told {
  /** Bytes read at a time; changes nothing but speed. */
  readonly chunkSize?: number | undefined;
  /** Bytes after which a segment ends with its row; default 8 MiB. */
  readonly segmentBytes?: number | undefined;
  /** Told how many more bytes of the file, as it lies on disk, have been read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** The cuts of a file, made after rows. */
function segmenter(
  layout: Layout,
  segmentBytes: number,
): { cut(offset: number, line: number, record: number): void; close(end: number): Segment[] } {
  const segments: Segment[] = [];
  let open = { start: layout.body.start, line: layout.body.line, record: 1 };
  return {
    cut(offset, line, record) {
      if (offset - open.start < segmentBytes) return;
      segments.push({ ...open, end: offset });
      open = { start: offset, line, record };
    },
    close(end) {
      if (open.start < end) segments.push({ ...open, end });
      return segments;
    },
  };
}

const truncated = (why: string): Fault => ({ kind: 'fault', fault: 'truncated-file', record: null, line: 0, detail: { why } });
const noRecords: Fault = { kind: 'fault', fault: 'no-records', record: null, line: 0, detail: {} };

/** The kind of bytes that a pass over the file found. */
interface Pass {
  readonly survey: FileSurvey;
  /** The encoding that all bytes together show; differs from the survey's if the first bytes misled. */
  readonly encoding: Encoding;
}

async function pass(opened: OpenFile, path: string, told: Told, certain: boolean, options: SurveyOptions): Promise<Pass> {
  const { file, stats } = opened;
  const hash = createHash('sha256');
  const chunkSize = options.chunkSize ?? CHUNK_SIZE;
  const gzip = isGzip(await firstBytes(opened));
  const end: GunzipEnd = { why: null };
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytesOf(opened, 0, stats.size, chunkSize)) {
      hash.update(chunk);
      options.onBytes?.(chunk.length);
      yield chunk;
    }
  }
  const bytes = gzip ? gunzipped(hashed(), end) : hashed();
  const { head, layout, ended } = await takeHead(bytes, told);
  const utf8 = watchUtf8();
  const wide = layout.encoding === 'utf-16le' || layout.encoding === 'utf-16be';
  const utf16 = wide ? watchUtf16(layout.encoding === 'utf-16be') : null;
  const watch = utf16 ?? utf8;
  const columns = jsonColumns(layout.columns);
  const cuts = segmenter(layout, gzip ? Number.POSITIVE_INFINITY : (options.segmentBytes ?? SEGMENT_BYTES));
  const cutInside: Fault[] = [];
  let records = 0;
  const sink: RowSink = {
    row() {
      records++;
    },
    fault(fault) {
      if (fault.fault === 'truncated-file' && layout.kind !== 'csv') cutInside.push(fault);
    },
  };
  const { start, line } = layout.body;
  const stretch = { file, encoding: layout.encoding, badBytes: false, start, stop: Number.POSITIVE_INFINITY, line, record: 1, cut: false };
  const plan = {
    ...stretch,
    kind: layout.kind,
    delimiter: layout.delimiter,
    expected: layout.expected,
    columns: layout.columns,
    trailers: true,
  };
  const reader = readerFor(plan, sink, columns, cuts.cut);
  const idle = layout.foreign !== null || layout.empty;
  let total = head.length;
  watch.add(head.subarray(layout.bom));
  if (!idle) reader.push(head.subarray(start));
  for (let next = ended ? null : await bytes.next(); next !== null && next.done !== true; next = await bytes.next()) {
    total += next.value.length;
    watch.add(next.value);
    if (!idle) reader.push(next.value);
  }
  watch.finish();
  if (!idle) reader.finish();
  const why = layout.foreign !== null ? `it is a ${layout.foreign}` : (end.why ?? (cutInside.length > 0 ? 'its JSON ends inside' : null));
  const faults = [...layout.faults, ...(end.why === null || layout.foreign !== null ? cutInside : [truncated(end.why)])];
  if (!idle && records === 0) faults.push(noRecords);
  const found = layout.certain || certain ? layout.encoding : narrowEncoding(utf8);
  const bad = utf16 ? utf16.bad : layout.encoding === 'windows-1252' ? utf8.undefined1252 : utf8.bad;
  const survey: FileSurvey = {
    file,
    path,
    bytes: stats.size,
    sha256: hash.digest('hex'),
    kind: layout.kind,
    gzip,
    encoding: layout.encoding,
    bom: layout.bom,
    badBytes: bad,
    delimiter: layout.delimiter,
    columns: columns.names,
    headerLine: layout.header?.line ?? null,
    faults,
    segments: idle ? [] : cuts.close(total),
    complete: why === null,
    ...(why === null ? {} : { why }),
    modified: stats.mtimeMs,
    expected: layout.expected,
  };
  return { survey, encoding: found };
}

async function firstBytes(opened: OpenFile): Promise<Uint8Array> {
  for await (const bytes of bytesOf(opened, 0, Math.min(4, opened.stats.size))) return bytes;
  return new Uint8Array(0);
}

/**
 * First pass over a file: its hash (of the bytes on disk), kind, encoding, delimiter and header, recognised from content alone,
 * and the cuts that other passes may read from. `path` is where it lies, `file` its name in outputs.
 * `why` of an incomplete survey names no file. Throws InputError if the file can't be read or changes meanwhile.
 */
export async function survey(path: string, file: string, options: SurveyOptions = {}): Promise<Survey> {
  const opened = await openFile(path, file);
  try {
    const first = await pass(opened, path, options, false, options);
    const certain = first.encoding === first.survey.encoding;
    const found = certain
      ? first
      : await pass(opened, path, { ...options, encoding: first.encoding }, true, { ...options, onBytes: undefined });
    await assertUnchanged(opened, opened.stats.size, opened.stats.mtimeMs);
    return found.survey;
  } finally {
    await opened.handle.close();
  }
}
