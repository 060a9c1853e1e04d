import type { Fault, RowSink } from '../model/row.ts';
import type { Encoding, FileKind, Segment, Survey } from '../model/source.ts';
import { assertUnchanged, CHUNK_SIZE, type OpenFile, openFile } from './bytes.ts';
import type { Counting } from './csv-reader.ts';
import { type FileSurvey, readerFor } from './file-survey.ts';
import type { GunzipEnd } from './gunzip.ts';
import type { Layout, Told } from './head.ts';
import { jsonColumns } from './json-columns.ts';
import { lineEndFaults, noLineEnds } from './line-ends.ts';
import type { AfterRow } from './reader.ts';
import { openBytes, otherEncoding, watchBytes } from './survey-bytes.ts';
import type { SurveyOptions } from './survey-options.ts';
import { isZip, surveyWorkbook } from './survey-workbook.ts';
import { takeHead } from './take-head.ts';

/** Bytes after which a segment ends with its row, but for the last segments of a large file. */
export const SEGMENT_BYTES = 8 << 20;
/** Of a large file, a segment is at most this part of what is left, and at least so many bytes. */
const PARTS_LEFT = 4;
const LEAST_BYTES = 2 << 20;

/**
 * Bytes after which the segment that begins at a 0-based offset is cut: small where little of a large file is left, so that threads have all done when
 * one has. Larger ones elsewhere would be summed up sooner, but what a thread counts in them takes too much memory where every record is wrong.
 *
 * @param bytes that the file has
 */
function segmentBytesAt(start: number, bytes: number): number {
  if (bytes <= 2 * SEGMENT_BYTES) return SEGMENT_BYTES;
  return Math.max(LEAST_BYTES, Math.min(SEGMENT_BYTES, Math.ceil((bytes - start) / PARTS_LEFT)));
}

/** The cuts of a file, made after rows. */
interface Cuts {
  readonly cut: AfterRow;
  /** 0-based offset from which on the next is made. */
  until(): number;
  close(end: number): Segment[];
}

/** @param bytesAt how long the segment is to be that begins at a 0-based offset */
function segmenter(layout: Layout, bytesAt: (start: number) => number, told: (segment: Segment) => void): Cuts {
  const segments: Segment[] = [];
  let open = { start: layout.body.start, line: layout.body.line, record: 1, secondTable: 0 };
  let until = open.start + bytesAt(open.start);
  return {
    until: () => until,
    cut(offset, line, record, secondTable) {
      if (offset < until) return;
      const segment = { ...open, end: offset };
      segments.push(segment);
      told(segment);
      open = { start: offset, line, record, secondTable };
      until = offset + bytesAt(offset);
    },
    close(end) {
      if (open.start < end) segments.push({ ...open, end });
      return segments;
    },
  };
}

const truncated = (why: string): Fault => ({ kind: 'fault', fault: 'truncated-file', record: null, line: 0, detail: { why } });
const noRecords: Fault = { kind: 'fault', fault: 'no-records', record: null, line: 0, detail: {} };

/** What is wrong with the encoding that a file is said to have. */
function declaredFaults(declared: Encoding | undefined, head: Uint8Array, shown: Encoding | null): Fault[] {
  if (declared === undefined) return [];
  const found = otherEncoding(declared, head, shown);
  return found === null ? [] : [{ kind: 'fault', fault: 'declared-encoding-wrong', record: null, line: 0, detail: { declared, found } }];
}

/** What a pass over all bytes found. */
interface Pass {
  readonly survey: FileSurvey;
  /** The encoding that all bytes together show; differs from the survey's if the first bytes misled. */
  readonly encoding: Encoding;
}

/** Rows are only counted; of the faults, those are the file's own that say where it can't be read on: JSON that ends inside, another encoding. */
function countingSink(kind: FileKind): RowSink & { records: number; readonly cut: Fault[] } {
  const cut: Fault[] = [];
  const sink = {
    records: 0,
    cut,
    row() {
      sink.records++;
    },
    fault(fault: Fault) {
      if (fault.fault === 'unreadable-bytes' || (fault.fault === 'truncated-file' && kind !== 'csv')) cut.push(fault);
    },
  };
  return sink;
}

function whyIncomplete(layout: Layout, end: GunzipEnd, cut: readonly Fault[]): string | null {
  if (layout.foreign !== null) return `it is of another kind by its content: ${layout.foreign}`;
  const other = cut.find(({ fault }) => fault === 'unreadable-bytes');
  if (end.why === null && other !== undefined)
    return `its encoding changes at byte ${other.detail.offset} (line ${other.line}): what follows was not read; export it anew in one encoding`;
  return end.why ?? (cut.length > 0 ? 'its JSON ends inside' : null);
}

