import type { CellForm } from '../model/row.ts';
import type { Character } from './encode.ts';

const QUOTE = '"';
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Characters of what a cell says, from those it is written with: without its quotes, two quotes in a row or a JSON escape being one. */
export function unwritten(characters: readonly Character[], form: CellForm): Character[] {
  if (form !== 'quoted' && form !== 'string') return [...characters];
  const inner = characters.slice(1, -1);
  const said: Character[] = [];
  for (let at = 0; at < inner.length; ) {
    const { text, from } = inner[at]!;
    const next = inner[at + 1];
    let length = 1;
    let meant = text;
    if (form === 'quoted' && text === QUOTE && next?.text === QUOTE) length = 2;
    else if (form === 'string' && text === '\\' && next !== undefined) {
      length = next.text === 'u' ? 6 : 2;
      const code = inner.slice(at + 2, at + 6).map((one) => one.text);
      meant = next.text === 'u' ? String.fromCharCode(Number.parseInt(code.join(''), 16)) : (ESCAPES[next.text] ?? next.text);
    }
    said.push({ text: meant, from, to: inner[at + length - 1]!.to });
    at += length;
  }
  return said;
}

/** A text as it is written inside the quotes of a JSON string; characters that `has` denies are escaped. */
export function jsonText(text: string, has: (character: string) => boolean): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.replace(/[^\x20-\x7e]/g, (unit) => (has(unit) || /\p{Surrogate}/u.test(unit) ? unit : `\\u${hex(unit)}`));
}

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');

/** A JSON scalar that reads as this text: a number where one stood and the text is one as JSON has it, else a string. */
export function jsonScalar(text: string, stood: string, has: (character: string) => boolean): string {
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/;
  if (isNumber.test(stood) && isNumber.test(text)) return text;
  return `"${jsonText(text, has)}"`;
}
