import type { Codelist } from '../../model/pack.ts';
import { foldSpelling } from '../../model/spelling.ts';

/** Codes that a text is a slip away from. */
export interface Near {
  /** One: it is clearly nearest. Several: they are about as near. */
  readonly codes: readonly string[];
  /** False if it may well be another word: a digit differs, or the first letter, or there is more to it than an edit and a slip. */
  readonly isSure: boolean;
}

/** Letters that lie beside each other on a British keyboard, by row. */
const ROWS = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];
const beside = new Set(
  ROWS.flatMap((row, at) =>
    [...row].flatMap((key, place) => {
      const near = [row[place + 1], ROWS[at + 1]?.[place], ROWS[at + 1]?.[place - 1]].filter((other) => other !== undefined);
      return near.flatMap((other) => [key + other, other + key]);
    }),
  ),
);

/** A slip that fingers make (neighbours exchanged, a key beside, a letter twice or once) counts half of any other. */
const SLIP = 1;
const EDIT = 2;
/** Shorter texts mean too many things. */
const SHORTEST = 5;
const LONG = 9;

/** Weighted edits between two folded texts, or `limit + 1` if they are more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) * SLIP > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j * EDIT);
  for (let i = 1; i <= a.length; i++) {
    const row = [i * EDIT];
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1]!, b[j - 1]!];
      const left = previous[j]! + (x === a[i - 2] ? SLIP : EDIT);
      const added = row[j - 1]! + (y === b[j - 2] ? SLIP : EDIT);
      let best = Math.min(left, added, previous[j - 1]! + (x === y ? 0 : beside.has(x + y) ? SLIP : EDIT));
      if (x === b[j - 2] && a[i - 2] === y) best = Math.min(best, before[j - 2]! + SLIP);
      row.push(best);
    }
    if (Math.min(...row, ...previous) > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');

/**
 * The codes nearest to a text by weighted edit distance over all spellings of a list: one edit for 5 to 8 letters and digits, two from 9 on.
 * A code is clearly nearest if every other one is a whole edit further. Undefined if none is near.
 */
export function nearCodes(list: Codelist, text: string): Near | undefined {
  const folded = foldSpelling(text);
  if (folded.length < SHORTEST) return undefined;
  const limit = folded.length < LONG ? EDIT : EDIT * 2;
  const found = new Map<string, { at: number; spelling: string }>();
  let best = limit;
  for (const [spelling, codes] of list.spellings) {
    if (spelling.length < SHORTEST) continue;
    const at = distance(folded, spelling, Math.min(limit, best + EDIT - 1));
    if (at > limit) continue;
    best = Math.min(best, at);
    for (const code of codes) if (at < (found.get(code)?.at ?? Number.POSITIVE_INFINITY)) found.set(code, { at, spelling });
  }
  const near = [...found].filter(([, { at }]) => at < best + EDIT).sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1));
  if (near.length === 0) return undefined;
  const isSure = near.every(
    ([, { at, spelling }]) => at <= EDIT + SLIP && spelling[0] === folded[0] && digitsOf(spelling) === digitsOf(folded),
  );
  return { codes: near.map(([code]) => code), isSure };
}
