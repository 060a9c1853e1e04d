import {
  type Asked,
  type Lesson,
  type LessonList,
  LONGEST_CELL,
  type Outcome,
  type Question,
  type Recall,
  type Sources,
} from '../model/recall.ts';
import type { RowView } from '../model/row.ts';
import { type ModuleMemory, openModule } from '../model/web-assembly.ts';
import { makeCopy } from './copy.ts';
import { makeNumbers } from './numbers.ts';
import { RECALL_WASM } from './recall-wasm.ts';

/** Most of what a row may have; the same stands in `recall.as`. Others are read cell by cell. */
const MOST_FIELDS = 256;
const MOST_COLUMNS = 512;
const MOST_WORDS = 16;
const MOST_BYTES = 64 << 10;
/** Fields that a question may be about. */
const MOST_ABOUT = 255;
/** Things known before all of them are forgotten. Tables forget by themselves long before. */
const MOST_KNOWN = 200_000;
/** Lengths that the long texts of a field are told apart by. */
const MOST_LENGTHS = 15;

/** UTF-16 units that there are. */
const UNITS = 0x10000;

const ENCODER = new TextEncoder();

const NO_TEXTS: readonly string[] = [];
const CELL: Lesson = { kind: 'cell' };

interface Compiled {
  readonly memory: ModuleMemory;
  place(which: number): number;
  begin(fields: number, words: number): void;
  look(from: number, cells: number, verbatim: number, doubled: number): void;
  judge(era: number): void;
  keepsCells(field: number, isPart: number): number;
  isAscii(column: number): number;
  learnAbsent(field: number, number: number, marks: number, identity: number, outcome: number): number;
  prefersShape(field: number, isPart: number): number;
  learn(
    field: number,
    cells: number,
    number: number,
    marks: number,
    identity: number,
    outcome: number,
    isShape: number,
    date: number,
    after: number,
    before: number,
    hasBut: number,
  ): number;
  longsOf(field: number, lengths: number): number;
  learnLong(field: number, cells: number, number: number, marks: number, outcome: number): number;
  learnItem(field: number, length: number, marks: number, identity: number, most: number): number;
  learnList(field: number, cells: number, number: number, marks: number, outcome: number): number;
  alphabetOf(field: number, isPart: number): number;
  leaveOut(field: number, isPart: number, length: number): number;
  scratch(): number;
  newProfile(): number;
  newDesk(marked: number, identified: number, isDated: number): number;
  learnAnswer(question: number, era: number, outcome: number): number;
}

/**
 * An empty recall; undefined where WebAssembly may not run or gets no memory, and for packs and files beyond all measure.
 *
 * @param isUtf8 whether the file's bytes are UTF-8
 * @param mostKnown things known before all of them are forgotten
 */
