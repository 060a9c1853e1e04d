/** Bytes up to which a stretch is copied by eights: for longer ones it pays to ask the engine. */
const SHORT = 2048;
/** Bytes of memory that is kept in view; larger ones are held for one enormous cell, and are to be let go of as soon as it is read. */
const MOST_VIEWED = 8 << 20;

/**
 * Makes what copies a stretch of bytes to the beginning of others, which have room for seven bytes more. Nothing is allocated for short ones.
 *
 * @returns copies `[from, to)` and tells which place of what was copied came first: `from`, or up to seven before it
 */
export function makeCopy(into: Uint8Array): (bytes: Uint8Array, from: number, to: number) => number {
  const eights = new BigInt64Array(into.buffer, into.byteOffset, into.length >> 3);
  let seen: Uint8Array | undefined;
  let view = eights;
  return (bytes, from, to) => {
    if (bytes !== seen && (bytes.byteOffset & 7) === 0 && bytes.byteLength <= MOST_VIEWED) {
      seen = bytes;
      view = new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 3);
    }
    const first = from >> 3;
    const past = (to + 7) >> 3;
    if (bytes !== seen || to - from > SHORT || past > view.length) {
      into.set(bytes.subarray(from, to));
      return from;
    }
    for (let at = first; at < past; at++) eights[at - first] = view[at]!;
    return first << 3;
  };
}
