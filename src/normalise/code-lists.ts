import type { Lesson, LessonItem } from '../model/recall.ts';
import type { CodeLists } from '../model/stencil.ts';
import type { KnownShape, OwnReading } from './lean.ts';
import { trimmed } from './trim.ts';

/** What to keep of the cells of one field of lists of codes. */
export interface ListLessons {
  /** What to keep of a list that was read. Lent: the field's next list re-uses it. */
  of(cell: string, read: OwnReading): Lesson;
}

/** Of other characters the bytes say only in the file's encoding what they are. */
const IS_ASCII = /^[\x20-\x7e]*$/;

/**
 * @param lists what is known of the field's lists; asked for when the first is learnt
 * @param again reads a cell of the field
 */
export function makeListLessons(lists: () => CodeLists | undefined, again: KnownShape['again']): ListLessons {
  const what: KnownShape = { again };
  let told: CodeLists | undefined;
  let isTold = false;
  let text = '';
  let value: OwnReading['value'];
  const list = (): ReturnType<NonNullable<Lesson['list']>> => {
    if (!isTold) told = lists();
    isTold = true;
    const pieces = text.split(';').filter((piece) => piece !== '');
    if (told === undefined || !Array.isArray(value) || pieces.length !== value.length || !IS_ASCII.test(text)) return undefined;
    const items: LessonItem[] = [];
    for (const [n, piece] of pieces.entries()) {
      const marks = told.told(value[n]);
      if (marks === undefined || trimmed(piece) !== piece) return undefined;
      items.push({ text: piece, value: value[n], marks });
    }
    return { items, most: told.most };
  };
  const lesson: Lesson = { kind: 'list', what, list };
  return {
    of(cell, read) {
      text = cell;
      value = read.value;
      return lesson;
    },
  };
}
