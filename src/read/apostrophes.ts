import type { CsvCursor } from './csv-cursor.ts';
import type { Window } from './window.ts';

const APOSTROPHE = 39;

/** True if apostrophes stand around every cell of the cursor's row that holds something, of two at least: they were meant for quotes. */
export function standInApostrophes({ row }: CsvCursor, { units }: Window): boolean {
  if (units[row.starts[0]!] !== APOSTROPHE) return false;
  let filled = 0;
  for (let cell = 0; cell < row.count; cell++) {
    const [from, to] = [row.starts[cell]!, row.ends[cell]!];
    if (to === from) continue;
    if (to - from < 2 || units[from] !== APOSTROPHE || units[to - 1] !== APOSTROPHE) return false;
    filled++;
  }
  return filled >= 2;
}