async function pass(opened: OpenFile, path: string, told: Told, options: SurveyOptions): Promise<Pass> {
  const { file, stats } = opened;
  const { gzip, end, bytes, sha256 } = await openBytes(opened, options.chunkSize ?? CHUNK_SIZE, options.onBytes);
  const { head, layout, ended } = await takeHead(bytes, told);
  const { kind, encoding, delimiter, expected, body } = layout;
  const columns = jsonColumns(layout.columns);
  const known = {
    ...{ file, path, bytes: stats.size, kind, gzip, encoding, bom: layout.bom, delimiter, columns: columns.names },
    headerLine: layout.header?.line ?? null,
    state: { size: stats.size, mtimeMs: stats.mtimeMs, dev: stats.dev, ino: stats.ino },
    expected,
  };
  const watch = watchBytes(encoding);
  const bytesAt = (start: number): number =>
    gzip ? Number.POSITIVE_INFINITY : (options.segmentBytes ?? segmentBytesAt(start, stats.size));
  const cuts = segmenter(layout, bytesAt, (segment) => {
    const { bad, narrow } = watch.soFar();
    if (kind !== 'csv' || (!layout.certain && narrow !== encoding)) return;
    const rest = { ...segment, start: segment.end, end: stats.size };
    options.onSegment?.(segment, { ...known, sha256: '', badBytes: bad, faults: [], segments: [rest], complete: true });
  });
  const sink = countingSink(kind);
  const stretch = { file, encoding, badBytes: false, ...body, stop: Number.POSITIVE_INFINITY, record: 1, secondTable: 0, cut: false };
  const lineEnds = noLineEnds();
  const counting: Counting = {
    until: cuts.until,
    rows(count) {
      sink.records += count;
    },
  };
  const plan = { ...stretch, kind, delimiter, expected, columns: layout.columns, trailers: true, lineEnds, counting };
  const reader = readerFor(plan, sink, columns, cuts.cut);
  const idle = layout.foreign !== null || layout.empty;
  let total = head.length;
  watch.add(head.subarray(layout.bom));
  if (!idle) reader.push(head.subarray(body.start));
  for (let next = ended ? null : await bytes.next(); next !== null && next.done !== true; next = await bytes.next()) {
    total += next.value.length;
    watch.add(next.value);
    if (!idle) reader.push(next.value);
  }
  if (!idle) reader.finish();
  const { bad, narrow, shown } = watch.finish();
  const why = whyIncomplete(layout, end, sink.cut);
  const ownFaults = layout.empty && end.why !== null ? [] : layout.faults;
  const faults = [...ownFaults, ...(end.why === null || layout.foreign !== null ? sink.cut : [truncated(end.why)])];
  if (!layout.empty) faults.push(...declaredFaults(told.encoding, head, layout.foreign === null ? shown : null));
  faults.push(...lineEndFaults(lineEnds));
  if (!idle && sink.records === 0) faults.push(noRecords);
  const survey: FileSurvey = {
    ...known,
    sha256: sha256(),
    badBytes: bad,
    faults,
    segments: idle ? [] : cuts.close(total),
    complete: why === null,
    ...(why === null ? {} : { why }),
  };
  return { survey, encoding: layout.certain ? encoding : narrow };
}

/**
 * First pass over a file (of a workbook, over its sheet written as a table): its hash (of the bytes on disk), kind, encoding, delimiter and header, recognised from content alone,
 * and the cuts that other passes may read from. `path` is where it lies, `file` its name in outputs.
 * `why` of an incomplete survey names no file. Throws InputError if the file can't be read or changes meanwhile.
 */
export async function survey(path: string, file: string, options: SurveyOptions = {}): Promise<Survey> {
  const opened = await openFile(path, file);
  try {
    const { workbook } = options;
    if (workbook !== undefined && (await isZip(opened))) {
      const found = await surveyWorkbook(opened, path, { ...options, workbook }, async (table, tablePath, widths) => {
        const told = { findHeader: options.findHeader, widths };
        return (await pass(table, tablePath, told, { ...options, onBytes: undefined, onSegment: undefined })).survey;
      });
      await assertUnchanged(opened);
      return found;
    }
    const first = await pass(opened, path, options, options);
    const { encoding } = first;
    const misled = encoding !== first.survey.encoding;
    const found = misled
      ? await pass(opened, path, { ...options, encoding }, { ...options, onBytes: undefined, onSegment: undefined })
      : first;
    await assertUnchanged(opened);
    return found.survey;
  } finally {
    await opened.handle.close();
  }
}
