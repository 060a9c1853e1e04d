import type { Lesson } from '../model/recall.ts';
import type { Reading, Span, ValueState } from '../model/record.ts';
import type { RowView } from '../model/row.ts';
import type { Shapes, Stencil } from '../model/stencil.ts';
import { type DateForms, formOfDay, mayBeOfNext, plainIsoDay, readDate, TO_NEXT } from './date.ts';
import { makeMemory } from './memory.ts';

/** A reading, and how it is written if it is a date. */
export interface OwnReading extends Reading {
  id: number;
  readonly form: keyof DateForms | undefined;
}

/** Where the value stands in a cell's text, and whether that has the form which it must have. */
export interface Piece {
  readonly state: ValueState;
  readonly from: number;
  readonly to: number;
}

/** What is known of a shape's cells, or of those of its dates that lie between two days. */
interface Kin extends Stencil {
  readonly piece: Piece;
  /** Days between which its dates lie, as numbers. */
  readonly after: number;
  readonly before: number;
  /** Cells of it so far. */
  cells: number;
  /** Texts that are not as the others. */
  but: ReadonlySet<string> | undefined;
  lesson: Lesson | undefined;
}

/** Where the value stands in all cells of a shape; undefined if they have to be read as any other. And its kin, by the days between which they lie. */
interface Shape {
  readonly piece: Piece | undefined;
  readonly kin: (Kin | undefined)[];
}

/** Days as numbers that lie before all dates, and after them. */
const [NO_DAY, LAST_DAY] = [0, 1e8];

/** Cells of a shape after which it is worth while to look up what is known of it. */
const OFTEN = 8;

/** Cells after which a field is given up if more than one in four of them is of a new shape, and new shapes before which that is not asked. */
const PATIENCE = 2048;
const FEW = 64;
const NEW_EACH = 4;

const [SPACE, DIGIT_0, LETTER_Z] = [0x20, 0x30, 0x5a];

/** A reading of a cell that hardly comes again: its text is made only if someone asks for it. Lent: the field's next cell re-uses it. */
class LeanReading implements OwnReading {
  state: ValueState = 'readable';
  id = 0;
  marks = 0;
  asked = 0;
  era = -2;
  settled: object | undefined = undefined;
  stencil: Stencil | undefined = undefined;
  form: keyof DateForms | undefined = undefined;
  row: RowView | undefined = undefined;
  column = 0;
  piece: Piece | undefined = undefined;
  text: string | undefined = undefined;
  read: string | undefined = undefined;
  readonly isDate: boolean;
  readonly isPart: boolean;
  private readonly lent = { units: new Uint8Array(0) as Span['units'], from: 0, to: 0 };

  constructor(isDate: boolean, isPart: boolean) {
    this.isDate = isDate;
    this.isPart = isPart;
  }

  get cell(): string {
    this.text ??= String(this.row!.cell(this.column));
    return this.text;
  }

  get value(): string {
    if (this.read !== undefined) return this.read;
    const { from, to } = this.piece!;
    const text = this.isPart ? this.cell.slice(from, to) : this.cell;
    this.read = this.isDate && this.state === 'readable' ? readDate(text)! : text;
    return this.read;
  }

  span(): Span | undefined {
    if (this.read !== undefined || (this.isDate && this.state === 'readable')) return undefined;
    const { row, column, piece, lent } = this;
    const { units, starts, ends } = row!.spans;
    const start = starts[column]!;
    lent.units = units;
    lent.from = this.isPart ? start + piece!.from : start;
    lent.to = this.isPart ? start + piece!.to : ends[column]!;
    return lent;
  }

  get written(): string | undefined {
    if (this.isPart) return '';
    return this.isDate && this.value !== this.cell ? this.cell : undefined;
  }
}

/** Reads cells of one field by their shape. */
export interface LeanReader {
  /** Undefined for a cell that has to be read as any other. */
  read(row: RowView, column: number, id: number): OwnReading | undefined;
  /** Whether all that rules ask of the cell read last is known by its shape, or may still be: few cells of it were seen. */
  isWorth(): boolean;
  /** What to keep of the cell read last. */
  lesson(): Lesson;
}

/** What a recall keeps of a shape, or of long texts. */
export interface KnownShape {
  /** Reads a cell that is known to be one of these, without telling how a date is written. */
  again(row: RowView, column: number, id: number): OwnReading;
}

/**
 * Makes the reader for a field of single texts or dates that are not translated.
 *
 * @param isPart true if the field's value is split from the cell of another
 * @param shapesOf tells the shapes of the field's texts apart; called when that is first needed
 * @param locate where the value stands in a text, which texts of one shape must have in common; undefined if it is to be read as any other
 */
