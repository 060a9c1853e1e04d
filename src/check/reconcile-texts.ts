import type { NumberReader, NumberStore, StoredNumbers } from '../model/stored-numbers.ts';

/** Texts that come again are kept once: agencies do, names do not. */
const REMEMBERED = 1 << 12;

/** Texts, each of which is named by its place: its length stands there, and its UTF-16 units behind it. */
export interface TextList {
  placeOf(text: string): number;
  finish(): StoredNumbers;
}

/** No texts yet. */
export function listTexts(store: NumberStore): TextList {
  const units = store.writer('u32');
  const known = new Map<string, number>();
  return {
    placeOf(text) {
      const before = known.get(text);
      if (before !== undefined) return before;
      const place = units.length();
      units.push(text.length);
      for (let at = 0; at < text.length; at++) units.push(text.charCodeAt(at));
      if (known.size < REMEMBERED) known.set(text, place);
      return place;
    },
    finish: units.finish,
  };
}

/** Reads texts by place. */
export function textReader(numbers: NumberReader): (place: number) => string {
  const known = new Map<number, string>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const units = Array.from({ length: numbers.at(place) }, (_, at) => String.fromCharCode(numbers.at(place + 1 + at)));
    const text = units.join('');
    if (known.size < REMEMBERED) known.set(place, text);
    return text;
  };
}
