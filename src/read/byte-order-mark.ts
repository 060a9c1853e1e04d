import type { Window } from './window.ts';

/** Units of the byte order mark at `pos`: three in UTF-8, one in UTF-16, 0 if none stands there. */
export function markLength({ units, width }: Window, pos: number): number {
  if (width === 2) return units[pos] === 0xfeff ? 1 : 0;
  return units[pos] === 0xef && units[pos + 1] === 0xbb && units[pos + 2] === 0xbf ? 3 : 0;
}

/** True if what is held from `pos` on may be the beginning of a mark, and ends inside it. */
export function isCutMark({ units, width, length }: Window, pos: number): boolean {
  return width === 1 && pos + 2 >= length && units[pos] === 0xef && (pos + 1 >= length || units[pos + 1] === 0xbb);
}
