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
 * The splices that turn the corrected content back into the original, read side by side from the journal and the file with the replaced bytes.
 * @param lines of the file with the replaced bytes
 * @throws InputError if it does not belong to the journal
 */
export async function* undoSplices(journal: Journal, lines: AsyncIterable<string>, file: string): AsyncGenerator<Splice> {
  const refuse = (line: number): never => {
    throw new InputError(`${file}: line ${line} does not belong to this journal; give the file that was written with it`);
  };
  const changes = journal.changes();
  let number = 0;
  try {
    for await (const text of lines) {
      const line = parsed(text) ?? refuse(number + 1);
      if (number++ === 0) {
        if (line.undo !== 1 || line.journal !== journal.seal) refuse(1);
        continue;
      }
      const next = await changes.next();
      const change = next.done ? refuse(number) : next.value;
      const bytes = Buffer.from(String(line.bytes), 'base64');
      if (line.change !== change.change || bytes.length !== change.before.length) refuse(number);
      yield { start: change.after.offset, end: change.after.offset + change.after.length, bytes };
    }
    if (number !== journal.end.changes + 1) refuse(number + 1);
    // The end of the journal is proved where it is reached.
    await changes.next();
  } finally {
    await changes.return(undefined);
  }
}

function parsed(text: string): { readonly [key in 'undo' | 'journal' | 'change' | 'bytes']?: unknown } | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? line : undefined;
  } catch {
    return undefined;
  }
}
