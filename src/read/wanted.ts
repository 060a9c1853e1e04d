import { Buffer } from 'node:buffer';
import { InputError } from '../model/errors.ts';
import type { RowSink } from '../model/row.ts';
import type { Survey } from '../model/source.ts';
import { assertUnchanged, bytesOf, type OpenFile, readInto } from './bytes.ts';
import { newCursor, nextRow } from './csv-cursor.ts';
import { csvView, showRow } from './csv-view.ts';
import type { FileSurvey } from './file-survey.ts';
import { gunzipped } from './gunzip.ts';
import { jsonColumns } from './json-columns.ts';
import { walkObject } from './json-object.ts';
import { jsonRows } from './json-rows.ts';
import { newGround, OK } from './json-walk.ts';
import { DONE, dialectOf } from './scan-row.ts';
import { reopen } from './segment.ts';
import { append, closeWindow, openWindow, rewind } from './window.ts';

/** A row to be handed out again: facts of its first reading. */
export interface WantedRow {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Bytes read at a time: at least where rows stand far apart, at most where each stands close to the one before, and how much more in each turn. */
const [LEAST, MOST, MORE] = [4 << 10, 256 << 10, 4];

/** Hands the row that these bytes are to the sink. False if they are none. */
type Picker = (bytes: Uint8Array, wanted: WantedRow) => boolean;

function csvPicker(survey: Survey, sink: RowSink): Picker {
  const window = openWindow(survey.encoding, 0);
  const expected = (survey as Partial<FileSurvey>).expected ?? survey.columns.length;
  const cursor = newCursor(dialectOf((survey.delimiter ?? ',').charCodeAt(0), window.width), expected, 1, survey.kind === 'xlsx');
  const view = csvView(cursor, window);
  return (bytes, { record, line, start }) => {
    rewind(window, start);
    append(window, bytes);
    closeWindow(window);
    cursor.pos = 0;
    if (nextRow(cursor, window, true) !== DONE) return false;
    showRow(view, cursor, window, record, line, expected);
    sink.row(view);
    return true;
  };
}

function jsonPicker(survey: Survey, sink: RowSink): Picker {
  const window = openWindow(survey.encoding, 0);
  const rows = jsonRows(window, jsonColumns(survey.columns), false, { row: sink.row, fault() {} });
  const ground = newGround(window.units);
  return (bytes, { record, line, start }) => {
    rewind(window, start);
    append(window, bytes);
    ground.units = window.units;
    ground.pos = 0;
    ground.limit = window.length;
    if (walkObject(ground, rows.properties) !== OK) return false;
    rows.handOut(0, ground.pos, line, record);
    return true;
  };
}

/**
 * Bytes `[start, end)` of a plain file, by blocks that are kept while rows lie in them: of a few rows of a large file hardly more is read than
 * these. They are lent: the next question may overwrite them.
 */
function seeker(opened: OpenFile, size: number): (start: number, end: number) => Promise<Uint8Array> {
  let from = 0;
  let filled = 0;
  let portion = LEAST;
  let block = Buffer.allocUnsafeSlow(MOST);
  return async (start, end) => {
    if (start < from || end > from + filled) {
      const isNear = start >= from && start <= from + filled + portion;
      portion = isNear ? Math.min(MOST, portion * MORE) : LEAST;
      const to = Math.min(size, Math.max(end, start + portion));
      if (to - start > block.length) block = Buffer.allocUnsafeSlow(to - start);
      await readInto(opened, block, start, to);
      from = start;
      filled = to - start;
    }
    return block.subarray(start - from, end - from);
  };
}

/** The same for gzip, which can only be read forwards. */
function streamer(bytes: AsyncGenerator<Uint8Array>): (start: number, end: number) => Promise<Uint8Array> {
  let from = 0;
  let held: Uint8Array = new Uint8Array(0);
  return async (start, end) => {
    const parts: Uint8Array[] = [];
    while (from + held.length < end) {
      const next = await bytes.next();
      if (next.done) break;
      if (from + held.length > start) parts.push(held);
      else parts.length = 0;
      from += held.length;
      held = Uint8Array.from(next.value);
    }
    const before = Buffer.concat(parts);
    held = before.length > 0 ? Buffer.concat([before, held]) : held;
    from -= before.length;
    return held.subarray(start - from, end - from);
  };
}

/**
 * Hands out again exactly the rows wanted, which must ascend by `start`; their cells equal those of the first reading. Faults are not told again.
 * Throws InputError if the file can't be read or has changed since the survey.
 */
export async function readWanted(survey: Survey, wanted: Iterable<WantedRow>, sink: RowSink): Promise<void> {
  const opened = await reopen(survey);
  try {
    const isTable = survey.kind === 'csv' || survey.kind === 'xlsx';
    const pick = isTable ? csvPicker(survey, sink) : jsonPicker(survey, sink);
    const bytes = survey.gzip ? gunzipped(bytesOf(opened, 0, survey.bytes), { why: null }) : null;
    const take = bytes === null ? seeker(opened, survey.bytes) : streamer(bytes);
    for (const row of wanted) {
      if (!pick(await take(row.start, row.end), row))
        throw new InputError(`${survey.file}: record ${row.record} is not where it was; run again`);
    }
    await bytes?.return(undefined);
    await assertUnchanged(opened);
  } finally {
    await opened.handle.close();
  }
}
