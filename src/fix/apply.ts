import type { Splice } from './splice.ts';

/** The content with bytes replaced. Splices ascend and do not overlap; portions of the content may have any size, and are lent as they come. */
export async function* applied(
  content: AsyncIterable<Uint8Array>,
  splices: Iterable<Splice> | AsyncIterable<Splice>,
): AsyncGenerator<Uint8Array> {
  const rest = Symbol.asyncIterator in splices ? splices[Symbol.asyncIterator]() : splices[Symbol.iterator]();
  let next = await rest.next();
  /** Whether the bytes of `next` were given out already: what it replaces may go on in the portion that follows. */
  let isGiven = false;
  let offset = 0;
  for await (const chunk of content) {
    const end = offset + chunk.length;
    for (let at = 0; at < chunk.length; ) {
      if (next.done || next.value.start >= end) {
        yield chunk.subarray(at);
        break;
      }
      const splice: Splice = next.value;
      const from = splice.start - offset;
      if (from > at) yield chunk.subarray(at, from);
      if (!isGiven) yield splice.bytes;
      isGiven = splice.end > end;
      if (isGiven) break;
      at = splice.end - offset;
      next = await rest.next();
    }
    offset = end;
  }
  for (; !next.done; next = await rest.next()) if (!isGiven) yield next.value.bytes;
}
