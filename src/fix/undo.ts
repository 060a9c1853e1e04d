import { Buffer } from 'node:buffer';
import { InputError } from '../model/errors.ts';
import type { Journal } from './journal.ts';
import type { Splice } from './splice.ts';

/** First line of the file with the replaced bytes: which journal it belongs to. */
export const undoHead = (seal: string): string => `${JSON.stringify({ undo: 1, journal: seal })}\n`;

/** The bytes that one change replaced. */
export const undoLine = (change: number, bytes: Uint8Array): string =>
  `${JSON.stringify({ change, bytes: Buffer.from(bytes).toString('base64') })}\n`;

/**
 * The splices that turn the corrected content back into the original.
 * @param text the file with the replaced bytes
 * @throws InputError if it does not belong to the journal
 */
export function undoSplices(journal: Journal, text: string, file: string): Splice[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const other = new InputError(`${file}: it does not belong to this journal; give the one that was written with it`);
  const entries = lines.map((line) => {
    try {
      return JSON.parse(line) as {
        readonly undo?: unknown;
        readonly journal?: unknown;
        readonly change?: unknown;
        readonly bytes?: unknown;
      };
    } catch {
      throw other;
    }
  });
  const [head, ...changes] = entries;
  if (head?.undo !== 1 || head.journal !== journal.seal || changes.length !== journal.changes.length) throw other;
  return journal.changes.map(({ change, before, after }, index) => {
    const entry = changes[index]!;
    const bytes = Buffer.from(String(entry.bytes), 'base64');
    if (entry.change !== change || bytes.length !== before.length) throw other;
    return { start: after.offset, end: after.offset + after.length, bytes };
  });
}
