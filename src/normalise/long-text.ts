import type { Span } from '../model/record.ts';
import type { RowView } from '../model/row.ts';
import type { OwnReading } from './lean.ts';
import { trimmed } from './trim.ts';

const [FIRST_VISIBLE, LAST_VISIBLE] = [0x21, 0x7e];

const isVisible = (unit: number): boolean => unit >= FIRST_VISIBLE && unit <= LAST_VISIBLE;

/** A reading of a text that is too long to come again. Of one that stands in the file as it is read, the text is made only if someone asks for it. */
class LongReading implements OwnReading {
  readonly state = 'readable';
  readonly written = undefined;
  readonly stencil = undefined;
  readonly form = undefined;
  id = 0;
  marks = 0;
  asked = 0;
  era = -2;
  settled: object | undefined = undefined;
  /** Undefined for a text that was given as such. */
  row: RowView | undefined = undefined;
  column = 0;
  text: string | undefined = undefined;
  readonly isAscii: (column: number) => boolean;

  constructor(isAscii: (column: number) => boolean) {
    this.isAscii = isAscii;
  }

  get value(): string {
    this.text ??= String(this.row!.cell(this.column));
    return this.text;
  }

  span(): Span | undefined {
    if (this.row === undefined || !this.isAscii(this.column)) return undefined;
    const { units, starts, ends } = this.row.spans;
    return { units, from: starts[this.column]!, to: ends[this.column]! };
  }
}

/** Reads long cells of one field of single texts. What it gives is lent: the field's next cell re-uses it. */
export interface LongTexts {
  /** Undefined for a cell whose text may be another than its bytes: one with blanks around it, or with quotes that are doubled. */
  ofBytes(row: RowView, column: number, id: number): OwnReading | undefined;
  /** Undefined for a text of blanks alone. */
  ofText(text: string, id: number): OwnReading | undefined;
}

/** @param isAscii whether the bytes of a column of the row are all printable ASCII, tabs and line ends */
export function makeLongTexts(isAscii: (column: number) => boolean): LongTexts {
  const reading = new LongReading(isAscii);
  const fill = (row: RowView | undefined, column: number, text: string | undefined, id: number): OwnReading => {
    reading.row = row;
    reading.column = column;
    reading.text = text;
    reading.id = id;
    reading.marks = reading.asked = 0;
    reading.era = -2;
    reading.settled = undefined;
    return reading;
  };
  return {
    ofBytes(row, column, id) {
      const { units, starts, ends, forms, verbatim } = row.spans;
      if (((verbatim >> forms[column]!) & 1) === 0) return undefined;
      const isAsRead = isVisible(units[starts[column]!]!) && isVisible(units[ends[column]! - 1]!);
      return isAsRead ? fill(row, column, undefined, id) : undefined;
    },
    ofText(text, id) {
      const value = trimmed(text);
      return value === '' ? undefined : fill(undefined, 0, value, id);
    },
  };
}
