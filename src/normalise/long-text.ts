import type { Lesson } from '../model/recall.ts';
import type { Span } from '../model/record.ts';
import type { RowView } from '../model/row.ts';
import type { KnownShape, OwnReading } from './lean.ts';
import { trimmed } from './trim.ts';

const [FIRST_VISIBLE, LAST_VISIBLE] = [0x21, 0x7e];

const isVisible = (unit: number): boolean => unit >= FIRST_VISIBLE && unit <= LAST_VISIBLE;

/** Texts by which it is known whether most are asked for, and where they are, one in how many is tried all the same: others may come. */
const PATIENCE = 256;
const TRIED_EACH = 16;

/** A reading of a text that stands in the file as it is read: it is made only if someone asks for it. */
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
  row: RowView | undefined = undefined;
  column = 0;
  text: string | undefined = undefined;
  /** Texts that were made. */
  made = 0;
  readonly isAscii: (column: number) => boolean;
  private readonly lent = { units: new Uint8Array(0) as Span['units'], from: 0, to: 0 };

  constructor(isAscii: (column: number) => boolean) {
    this.isAscii = isAscii;
  }

  get value(): string {
    if (this.text === undefined) {
      this.text = String(this.row!.cell(this.column));
      this.made++;
    }
    return this.text;
  }

  span(): Span | undefined {
    const { lent, column } = this;
    const { units, starts, ends, forms, verbatim } = this.row!.spans;
    if (((verbatim >> forms[column]!) & 1) === 0 || !this.isAscii(column)) return undefined;
    lent.units = units;
    lent.from = starts[column]!;
    lent.to = ends[column]!;
    return lent;
  }
}

type Lent = { -readonly [key in keyof OwnReading]: OwnReading[key] };

/** Makes a reading that of another cell, of which nothing was asked yet. */
function renew(lent: Pick<Lent, 'id' | 'marks' | 'asked' | 'era' | 'settled'>, id: number): void {
  lent.id = id;
  lent.marks = lent.asked = 0;
  lent.era = -2;
  lent.settled = undefined;
}

/** Reads cells of one field of single texts that are too long to come again. What it gives is lent: the field's next cell re-uses it. */
export interface LongTexts {
  /**
   * Undefined for a cell whose text may be another than its bytes: one with blanks around it, or with quotes that are doubled; and for most where most
   * texts are asked for anyway.
   */
  ofBytes(row: RowView, column: number, id: number): OwnReading | undefined;
  /** What to keep of the cell that was read so last. */
  readonly lesson: Lesson;
  /** Undefined for a text of blanks alone. */
  ofText(text: string, id: number): OwnReading | undefined;
}

/**
 * @param lent a reading of a text, to be filled
 * @param isAscii whether the bytes of a column of the row are all printable ASCII, tabs and line ends
 * @param lengths those that tell the field's texts apart which begin with the same character, as far as rules ask for no more of them
 */
export function makeLongTexts(lent: Lent, isAscii: (column: number) => boolean, lengths: () => readonly number[]): LongTexts {
  const reading = new LongReading(isAscii);
  let count = 0;
  let isAsked = false;
  let turn = 0;
  const fill = (row: RowView, column: number, id: number): OwnReading => {
    reading.row = row;
    reading.column = column;
    reading.text = undefined;
    renew(reading, id);
    return reading;
  };
  const what: KnownShape = { again: fill };
  return {
    lesson: { kind: 'long', what, lengths, isEnough: () => reading.text === undefined },
    ofBytes(row, column, id) {
      if (isAsked && ++turn % TRIED_EACH !== 0) return undefined;
      const { units, starts, ends, forms, verbatim } = row.spans;
      if (((verbatim >> forms[column]!) & 1) === 0) return undefined;
      if (!isVisible(units[starts[column]!]!) || !isVisible(units[ends[column]! - 1]!)) return undefined;
      if (++count === PATIENCE) {
        isAsked = reading.made * 2 > count;
        count = reading.made = 0;
      }
      return fill(row, column, id);
    },
    ofText(text, id) {
      const value = trimmed(text);
      if (value === '') return undefined;
      lent.value = value;
      renew(lent, id);
      return lent;
    },
  };
}