export function makeLeanReader(
  isDate: boolean,
  isPart: boolean,
  shapesOf: () => Shapes,
  locate: (text: string) => Piece | undefined,
): LeanReader {
  const reading = new LeanReading(isDate, isPart);
  /** False where a time of another offset, as it is read, may be of another shape than as it is written. */
  let areDigitsAlike = true;
  let told: Shapes;
  const shapes = makeMemory<Shape>(() => {
    told = shapesOf();
    const { alphabet } = told;
    areDigitsAlike = alphabet.subarray(DIGIT_0, DIGIT_0 + 10).every((kind) => kind === alphabet[DIGIT_0]);
    return alphabet;
  });
  let asked = 0;
  let made = 0;
  /** Looks up what is known of a shape, which takes longer than reading a cell of it. */
  const look = (kin: Kin, text: string): void => {
    const { piece } = kin;
    if (piece.state !== 'readable') return;
    // A time of another offset is read as another text.
    const read = isDate && text.endsWith('Z') ? undefined : text.slice(piece.from, piece.to);
    const known = told.known(read, isPart ? '' : text, !isDate && !isPart);
    kin.asked |= known.asked;
    kin.marks |= known.marks;
    if (known.but.length > 0) kin.but = new Set(known.but);
    kin.lesson = undefined;
  };
  let isOff = false;
  let last: Kin;
  /** What is known of dates of a shape around a day; undefined for a day that is looked at by itself. */
  const kinAt = ({ piece, kin }: Shape, day: number): Kin | undefined => {
    const days = day === NO_DAY ? [] : told.days;
    let place = 0;
    while (place < days.length && days[place]! < day) place++;
    if (days[place] === day) return undefined;
    const known = kin[place];
    if (known !== undefined) return known;
    const [after, before] = [days[place - 1] ?? NO_DAY, days[place] ?? LAST_DAY];
    const made: Kin = {
      ...{ marks: 0, asked: 0, settled: undefined, isDay: day !== NO_DAY, piece: piece!, after, before },
      ...{ cells: 0, but: undefined, lesson: undefined },
    };
    kin[place] = made;
    return made;
  };
  const fill = (kin: Kin, form: keyof DateForms | undefined, row: RowView, column: number, id: number): OwnReading => {
    const { piece } = kin;
    reading.state = piece.state;
    reading.id = id;
    reading.marks = kin.marks;
    reading.asked = kin.asked;
    reading.era = -2;
    reading.settled = undefined;
    reading.stencil = kin;
    reading.form = isPart ? undefined : form;
    reading.row = row;
    reading.column = column;
    reading.piece = piece;
    reading.text = reading.read = undefined;
    return reading;
  };
  const dayAt = ({ units, starts }: RowView['spans'], column: number, { from, to }: Piece): number =>
    plainIsoDay(units, starts[column]! + from, starts[column]! + to);
  const isNext = ({ units, starts }: RowView['spans'], column: number, { from, to }: Piece): boolean =>
    mayBeOfNext(units, starts[column]! + from, starts[column]! + to);
  const lessonOf = (kin: Kin): Lesson => {
    const { after, before, but, piece } = kin;
    const { from, to, state } = piece;
    const isRead = isDate && state === 'readable';
    const what: KnownShape = {
      again: (row, column, id) => fill(kin, undefined, row, column, id),
    };
    const date = isRead ? { from, to, noZulu: !areDigitsAlike, after, before } : undefined;
    return { kind: 'shape', what, alphabet: told.alphabet, date, but: but && [...but], isCounted: isRead && !isPart, isPart };
  };
  return {
    isWorth: () => last.cells < OFTEN || (told.all & ~last.asked) === 0,
    lesson() {
      last.lesson ??= lessonOf(last);
      return last.lesson;
    },
    read(row, column, id) {
      if (isOff) return undefined;
      const { units, starts, ends, forms, verbatim } = row.spans;
      if (((verbatim >> forms[column]!) & 1) === 0 || row.nested !== undefined) return undefined;
      const from = starts[column]!;
      const to = ends[column]!;
      if (units[from] === SPACE || units[to - 1] === SPACE) return undefined;
      let shape = shapes.get(units, from, to, 0);
      asked++;
      if (shape === undefined) {
        isOff = asked > PATIENCE && made * NEW_EACH > asked;
        if (!shapes.isAsked() || (made > FEW && made * NEW_EACH > asked)) return undefined;
        made++;
        shape = { piece: locate(String(row.cell(column))), kin: [] };
        shapes.set(shape);
      }
      const { piece } = shape;
      if (piece === undefined) return undefined;
      const isRead = isDate && piece.state === 'readable';
      const day = isRead ? dayAt(row.spans, column, piece) : NO_DAY;
      if (isRead && (day === NO_DAY || (!areDigitsAlike && units[from + piece.to - 1] === LETTER_Z))) return undefined;
      const kin = kinAt(shape, day);
      if (kin === undefined || (isRead && isNext(row.spans, column, piece) && day + TO_NEXT >= kin.before)) return undefined;
      if (++kin.cells === OFTEN) look(kin, String(row.cell(column)));
      if (kin.but?.has(String(row.cell(column)))) return undefined;
      last = kin;
      return fill(kin, isRead ? formOfDay(day) : undefined, row, column, id);
    },
  };
}
