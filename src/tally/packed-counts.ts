/** Bits of a number that a byte holds; its highest bit says that more follow. */
const BITS = 7;
const MORE = 1 << BITS;

/** Numbers, most of them small, in a byte each where that is enough: they pass between threads. */
export interface Packer {
  /** @param number whole, from 0 to below 2 ** 32 */
  push(number: number): void;
  /** The bytes of all that was pushed. */
  finish(): Uint8Array<ArrayBuffer>;
}

/** A class, so that V8 compiles `push` once for all packers. */
class BytePacker implements Packer {
  private bytes = new Uint8Array(1024);
  private used = 0;

  push(number: number): void {
    if (this.used + 5 > this.bytes.length) {
      const wider = new Uint8Array(this.bytes.length * 2);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    const { bytes } = this;
    let rest = number;
    for (; rest >= MORE; rest >>>= BITS) bytes[this.used++] = (rest & (MORE - 1)) | MORE;
    bytes[this.used++] = rest;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.used);
  }
}

/** A packer of nothing yet. */
export const makePacker = (): Packer => new BytePacker();

/** Gives the numbers one after the other; to be called no more often than numbers were pushed. */
export function unpack(bytes: Uint8Array): { readonly next: () => number; readonly isEnd: () => boolean } {
  let at = 0;
  return {
    next() {
      let number = 0;
      for (let shift = 0; ; shift += BITS) {
        const byte = bytes[at++]!;
        number |= (byte & (MORE - 1)) << shift;
        if (byte < MORE) return number >>> 0;
      }
    },
    isEnd: () => at >= bytes.length,
  };
}

/** Calls `each` with what is packed of every rule of a group: number of the group, rule, and four counts: applicable, failed, evadedApplicable, evadedFailed. */
export function eachRuleCount(
  ruleCounts: Uint8Array,
  each: (group: number, rule: number, applicable: number, failed: number, evadedApplicable: number, evadedFailed: number) => void,
): void {
  const { next, isEnd } = unpack(ruleCounts);
  while (!isEnd()) {
    const group = next();
    const rule = next();
    const applicable = next();
    const failed = next();
    const evadedApplicable = next();
    each(group, rule, applicable, failed, evadedApplicable, next());
  }
}
