import type { Asked, Lesson, Outcome, Question, Recall, Sources } from '../model/recall.ts';
import type { RowView } from '../model/row.ts';
import { openModule } from '../model/web-assembly.ts';
import type { Compiled } from './compiled.ts';
import { makeCopy } from './copy.ts';
import { CELL, makeLearning } from './learning.ts';
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
/** UTF-16 units that there are. */
const UNITS = 0x10000;

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

  const learning = makeLearning(compiled, count, () => counts[3] === 1);
  const learnt = { field: 0, cells: 0, marks: 0, identity: 0, place: 0 };
  /** By number from 1. */
  let told: (Outcome | undefined)[] = [];
  let places = new Map<Outcome, number>();
  const lessons: (Lesson | undefined)[] = new Array(count).fill(undefined);
  /** False before the first row, and once there is no room left: then nothing more is learnt, and all is forgotten before the next row. */
  let isHeld = false;

  const begin = (): void => {
    compiled.begin(count, words);
    learning.begin();
    told = [undefined];
    places = new Map();
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
    const own = new Int32Array(buffer, place, 2 + words * 2);
    if (outcome.isTold) own[0] = told.push(outcome) - 1;
    own[1] = outcome.applied.some((word) => word !== 0) ? 1 : 0;
    own.set(outcome.applied, 2);
    own.set(outcome.broken, 2 + words);
    places.set(outcome, place);
    return place;
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
    known: learning.known,
    keep: learning.keep,
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
      learnt.cells = length;
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
      const { kind } = lesson;
      // Of a text of the same shape as another, or as long as it, it is not known whether it is the same; of a list its bytes tell.
      const isUnsure = isIdentity.has(field) && kind !== 'cell' && kind !== 'absent';
      if (isUnsure && kind !== 'list') return;
      const own = isUnsure ? CELL : lesson;
      learnt.field = field;
      learnt.marks = marks;
      learnt.identity = identity;
      learnt.place = placeOf(outcome);
      if (learnt.place === -1 || learning.used() >= mostKnown || !learning.learn(learnt, own)) isHeld = false;
    },
    learnAnswer(question, era, outcome) {
      if (!isHeld) return;
      const place = placeOf(outcome);
      if (place === -1 || compiled.learnAnswer(question, era, place) === 0) isHeld = false;
    },
  };
}
