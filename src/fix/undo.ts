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
 * @param lines of the file with the replaced bytes
 * @throws InputError if it does not belong to the journal
 */
export async function undoSplices(journal: Journal, lines: AsyncIterable<string>, file: string): Promise<Splice[]> {
  const refuse = (line: number): never => {
    throw new InputError(`${file}: line ${line} does not belong to this journal; give the file that was written with it`);
  };
  const splices: Splice[] = [];
  let number = 0;
  for await (const text of lines) {
    const line = parsed(text) ?? refuse(number + 1);
    if (number++ === 0) {
      if (line.undo !== 1 || line.journal !== journal.seal) refuse(1);
      continue;
    }
    const change = journal.changes[splices.length] ?? refuse(number);
    const bytes = Buffer.from(String(line.bytes), 'base64');
    if (line.change !== change.change || bytes.length !== change.before.length) refuse(number);
    splices.push({ start: change.after.offset, end: change.after.offset + change.after.length, bytes });
  }
  if (number === 0 || splices.length !== journal.changes.length) refuse(number + 1);
  return splices;
}

function parsed(text: string): { readonly [key in 'undo' | 'journal' | 'change' | 'bytes']?: unknown } | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? line : undefined;
  } catch {
    return undefined;
  }
}
