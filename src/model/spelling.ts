/** Folds a code, label or name so that case, spaces and punctuation do not matter: compatibility forms unified, letters and digits only, upper case. */
export function foldSpelling(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) {
      if (isUnspelt(unit)) continue;
      return foldAny(text);
    }
    if ((unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90)) folded += text[at];
    else if (unit >= 97 && unit <= 122) folded += String.fromCharCode(unit - 32);
  }
  return folded;
}

/** Marks beyond ASCII that spellings leave out whatever stands beside them, dashes and quotation marks above all; by code less the first. */
const FIRST_UNSPELT = 0xa0;
const UNSPELT = new Uint8Array(0x2028 - FIRST_UNSPELT);
for (const [from, to] of [
  [FIRST_UNSPELT, 0xbf],
  [0x2010, 0x2027],
] as const)
  for (let unit = from; unit <= to; unit++)
    if (/^[^\p{L}\p{M}\p{N}]+$/u.test(String.fromCharCode(unit).normalize('NFKC'))) UNSPELT[unit - FIRST_UNSPELT] = 1;

/** Whether a character beyond ASCII is one that spellings leave out, whatever stands beside it. */
export const isUnspelt = (unit: number): boolean => UNSPELT[unit - FIRST_UNSPELT] === 1;

/** By ASCII code, what `foldSpelling` makes of it: the code of a digit or upper-case letter, 0 for what it leaves out. */
const FOLDED = Uint8Array.from({ length: 128 }, (_, code) => foldSpelling(String.fromCharCode(code)).charCodeAt(0) || 0);

/** Takes one more character, of ASCII or one that spellings leave out, into a hash of a text as it would be folded. @param hash 0 for the first */
export function hashFolded(hash: number, code: number): number {
  const folded = code > 127 ? 0 : FOLDED[code]!;
  return folded === 0 ? hash : Math.imul(hash ^ folded, 0x01000193) + 1;
}

/** A hash of a text as `foldSpelling` folds it; of ASCII without making that text. */
export function spellingHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 && !isUnspelt(code)) return wideHash(text);
    hash = hashFolded(hash, code);
  }
  return hash;
}

function wideHash(text: string): number {
  let hash = 0;
  const folded = foldAny(text);
  for (let at = 0; at < folded.length; at++) hash = Math.imul(hash ^ folded.charCodeAt(at), 0x01000193) + 1;
  return hash;
}

function foldAny(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Number of edits (insert, delete, replace, swap of neighbours) between two texts, or `limit + 1` if there are more than `limit`.
 * Optimal string alignment distance; linear memory, at most length² steps.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
