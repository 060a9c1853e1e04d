import type { Fault } from '../model/row.ts';
import type { CsvCursor } from './csv-cursor.ts';
import { LF, type Window } from './window.ts';

/** How many rows end by each kind of line end, and the 1-based line on which the first such end stands. */
export type LineEnds = Record<'lf' | 'crlf' | 'cr', { rows: number; line: number }>;

/** No row yet. */
export const noLineEnds = (): LineEnds => ({ lf: { rows: 0, line: 0 }, crlf: { rows: 0, line: 0 }, cr: { rows: 0, line: 0 } });

/** Adds the end of the cursor's row. */
export function noteLineEnd(ends: LineEnds, { row, startLine }: CsvCursor, { units }: Window): void {
  if (!row.terminated) return;
  const end = ends[units[row.end] === LF ? 'lf' : row.next - row.end === 2 ? 'crlf' : 'cr'];
  if (end.rows === 0) end.line = startLine + row.breaks;
  end.rows++;
}

/** A fault if rows end in several ways, at the first that ends by the rarest, or by CR alone as on old Macs. */
export function lineEndFaults({ lf, crlf, cr }: LineEnds): Fault[] {
  const kinds = [lf, crlf, cr].filter(({ rows }) => rows > 0).sort((a, b) => a.rows - b.rows || b.line - a.line);
  const [rarest] = kinds;
  if (rarest === undefined || (kinds.length === 1 && cr.rows === 0)) return [];
  const detail = { lf: lf.rows, crlf: crlf.rows, cr: cr.rows, line: rarest.line };
  return [{ kind: 'fault', fault: 'unusual-line-ends', record: null, line: rarest.line, detail }];
}
