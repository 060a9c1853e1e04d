import { createHash } from 'node:crypto';

/**
 * All escaping of the program. Each function makes text of any origin safe for one kind of reader; none may be skipped
 * because a value "cannot" hold something.
 */

/** Controls, invisible formatting (bidi, zero-width, byte order mark), line and paragraph separators, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function visible(char: string): string {
  return `\\u{${char.codePointAt(0)!.toString(16)}}`;
}

/** Text for a terminal, on one line: line ends become ⏎, all else that is not seen or steers the terminal reads `\u{..}`. */
export function forTerminal(text: string): string {
  return text.replace(/\r\n|\n|\r/g, '⏎').replace(UNSEEN, visible);
}

/** Printable ASCII without what HTML gives a meaning. */
const PLAIN_HTML = /^[ !#-%(-;=?-~]*$/;

/** Text for HTML, in an element or a quoted attribute. Tabs stay, line ends become LF; what is not seen reads `\u{..}`. */
export function forHtml(text: string): string {
  if (PLAIN_HTML.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (char) => (char === '\n' || char === '\t' ? char : visible(char)))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text for a paragraph or a table cell of Markdown, on one line. */
export function forMarkdown(text: string): string {
  return forTerminal(text.replace(/\s+/g, ' ')).replace(/[\\`*_[\]<>|#&~]/g, '\\$&');
}

/** A start that a spreadsheet may take for a formula, also behind blanks, quotes or what is not seen, also full-width. */
const FORMULA = /^(?:[\t\r\n]|[\s"'\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/** All of it is seen. */
const ASCII = /^[ -~]*$/;

/** Nearly all cells: all of it is seen, it starts as no formula does, and no blank ends it. */
const PLAIN_CELL = /^[A-Za-z0-9([](?:[ -~]*[!-~])?$/;

/** Most of these are also free of commas and quotes: they stand as they are. */
const BARE_CELL = /^[A-Za-z0-9([](?:[ !#-+\--~]*[!#-+\--~])?$/;

/** True if `forCsv` leaves the text as it is, and it is ASCII; may be false for others that it leaves. */
export const isBareCell = (cell: string): boolean => BARE_CELL.test(cell);

/** By unit of ASCII, for texts that are looked at one by one: 1 if it may stand within a bare cell, 2 if also at its end, 3 if also at its beginning. */
export const BARE_IN_CELL = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return isBareCell(character) ? 3 : isBareCell(`a${character}`) ? 2 : isBareCell(`a${character}a`) ? 1 : 0;
});

/**
 * One cell of CSV: quoted as RFC 4180 asks, and defused as OWASP's "CSV Injection" page asks: a cell that starts as a
 * formula does gets a leading apostrophe, negative numbers too. What is not seen reads `\u{..}`, since a CSV may go to a
 * terminal; tabs and line ends stay.
 */
export function forCsv(cell: string): string {
  if (PLAIN_CELL.test(cell)) return cell.includes(',') || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const shown = ASCII.test(cell) ? cell : cell.replace(UNSEEN, (char) => (/[\t\r\n]/.test(char) ? char : visible(char)));
  const safe = FORMULA.test(cell) ? `'${shown}` : shown;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Text of a cell or a name in an XLSX file. It is written as text, which no spreadsheet takes for a formula. What is not seen reads
 * `\\u{..}`, line ends are LF, and what a spreadsheet would read as an escape of its own (`_x000D_`) stays as it is written.
 */
export function forSheet(text: string): string {
  return forHtml(text).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

/** What JSON leaves as it is, but a terminal would obey or hide; `\uXXXX` means the same to every reader of JSON. */
const UNSEEN_IN_JSON = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** JSON text with every control and invisible formatting character written as `\uXXXX`; its meaning is unchanged. */
export function forJson(json: string): string {
  return json.replace(UNSEEN_IN_JSON, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text within JSON that is put together piece by piece: in its quotes, escaped as `forJson` has it. */
export function inJson(text: string): string {
  return forJson(JSON.stringify(text));
}

const PLAIN_JSON = /^[ !#-[\]-~]*$/;

/** True if a text stands for itself within JSON, and `forJson` leaves it; it is ASCII then. */
export const isPlainJson = (text: string): boolean => PLAIN_JSON.test(text);

/** By unit of ASCII, 1 if it stands for itself within a text of JSON, and `forJson` leaves it. */
export const PLAIN_IN_JSON = Uint8Array.from({ length: 128 }, (_, unit) => (isPlainJson(String.fromCharCode(unit)) ? 1 : 0));

const PLAIN_ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * File name, without extension, for an agency's outputs: the id of a listed one; else a readable slug and 8 hex digits
 * of the SHA-256 of the name, so that two names never share a file. An id that is no safe file name counts as not listed.
 */
export function forFileName(agency: string, isListed: (agency: string) => boolean): string {
  if (isListed(agency) && PLAIN_ID.test(agency) && !DEVICE.test(agency)) return agency;
  const slug = agency
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  const digest = createHash('sha256').update(agency).digest('hex').slice(0, 8);
  return `${slug === '' ? 'agency' : slug}-${digest}`;
}

/** The value of a label, or a help text, of OpenMetrics: backslash, quote and line feed escaped, other control characters as blanks. */
export function forOpenMetrics(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
}
