import type { NearDuplicate } from '../model/pack.ts';
import { quickText } from './quick-text.ts';
import { spread } from './spread.ts';

/** Writes the MinHash band keys of a text, for a rule's settings. @param count how many of `words` hold, at least 1 */
export type Sketch = (words: Uint32Array, count: number, into: Uint32Array, at: number) => void;

const EMPTY = 0xffffffff;
/** Multiplier of the rolling hash over a run of words. */
const ROLL = 0x9e3779b1 | 0;

/**
 * MinHash by one permutation: every run of `words` words is hashed once and falls in one of `bands` × `rows` bins, of which each
 * keeps its least number; `rows` bins make the key of a band. A bin that stays empty takes the number of a full one, chosen by the bin's
 * number alone, so that two texts agree in a bin with the probability of their Jaccard similarity.
 *
 * Sources: P. Li, A. Owen, C. Zhang, "One permutation hashing" (NIPS 2012); A. Shrivastava, "Optimal densification for fast and accurate
 * minwise hashing" (ICML 2017).
 */
export function makeSketch(near: NearDuplicate): Sketch {
  const { words: run, bands, rows, seed } = near;
  const size = bands * rows;
  const least = new Uint32Array(size);
  const start = spread(seed);
  let leaving = 1;
  for (let n = 0; n < run; n++) leaving = Math.imul(leaving, ROLL);
  return (words, count, into, at) => {
    const quick = quickText();
    // They were read in WebAssembly, and lie there still.
    if (quick !== null && words === quick.numbers) return quick.sketch(near, start, count, into, at);
    least.fill(EMPTY);
    let rolling = 0;
    for (let i = 0; i < count; i++) {
      rolling = (Math.imul(rolling, ROLL) + words[i]!) | 0;
      if (i >= run) rolling = (rolling - Math.imul(words[i - run]!, leaving)) | 0;
      // A text shorter than a run is one run.
      if (i < run - 1 && i < count - 1) continue;
      const number = Math.min(spread(rolling ^ start), EMPTY - 1);
      const bin = ((number >>> 16) * size) >>> 16;
      if (number < least[bin]!) least[bin] = number;
    }
    for (let band = 0; band < bands; band++) {
      let key = start ^ band;
      for (let row = 0; row < rows; row++) {
        const bin = band * rows + row;
        let number = least[bin]!;
        for (let attempt = 1; number === EMPTY; attempt++)
          number = least[((spread(start ^ Math.imul(bin + 1, ROLL) ^ Math.imul(attempt, 0x7feb352d)) >>> 16) * size) >>> 16]!;
        key = Math.imul(key ^ number, 0xcc9e2d51 | 0);
        key ^= key >>> 15;
      }
      into[at + band] = spread(key);
    }
  };
}
