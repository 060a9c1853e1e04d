import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Journal, type JournalChange, sha256 } from './journal.ts';

/** Takes so many bytes at a time from a stream, fewer at its end. */
function taker(content: AsyncIterable<Uint8Array>) {
  const source = content[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  return {
    async take(count: number): Promise<Buffer> {
      while (held.length < count) {
        const next = await source.next();
        if (next.done) break;
        hash.update(next.value);
        held = Buffer.concat([held, next.value]);
      }
      const taken = held.subarray(0, count);
      held = held.subarray(taken.length);
      return taken;
    },
    sha256: () => hash.digest('hex'),
    /** Lets go of the stream, wherever it stands. */
    close: async () => void (await source.return?.()),
  };
}

type Taker = ReturnType<typeof taker>;

/** Bytes that are compared at a time. */
const PORTION = 1 << 16;

/** The first change of each record: changes of one record stand together. */
async function* byRecord(changes: AsyncIterable<JournalChange>): AsyncGenerator<JournalChange> {
  let before: number | undefined;
  for await (const change of changes) {
    if (change.record !== before) yield change;
    before = change.record;
  }
}

/**
 * Proves that a journal, the original and the corrected content belong together: every record changed has the hashes told,
 * all else is the same byte for byte.
 * @returns what does not fit, the first thing found; null if all fits
 */
export async function mismatch(
  journal: Journal,
  input: AsyncIterable<Uint8Array>,
  output: AsyncIterable<Uint8Array>,
): Promise<string | null> {
  const [before, after] = [taker(input), taker(output)];
  try {
    return await firstMismatch(journal, before, after);
  } finally {
    await before.close();
    await after.close();
  }
}

async function firstMismatch({ head, changes, end }: Journal, before: Taker, after: Taker): Promise<string | null> {
  let at = 0;
  const same = async (count: number): Promise<boolean> => {
    for (let left = count; left > 0; ) {
      const size = Math.min(left, PORTION);
      const [a, b] = [await before.take(size), await after.take(size)];
      if (!a.equals(b)) return false;
      at += a.length;
      if (a.length < size) return true;
      left -= size;
    }
    return true;
  };
  for await (const { record, recordBefore, recordAfter } of byRecord(changes())) {
    if (recordBefore.offset < at) return `record ${record} stands out of order in the journal`;
    if (!(await same(recordBefore.offset - at))) return `bytes differ before record ${record} that the journal does not name`;
    const [old, made] = [await before.take(recordBefore.length), await after.take(recordAfter.length)];
    if (sha256(old) !== recordBefore.sha256) return `record ${record} of the input is not the one that was corrected`;
    if (sha256(made) !== recordAfter.sha256) return `record ${record} of the output is not the one that was written`;
    at += old.length;
  }
  if (!(await same(Number.MAX_SAFE_INTEGER))) return 'bytes differ after the last change that the journal names';
  if (before.sha256() !== head.input.sha256) return 'the input is not the file that was corrected';
  if (after.sha256() !== end.output.sha256) return 'the output is not the file that was written';
  return null;
}
