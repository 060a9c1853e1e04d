import type { RowView } from './row.ts';

/** Bytes of the longest cell that is kept: longer ones (narratives) hardly ever come again. */
export const LONGEST_CELL = 64;

/** Where the values of a file's fields stand, by index of the field. */
export interface Sources {
  /** 0-based column, or -1. */
  readonly columnOf: Int32Array;
  /** Column that a field may be split from where its own has nothing, or -1. */
  readonly wholeOf: Int32Array;
  /** 1 if the value is the same for all records. */
  readonly isConstant: Uint8Array;
}

export interface Question {
  readonly fields: Int32Array;
  readonly bits: Int32Array;
  readonly identities: Int32Array;
  /** True if the same marks may come to something else in another era. */
  readonly isDated: boolean;
}

/** What is asked of a record, besides what is asked of its fields one by one. */
export interface Asked {
  /** Fields whose marks or identities count, by index. */
  readonly fields: readonly number[];
  /** Questions about several fields: the fields and the bits of their marks, and the fields whose identity counts. */
  readonly questions: readonly Question[];
  /** Numbers of 32 bits that outcomes have of each kind of bits. */
  readonly words: number;
  /** First and last UTF-16 units of which a text must have none for what holds of ASCII texts as long as it to hold of it too. */
  readonly unwanted: readonly (readonly [first: number, last: number])[];
}

/** What fields or questions came to. */
export interface Outcome {
  /** False if it says nothing but its bits. */
  readonly isTold: boolean;
  /** True if it says nothing at all. */
  readonly isEmpty: boolean;
  /** Bits of the rules with checks in several panels: those that apply, and those that fail. */
  readonly applied: Int32Array;
  readonly broken: Int32Array;
}

/** Where in a text a date must stand; true if none of another offset may; and the days between which it must lie, as numbers (`20260304`). */
export interface LessonDate {
  readonly from: number;
  readonly to: number;
  readonly noZulu: boolean;
  readonly after: number;
  readonly before: number;
}

/** A date: days since 1970, and minutes of that day, -1 without a time. */
export interface LessonDay {
  readonly day: number;
  readonly minute: number;
}

/** An item of a list: as it is written, what that stands for, and the marks that a list has only if all its items have them. */
export interface LessonItem {
  readonly text: string;
  readonly value: string;
  readonly marks: number;
}

/** A list's items, and from how many on it does not matter how many there are. */
export interface LessonList {
  readonly items: readonly LessonItem[];
  readonly most: number;
}

/**
 * What a cell came to, and how it is to be kept: by its bytes, by the kinds of its characters, by the first of these and how long it is, by its items
 * if it is a list, or as what a field is where nothing stands.
 */
export interface Lesson {
  readonly kind: 'cell' | 'shape' | 'long' | 'list' | 'absent';
  /** What `Recall.known` gives back. Not of a cell, as hardly any that is learnt comes again: what does is read once more, and put down by `keep`. */
  readonly what?: object;
  /** Of a shape: by ASCII code the kinds of characters; the date that must stand in the text, if one must; and texts of which all this is not so. */
  readonly alphabet?: Uint8Array;
  readonly date?: LessonDate | undefined;
  readonly but?: readonly string[] | undefined;
  /** Of a long text: the lengths that tell such texts apart, each the least of those behind it; and false if more was asked of it than that. */
  readonly lengths?: () => readonly number[];
  readonly isEnough?: () => boolean;
  /** Of a list that may be known by its items; undefined if it has to be kept by its bytes. */
  readonly list?: () => LessonList | undefined;
  /** Of a cell that holds a date. */
  readonly when?: LessonDay | undefined;
  /** Where how a date is written is to be counted when the cell or shape comes again: of a cell, in which place of `Recall.written`. */
  readonly isCounted?: boolean;
  readonly form?: number;
  /** True if the cell is another field's, that this one's is split from. */
  readonly isPart?: boolean;
}

/**
 * What cells of the records of one file came to, and what was made of them, kept so that it is looked up for all cells of a row at once.
 * It finds out nothing: who looks up what is not known finds that out, and puts it here.
 */
export interface Recall {
  /** Looks up the cells of a row. False if they can only be read one by one; then all else is about the row before. */
  look(row: RowView): boolean;
  /** By field, of the row looked up last: the number of what is known, negative for a shape, 0 if nothing is. */
  readonly numbers: Int32Array;
  /** What was learnt under a number above 0; undefined of a cell for which nothing was put down. */
  known(number: number): object | undefined;
  /** Puts down what a cell is that was learnt under a number. */
  keep(number: number, what: object): void;
  /** Whether the cell of a column of the row looked up last is all printable ASCII, tabs and line ends. */
  isAscii(column: number): boolean;
  /** By field: 1 if its cells are looked up. */
  readonly asks: Uint8Array;
  /** Whether a field's cells (or those that it is split from) are kept by their bytes; if not, then by their shapes alone. */
  keepsCells(field: number, isPart: boolean): boolean;
  /** Of those that are kept: whether that of the row looked up last is better kept by its shape, as most of the field are new. */
  prefersShape(field: number, isPart: boolean): boolean;
  /** By field, of the row looked up last: days since 1970 of the date that its cell holds, `NO_DAY` if that is not known; minutes of the day, or -1. */
  readonly days: Int32Array;
  readonly minutes: Int32Array;
  /** Eight places for each field: how many known dates were written in each form. Whoever takes the counts sets them to 0. */
  readonly written: Int32Array;
  /** Notes what the field of the row was read as, for `learn`. */
  note(field: number, lesson: Lesson | undefined): void;

  /** Fields asked of which nothing is known; the first `openCount()` hold. */
  readonly open: Int32Array;
  openCount(): number;
  /** By field: marks and identity. To be written for open fields before `judge`. */
  readonly marks: Int32Array;
  readonly identities: Int32Array;
  /** Answers the questions. @param era of the record */
  judge(era: number): void;
  /** Outcomes that tell something; the first `foundCount()` hold, after `judge` those of the questions among them. */
  found(index: number): Outcome;
  foundCount(): number;
  /** Questions that have no answer yet, by their place in `Asked.questions`; the first `missedCount()` hold. */
  readonly missed: Int32Array;
  missedCount(): number;
  /** Bits of all outcomes that are known put together: those that apply, then those that are broken. */
  readonly together: Int32Array;

  /** Whether what the open field was read as is kept when it is learnt. */
  isNoted(field: number): boolean;
  /** Learns what an open field came to. */
  learn(field: number, marks: number, identity: number, outcome: Outcome): void;
  /** Learns the answer to a question for this row. */
  learnAnswer(question: number, era: number, outcome: Outcome): void;
}
