import { type Lesson, type LessonList, LONGEST_CELL } from '../model/recall.ts';
import type { Compiled } from './compiled.ts';
import { makeNumbers } from './numbers.ts';

/** Lengths that the long texts of a field are told apart by. */
const MOST_LENGTHS = 15;

const ENCODER = new TextEncoder();

const NO_TEXTS: readonly string[] = [];
/** How a list is kept that has to be kept by its bytes. */
export const CELL: Lesson = { kind: 'cell' };

/** What a field of the row looked up last came to. Lent: the next one re-uses it. */
export interface Learnt {
  readonly field: number;
  /** Cells of the row. */
  readonly cells: number;
  readonly marks: number;
  readonly identity: number;
  /** Where its outcome lies. */
  readonly place: number;
}

/** What was learnt of cells, by numbers from 1 on. */
export interface Learning {
  /** Forgets everything. */
  begin(): void;
  /** Numbers in use. */
  used(): number;
  known(number: number): object | undefined;
  keep(number: number, what: object): void;
  /** False if there is no memory. */
  learn(learnt: Learnt, lesson: Lesson): boolean;
}

/**
 * @param count fields
 * @param isForgotten whether what was known of cells like the one learnt last is forgotten, but for that one
 */
export function makeLearning(compiled: Compiled, count: number, isForgotten: () => boolean): Learning {
  const { buffer } = compiled.memory;
  const held = new Uint8Array(buffer);
  const scratch = new Uint8Array(buffer, compiled.scratch(), LONGEST_CELL);
  let known: (object | undefined)[] = [];
  /** In groups: of the cells, and of the shapes, of each field and of what it is split from. */
  let taken = makeNumbers(count * 4);
  /** By field: the number of its long texts or lists, 0 before there is one, -1 if too much tells them apart. */
  const kins = new Int32Array(count);
  /** Numbers of the codes that items of lists stand for. */
  const codes = new Map<string, number>();

  const letGo = (number: number): void => {
    known[number] = undefined;
  };
  const numberOf = (what: object | undefined): number => {
    const number = taken.take();
    known[number] = what;
    return number;
  };
  const kinOf = (field: number, what: object | undefined): number => {
    if (kins[field] === 0) kins[field] = numberOf(what);
    return -kins[field]!;
  };
  /** Puts a text down for the call that comes next. @returns its bytes */
  const putDown = (text: string): number => ENCODER.encodeInto(text, scratch).written;
  const areLeftOut = (field: number, part: number, texts: readonly string[]): boolean =>
    texts.every((text) => compiled.leaveOut(field, part, putDown(text)) !== 0);

  const learnLong = ({ field, cells, marks, place }: Learnt, { what, lengths }: Lesson): number => {
    if (kins[field] === 0) {
      const told = lengths!();
      if (told.length > MOST_LENGTHS) kins[field] = -1;
      else {
        const at = compiled.longsOf(field, told.length);
        if (at === 0) return 0;
        new Int32Array(buffer, at, told.length).set(told);
      }
    }
    return kins[field] === -1 ? 1 : compiled.learnLong(field, cells, kinOf(field, what), marks, place);
  };
  const learnList = ({ field, cells, marks, place }: Learnt, what: object | undefined, { items, most }: LessonList): number => {
    for (const { text, value, marks: own } of items) {
      const identity = codes.get(value) ?? codes.size;
      codes.set(value, identity);
      if (compiled.learnItem(field, putDown(text), own, identity, most) === 0) return 0;
    }
    return compiled.learnList(field, cells, kinOf(field, what), marks, place);
  };
  const learnShape = ({ field, cells, marks, identity, place }: Learnt, lesson: Lesson): number => {
    const { what, alphabet, date, but = NO_TEXTS, isCounted, isPart } = lesson;
    const part = isPart ? 1 : 0;
    const own = compiled.alphabetOf(field, part);
    if (own === 0) return 0;
    held.set(alphabet!, own);
    if (!areLeftOut(field, part, but)) return 1;
    const number = numberOf(what);
    const ofDate = date === undefined ? 0 : 1 | (date.noZulu ? 2 : 0) | (date.from << 8) | (date.to << 16);
    const about = ofDate | (isCounted ? 8 : 0);
    const [after, before] = [date?.after ?? 0, date?.before ?? 0];
    const isLearnt = compiled.learn(field, cells, -number, marks, identity, place, 1, about, after, before, but.length > 0 ? 1 : 0);
    return joined(field * 4 + part * 2 + 1, number, isLearnt);
  };
  const learnCell = ({ field, cells, marks, identity, place }: Learnt, { what, when, isCounted, form = 0, isPart }: Lesson): number => {
    const number = numberOf(what);
    const about = (when === undefined ? 0 : 4) | (form << 4) | (isCounted ? 8 : 0);
    const isLearnt = compiled.learn(field, cells, number, marks, identity, place, 0, about, when?.day ?? 0, when?.minute ?? 0, 0);
    return joined(field * 4 + (isPart ? 2 : 0), number, isLearnt);
  };
  /** Adds the number of what was learnt to a group, all others of which may be forgotten. */
  const joined = (group: number, number: number, isLearnt: number): number => {
    if (isForgotten()) taken.free(group, letGo);
    taken.join(group, number);
    return isLearnt;
  };
  const learn = (learnt: Learnt, lesson: Lesson): number => {
    if (lesson.kind === 'long') return learnLong(learnt, lesson);
    if (lesson.kind === 'shape') return learnShape(learnt, lesson);
    if (lesson.kind === 'absent')
      return compiled.learnAbsent(learnt.field, numberOf(lesson.what), learnt.marks, learnt.identity, learnt.place);
    if (lesson.kind === 'cell') return learnCell(learnt, lesson);
    const list = lesson.list!();
    return list === undefined ? learnCell(learnt, CELL) : learnList(learnt, lesson.what, list);
  };
  return {
    begin() {
      known = [undefined];
      taken = makeNumbers(count * 4);
      kins.fill(0);
    },
    used: () => taken.used(),
    known: (number) => known[number],
    keep(number, what) {
      known[number] = what;
    },
    learn: (learnt, lesson) => learn(learnt, lesson) !== 0,
  };
}