export function openRecall(sources: Sources, asked: Asked, isUtf8: boolean, mostKnown = MOST_KNOWN): Recall | undefined {
  const { fields, questions, words } = asked;
  const count = sources.columnOf.length;
  const isLarge = ({ fields: about, identities }: Question) => about.length + identities.length > MOST_ABOUT;
  if (count > MOST_FIELDS || words > MOST_WORDS || questions.length > MOST_FIELDS || questions.some(isLarge)) return undefined;
  const compiled = openModule<Compiled>(RECALL_WASM);
  if (compiled === null) return undefined;
  const { buffer } = compiled.memory;
  const numbersAt = (which: number, length: number) => new Int32Array(buffer, compiled.place(which), length);
  const held = new Uint8Array(buffer);
  const bytes = new Uint8Array(buffer, compiled.place(0), MOST_BYTES);
  const copy = makeCopy(bytes);
  const starts = numbersAt(1, MOST_COLUMNS);
  const ends = numbersAt(2, MOST_COLUMNS);
  const forms = new Uint8Array(buffer, compiled.place(3), MOST_COLUMNS);
  const numbers = numbersAt(8, count);
  const counts = numbersAt(15, 4);
  const foundNumbers = numbersAt(12, MOST_FIELDS * 4);
  const unwanted = new Uint8Array(buffer, compiled.place(19), UNITS >> 3);
  if (!isUtf8) unwanted.fill(0xff);
  else for (const [first, last] of asked.unwanted) for (let unit = first; unit <= last; unit++) unwanted[unit >> 3]! |= 1 << (unit & 7);
  const isIdentity = new Set(questions.flatMap(({ identities }) => [...identities]));

  const asks = new Uint8Array(count);
  for (const field of fields) asks[field] = 1;

  /** By number from 1. */
  let known: (object | undefined)[] = [];
  /** In groups: of the cells, and of the shapes, of each field and of what it is split from. */
  let taken = makeNumbers(count * 4);
  let told: (Outcome | undefined)[] = [];
  let places = new Map<Outcome, number>();
  /** By field: the number of its long texts or lists, 0 before there is one, -1 if too much tells them apart. */
  const kins = new Int32Array(count);
  /** Numbers of the codes that items of lists stand for. */
  const codes = new Map<string, number>();
  const lessons: (Lesson | undefined)[] = new Array(count).fill(undefined);
  let cells = 0;
  /** False before the first row, and once there is no room left: then nothing more is learnt, and all is forgotten before the next row. */
  let isHeld = false;

  const begin = (): void => {
    compiled.begin(count, words);
    known = [undefined];
    taken = makeNumbers(count * 4);
    told = [undefined];
    places = new Map();
    kins.fill(0);
    lessons.fill(undefined);
    numbersAt(4, count).set(sources.columnOf);
    numbersAt(5, count).set(sources.wholeOf);
    numbersAt(6, count).set(sources.isConstant);
    numbersAt(7, count).set(asks);
    for (const { fields: about, bits, identities, isDated } of questions) {
      const at = new Int32Array(
        buffer,
        compiled.newDesk(about.length, identities.length, isDated ? 1 : 0),
        about.length * 2 + identities.length,
      );
      for (const [n, field] of about.entries()) at.set([field, bits[n]!], n * 2);
      at.set(identities, about.length * 2);
    }
  };
  /** Where an outcome lies; -1 if there is no memory. */
  const placeOf = (outcome: Outcome): number => {
    if (outcome.isEmpty) return 0;
    const before = places.get(outcome);
    if (before !== undefined) return before;
    const place = compiled.newProfile();
    if (place === 0) return -1;
    const own = new Int32Array(buffer, place, 1 + words * 2);
    if (outcome.isTold) own[0] = told.push(outcome) - 1;
    own.set(outcome.applied, 1);
    own.set(outcome.broken, 1 + words);
    places.set(outcome, place);
    return place;
  };
  /** Puts a text down for the call that comes next. @returns its bytes */
  const putDown = (text: string): number => ENCODER.encodeInto(text, new Uint8Array(buffer, compiled.scratch(), LONGEST_CELL)).written;
  const isLeftOut = (field: number, isPart: boolean, text: string): boolean =>
    compiled.leaveOut(field, isPart ? 1 : 0, putDown(text)) !== 0;
  const kinOf = (field: number, what: object | undefined): number => {
    if (kins[field] === 0) {
      kins[field] = taken.take();
      known[kins[field]!] = what;
    }
    return -kins[field]!;
  };
  const learntLong = (field: number, { what, lengths }: Lesson, marks: number, outcome: number): number => {
    if (kins[field] === 0) {
      const told = lengths!();
      if (told.length > MOST_LENGTHS) kins[field] = -1;
      else {
        const place = compiled.longsOf(field, told.length);
        if (place === 0) return 0;
        new Int32Array(buffer, place, told.length).set(told);
      }
    }
    return kins[field] === -1 ? 1 : compiled.learnLong(field, cells, kinOf(field, what), marks, outcome);
  };
  const learntList = (field: number, what: object | undefined, { items, most }: LessonList, marks: number, outcome: number): number => {
    for (const { text, value, marks: own } of items) {
      const identity = codes.get(value) ?? codes.size;
      codes.set(value, identity);
      if (compiled.learnItem(field, putDown(text), own, identity, most) === 0) return 0;
    }
    return compiled.learnList(field, cells, kinOf(field, what), marks, outcome);
  };
  const learnt = (field: number, lesson: Lesson, marks: number, identity: number, outcome: number): number => {
    const { kind, what, alphabet, date, but = NO_TEXTS, when, isCounted, form = 0, isPart } = lesson;
    if (kind === 'long') return learntLong(field, lesson, marks, outcome);
    if (kind === 'list') {
      const list = lesson.list!();
      return list === undefined ? learnt(field, CELL, marks, identity, outcome) : learntList(field, what, list, marks, outcome);
    }
    const isShape = kind === 'shape';
    if (isShape) {
      const own = compiled.alphabetOf(field, isPart ? 1 : 0);
      if (own === 0) return 0;
      held.set(alphabet!, own);
      if (!but.every((text) => isLeftOut(field, isPart === true, text))) return 1;
    }
    const number = taken.take();
    known[number] = what;
    if (kind === 'absent') return compiled.learnAbsent(field, number, marks, identity, outcome);
    const ofShape = date === undefined ? 0 : 1 | (date.noZulu ? 2 : 0) | (date.from << 8) | (date.to << 16);
    const about = (isShape ? ofShape : (when === undefined ? 0 : 4) | (form << 4)) | (isCounted ? 8 : 0);
    const isLearnt = compiled.learn(
      field,
      cells,
      isShape ? -number : number,
      marks,
      identity,
      outcome,
      isShape ? 1 : 0,
      about,
      date?.after ?? when?.day ?? 0,
      date?.before ?? when?.minute ?? 0,
      but.length > 0 ? 1 : 0,
    );
    const group = field * 4 + (isPart ? 2 : 0) + (isShape ? 1 : 0);
    if (counts[3] === 1) taken.free(group, letGo);
    taken.join(group, number);
    return isLearnt;
  };
  const letGo = (number: number): void => {
    known[number] = undefined;
  };
  return {
    asks,
    numbers,
    open: numbersAt(11, MOST_FIELDS),
    marks: numbersAt(9, count),
    identities: numbersAt(10, count),
    missed: numbersAt(13, MOST_FIELDS),
    together: numbersAt(14, words * 2),
    days: numbersAt(16, count),
    minutes: numbersAt(17, count),
    written: numbersAt(18, count * 8),
    openCount: () => counts[0]!,
    foundCount: () => counts[1]!,
    missedCount: () => counts[2]!,
    known: (number) => known[number],
    keep(number, what) {
      known[number] = what;
    },
    found: (index) => told[foundNumbers[index]!]!,
    prefersShape: (field, isPart) => !isIdentity.has(field) && compiled.prefersShape(field, isPart ? 1 : 0) !== 0,
    isAscii: (column) => compiled.isAscii(column) !== 0,
    keepsCells: (field, isPart) => compiled.keepsCells(field, isPart ? 1 : 0) !== 0,
    look(row: RowView) {
      const { spans, length } = row;
      const { units, starts: from, ends: to, forms: written } = spans;
      if (!isHeld) begin();
      isHeld = true;
      if (length > MOST_COLUMNS || row.nested !== undefined || units.BYTES_PER_ELEMENT !== 1) return false;
      let first = Number.MAX_SAFE_INTEGER;
      let past = 0;
      for (let cell = 0; cell < length; cell++) {
        const start = from[cell]!;
        const end = to[cell]!;
        starts[cell] = start;
        ends[cell] = end;
        forms[cell] = written[cell]!;
        if (start === end) continue;
        if (start < first) first = start;
        if (end > past) past = end;
      }
      if (past - first > MOST_BYTES) return false;
      const base = past > first ? copy(units as Uint8Array, first, past) : first;
      cells = length;
      compiled.look(base, length, spans.verbatim, spans.doubled);
      return true;
    },
    note(field, lesson) {
      if (isHeld) lessons[field] = lesson;
    },
    isNoted: (field) => lessons[field] !== undefined,
    judge: (era) => compiled.judge(era),
    learn(field, marks, identity, outcome) {
      const lesson = lessons[field];
      lessons[field] = undefined;
      if (!isHeld) return;
      if (lesson === undefined || lesson.isEnough?.() === false) return;
      const isOne = lesson.kind === 'cell' || lesson.kind === 'absent';
      // Of a text of the same shape as another, or as long as it, it is not known whether it is the same.
      if (!isOne && lesson.kind !== 'list' && isIdentity.has(field)) return;
      const own = isOne || !isIdentity.has(field) ? lesson : CELL;
      const place = placeOf(outcome);
      if (place === -1 || taken.used() >= mostKnown || learnt(field, own, marks, identity, place) === 0) isHeld = false;
    },
    learnAnswer(question, era, outcome) {
      if (!isHeld) return;
      const place = placeOf(outcome);
      if (place === -1 || compiled.learnAnswer(question, era, place) === 0) isHeld = false;
    },
  };
}
