import type { CsvCursor } from './csv-cursor.ts';
import { cellText } from './csv-view.ts';
import type { Window } from './window.ts';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * A test whether the cursor's row is the header again, behind the byte order mark of a file that was joined to this one or without it.
 * A header of blank headings is never repeated.
 */
export function headerTest(columns: readonly string[], cursor: CsvCursor, window: Window): () => boolean {
  const { row } = cursor;
  const named = columns.some((name) => name.trim() !== '');
  const first = columns[0]?.charCodeAt(0) ?? 0;
  const telling = first > 0 && first < 0x80;
  return () => {
    if (!named || row.count !== columns.length) return false;
    const unit = window.units[row.starts[0]!];
    if (telling && unit !== first && unit !== 0xef && unit !== 0xfeff) return false;
    return columns.every((name, index) => {
      const text = cellText(cursor, window, index);
      return text === name || (index === 0 && text === BYTE_ORDER_MARK + name);
    });
  };
}
