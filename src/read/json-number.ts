/** Characters of the shortest number that a double does not hold: `1e400`. */
export const LONG_NUMBER = 5;

/** Significant digits beyond which a double never keeps a number as it is written. */
const KEPT_DIGITS = 17;

/**
 * True if the source text of a JSON number means something else once a program has read it as a double (IEEE 754), as most do:
 * a whole number beyond 2^53, more significant digits than are kept, too large or too small.
 */
export function isImprecise(text: string): boolean {
  if (!/^-?\d/.test(text)) return false;
  const read = Number(text);
  if (!Number.isFinite(read)) return true;
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '');
  if (digits === '') return false;
  return read === 0 || digits.length > KEPT_DIGITS || (/^-?\d+$/.test(text) && !Number.isSafeInteger(read));
}
