/** A multiset of fingerprints, 32 hex digits each. Held as numbers, 21 bytes a place; between three eighths and three quarters of the places are taken. */
export interface Fingerprints {
  add(fingerprint: string): void;
  /** Takes one out; false if there is none. */
  take(fingerprint: string): boolean;
}

/** Numbers of 32 bits that a fingerprint is. */
const WORDS = 4;
const FIRST_SIZE = 1024;

const word = (fingerprint: string, index: number): number => Number.parseInt(fingerprint.slice(index * 8, index * 8 + 8), 16);

/** An empty multiset. */
export function makeFingerprints(): Fingerprints {
  let size = FIRST_SIZE;
  let keys = new Uint32Array(size * WORDS);
  let counts = new Uint32Array(size);
  let used = new Uint8Array(size);
  let taken = 0;

  /** The place of a key, or the free one where it belongs. Fingerprints are hashes, so their first bits are as good as any. */
  const find = (a: number, b: number, c: number, d: number): number => {
    for (let place = a & (size - 1); ; place = (place + 1) & (size - 1)) {
      const at = place * WORDS;
      if (used[place] === 0 || (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c && keys[at + 3] === d)) return place;
    }
  };
  const put = (a: number, b: number, c: number, d: number, count: number): void => {
    const place = find(a, b, c, d);
    if (used[place] === 0) {
      used[place] = 1;
      const at = place * WORDS;
      keys[at] = a;
      keys[at + 1] = b;
      keys[at + 2] = c;
      keys[at + 3] = d;
      taken++;
    }
    counts[place]! += count;
  };
  const grow = (): void => {
    const [oldKeys, oldCounts, oldUsed, oldSize] = [keys, counts, used, size];
    size *= 2;
    keys = new Uint32Array(size * WORDS);
    counts = new Uint32Array(size);
    used = new Uint8Array(size);
    taken = 0;
    for (let place = 0, at = 0; place < oldSize; place++, at += WORDS)
      if (oldUsed[place] === 1) put(oldKeys[at]!, oldKeys[at + 1]!, oldKeys[at + 2]!, oldKeys[at + 3]!, oldCounts[place]!);
  };
  return {
    add(fingerprint) {
      if (taken * 4 >= size * 3) grow();
      put(word(fingerprint, 0), word(fingerprint, 1), word(fingerprint, 2), word(fingerprint, 3), 1);
    },
    take(fingerprint) {
      const place = find(word(fingerprint, 0), word(fingerprint, 1), word(fingerprint, 2), word(fingerprint, 3));
      if (used[place] === 0 || counts[place] === 0) return false;
      counts[place]!--;
      return true;
    },
  };
}
