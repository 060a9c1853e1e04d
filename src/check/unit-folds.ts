/** What UTF-16 units count for where words of texts are compared. */

export const APOSTROPHE = 0x27;

/** For words as they are looked up: ASCII in lower case, one apostrophe; 0 for what stands between words. */
export const COMPARED = new Uint16Array(0x10000);
for (let unit = 0xc0; unit < 0xfff0; unit++) COMPARED[unit] = unit;
for (let unit = 0x2000; unit < 0x3040; unit++) COMPARED[unit] = 0;
for (const sign of [0xd7, 0xf7, 0xfeff]) COMPARED[sign] = 0;
for (let unit = 0x30; unit <= 0x39; unit++) COMPARED[unit] = unit;
for (let unit = 0x61; unit <= 0x7a; unit++) {
  COMPARED[unit] = unit;
  COMPARED[unit - 32] = unit;
}
COMPARED[APOSTROPHE] = APOSTROPHE;
COMPARED[0x2019] = APOSTROPHE;

export const BLANK = 0;
export const MARK = 1;

/** For words of whole texts, by ASCII code: BLANK, MARK, or the code of the letter or digit in lower case. */
export const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9a-z]/i.test(character)) return character.toLowerCase().charCodeAt(0);
  return code <= 0x20 || code === 0x7f ? BLANK : MARK;
});

/** The same for any other unit. It takes its time: what it came to is to be kept. */
export function foldWide(code: number): number {
  const character = String.fromCharCode(code);
  if (/[\s\u0080-\u009f\u200b-\u200d\u2060\ufeff]/u.test(character)) return BLANK;
  return /[\p{P}\p{S}]/u.test(character) ? MARK : character.toLowerCase().charCodeAt(0);
}
