import type { RowSink } from '../model/row.ts';
import type { FileKind, Segment, Survey } from '../model/source.ts';
import type { FileState } from './bytes.ts';
import { type Counting, csvReader } from './csv-reader.ts';
import { type JsonColumns, jsonColumns } from './json-columns.ts';
import { jsonDocumentReader } from './json-document.ts';
import { jsonLinesReader } from './json-lines.ts';
import type { LineEnds } from './line-ends.ts';
import { untilOtherEncoding } from './one-encoding.ts';
import type { AfterRow, Reader, Stretch } from './reader.ts';

/** A survey with what the reader itself needs besides. */
export interface FileSurvey extends Survey {
  /** What the file was when it was opened. */
  readonly state: FileState;
  /** Cells that every row should have; 0 in JSON. Differs from `columns.length` in a table without header. */
  readonly expected: number;
}

/** What a reader is made for. */
export interface ReaderPlan extends Stretch {
  readonly kind: FileKind;
  readonly delimiter: string | null;
  readonly expected: number;
  readonly columns: readonly string[];
  /** False if the last row of a table is a row whatever it says. */
  readonly trailers: boolean;
  /** Filled with how the rows of a table end, if given. */
  readonly lineEnds?: LineEnds;
  /** Given if rows of a table need only be counted. */
  readonly counting?: Counting;
}

/** The reader for a kind of file. `columns` grows with the property names of JSON. */
export function readerFor(plan: ReaderPlan, sink: RowSink, columns: JsonColumns, afterRow?: AfterRow): Reader {
  const reader = (): Reader => {
    if (plan.kind === 'json') return jsonDocumentReader(plan, columns, sink);
    if (plan.kind === 'jsonl') return jsonLinesReader(plan, columns, sink, afterRow);
    return csvReader(plan, sink, afterRow);
  };
  return untilOtherEncoding(plan, sink, reader());
}

/** A reader for one segment of a surveyed file. */
export function segmentReader(survey: Survey, segment: Segment, sink: RowSink): Reader {
  const isLast = survey.segments.every(({ start }) => start <= segment.start);
  const expected = (survey as Partial<FileSurvey>).expected ?? survey.columns.length;
  const plan: ReaderPlan = {
    file: survey.file,
    kind: survey.kind,
    encoding: survey.encoding,
    badBytes: survey.badBytes,
    delimiter: survey.delimiter,
    columns: survey.columns,
    expected,
    start: segment.start,
    stop: isLast ? Number.POSITIVE_INFINITY : segment.end,
    line: segment.line,
    record: segment.record,
    secondTable: segment.secondTable ?? 0,
    cut: !survey.complete,
    trailers: true,
  };
  return readerFor(plan, sink, jsonColumns(survey.columns));
}
