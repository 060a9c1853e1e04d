import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT } from './json-walk.ts';
import { CR, LF, QUOTE, SPACE, TAB, type Units } from './window.ts';

const BACKSLASH = 92;

const afterBlanks = (units: Units, from: number, length: number): number => {
  let at = from;
  while (at < length && (units[at] === SPACE || units[at] === TAB || units[at] === LF || units[at] === CR)) at++;
  return at;
};

const LONGEST_SIGN = 200;

/** How an element begins: its `{` and first key, at `from`. Null if no key of reasonable length stands there. */
export function signOf(units: Units, from: number, length: number): Units | null {
  if (units[from] !== OPEN_OBJECT) return null;
  let at = afterBlanks(units, from + 1, length);
  if (units[at] !== QUOTE) return null;
  const to = Math.min(length, from + LONGEST_SIGN);
  for (at++; at < to && units[at] !== LF && units[at] !== CR; at++) if (units[at] === QUOTE) return units.slice(from, at + 1);
  return null;
}

const begins = (units: Units, at: number, length: number, sign: Units): boolean =>
  at + sign.length <= length && sign.every((unit, index) => units[at + index] === unit);

/** Units beyond the first place that begins as an element does, in which the element's own end is looked for. */
const LOOKED_AT = 16 << 10;

/** True if an element that ends at `end` is followed by what should follow: the end of the array, or a comma and an element. */
function isFollowed(units: Units, end: number, length: number, sign: Units): boolean {
  const at = afterBlanks(units, end, length);
  if (units[at] === CLOSE_ARRAY) return at < length;
  return units[at] === COMMA && begins(units, afterBlanks(units, at + 1, length), length, sign);
}

/**
 * Where reading can go on after an element of an array that is not JSON: past the bracket that closes it, at the comma or bracket after it,
 * or at a `{` that begins a line with the same indent (in units; -1 if the element does not begin its line). A string ends with its line,
 * since none may span lines. Where quotes or brackets were lost, that is far off or nowhere: then it is the first place after a comma that
 * begins as the elements before did (`sign`). No text inside quotes can: if one seems to, quotes are out of step.
 * Returns -1 if no such place is held.
 * @param last whether no more follows
 */
export function skipWrongElement(units: Units, from: number, length: number, indent: number, sign: Units | null, last: boolean): number {
  let depth = 0;
  let inString = false;
  let lineStart = -1;
  let afterComma = false;
  let alike = -1;
  const orAlike = (end: number): number => {
    if (alike < 0 || sign === null) return end;
    if (!last && end + LOOKED_AT > length) return -1;
    return isFollowed(units, end, length, sign) ? end : alike;
  };
  for (let at = from; at < length; at++) {
    const unit = units[at];
    if (alike >= 0 && at > alike + LOOKED_AT) return alike;
    if (unit === LF || unit === CR) {
      inString = false;
      lineStart = at + 1;
      continue;
    }
    if (unit === SPACE || unit === TAB) continue;
    if (unit === OPEN_OBJECT) {
      if (lineStart >= 0 && at - lineStart === indent) return at;
      if (afterComma && sign !== null && begins(units, at, length, sign)) {
        if (alike < 0) alike = at;
        if (inString) return alike;
      }
    }
    lineStart = -1;
    afterComma = unit === COMMA;
    if (inString) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) depth++;
    else if (unit === CLOSE_OBJECT || unit === CLOSE_ARRAY) {
      if (depth === 0) return orAlike(at === from ? at + 1 : at);
      if (--depth === 0) return orAlike(at + 1);
    } else if (unit === COMMA && depth === 0) return orAlike(at === from ? at + 1 : at);
  }
  return last ? alike : -1;
}

/**
 * Where another document may begin behind text that is none: at the end of its line, or at what begins as the elements before did.
 * Returns -1 if neither is held.
 */
export function skipToDocument(units: Units, from: number, length: number, sign: Units | null): number {
  for (let at = from; at < length; at++) {
    const unit = units[at];
    if (unit === LF || unit === CR) return at;
    const element = unit === OPEN_ARRAY ? afterBlanks(units, at + 1, length) : at;
    if (sign !== null && begins(units, element, length, sign)) return at;
  }
  return -1;
}
