const LETTER = { d: 100, e: 101, g: 103, i: 105, n: 110, s: 115, u: 117, y: 121 } as const;

/**
 * Length of the stem of a folded word: plural, -ing, -ed and a last e or y are taken off (`lorries` and `lorry` → `lorr`).
 * A stem is always a beginning of its word, so that its hash is a prefix hash. `at(i)` gives the i-th folded code.
 */
export function stemLength(word: Uint8Array, length: number): number {
  let end = length;
  if (end > 3 && word[end - 1] === LETTER.s) {
    const before = word[end - 2];
    if (before === LETTER.e && word[end - 3] === LETTER.i && end > 4) end -= 3;
    else if (before !== LETTER.s && before !== LETTER.u && before !== LETTER.i) end -= 1;
  }
  if (end > 5 && word[end - 1] === LETTER.g && word[end - 2] === LETTER.n && word[end - 3] === LETTER.i) end -= 3;
  else if (end > 4 && word[end - 1] === LETTER.d && word[end - 2] === LETTER.e) end -= 2;
  if (end > 4 && (word[end - 1] === LETTER.e || word[end - 1] === LETTER.y)) end -= 1;
  return end;
}
