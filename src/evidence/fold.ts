/** What a character is to the tokeniser: 0 separates, 1 is skipped, 2 may end a sentence, 3 and 4 are currency; others are the folded letter or digit. */
export const SEPARATOR = 0;
export const SKIPPED = 1;
export const SENTENCE_END = 2;
export const POUND = 3;
export const OTHER_CURRENCY = 4;
/** Only in `BYTE_FOLD`: the first byte of a character of several bytes that may matter. */
export const WIDE = 5;
/** From here on folded letters and digits. */
export const FIRST_LETTER = 48;
export const FULL_STOP_BYTE = 46;

/** Latin letters with their accents end here. */
const LATIN = 0x250;
/** What each UTF-16 unit is: case, accents and full-width forms folded; invisible characters and apostrophes inside words skipped. */
export const FOLD_TABLE = buildTable();

/**
 * The same for a byte of UTF-8, as far as the byte alone tells: it separates if every character that it begins does, and so do bytes that
 * begin none; `WIDE` if the whole character must be read. So other scripts are passed over as quickly as blanks.
 */
export const BYTE_FOLD = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x80) return FOLD_TABLE[byte]!;
  const [from, to] = byte < 0xc2 ? [0, 0] : byte < 0xe0 ? [(byte & 0x1f) << 6, 0x40] : byte < 0xf0 ? [(byte & 0x0f) << 12, 0x1000] : [0, 0];
  return FOLD_TABLE.subarray(from, from + to).some((folded) => folded !== SEPARATOR) ? WIDE : SEPARATOR;
});

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let code = 0; code < LATIN; code++) {
    const base = String.fromCharCode(code).normalize('NFD').charCodeAt(0) | 0;
    const lower = base >= 65 && base <= 90 ? base + 32 : base;
    if ((lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57)) table[code] = lower;
  }
  // Letters without a decomposition that names and misread encodings bring.
  for (const [letter, plain] of [
    ['ø', 'o'],
    ['Ø', 'o'],
    ['ł', 'l'],
    ['Ł', 'l'],
    ['đ', 'd'],
    ['Đ', 'd'],
    ['ı', 'i'],
  ] as const) {
    table[letter.charCodeAt(0)] = plain.charCodeAt(0);
  }
  for (const mark of ".!?;\n\r'`\u00ad") table[mark.charCodeAt(0)] = "'`\u00ad".includes(mark) ? SKIPPED : SENTENCE_END;
  table['£'.charCodeAt(0)] = POUND;
  table['$'.charCodeAt(0)] = OTHER_CURRENCY;
  table[0x20ac] = OTHER_CURRENCY;
  for (let code = 0xff10; code <= 0xff5a; code++) table[code] = table[code - 0xfee0]!;
  for (let code = 0x300; code <= 0x36f; code++) table[code] = SKIPPED;
  for (let code = 0x200b; code <= 0x200f; code++) table[code] = SKIPPED;
  for (const code of [0x2018, 0x2019, 0x2060, 0xfeff]) table[code] = SKIPPED;
  return table;
}

/** Folds one UTF-16 unit by the table. */
export function fold(code: number): number {
  return FOLD_TABLE[code]!;
}
