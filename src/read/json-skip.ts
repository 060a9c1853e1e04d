import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT } from './json-walk.ts';
import { CR, LF, QUOTE, SPACE, TAB, type Units } from './window.ts';

const BACKSLASH = 92;

/**
 * Where reading can go on after an element of an array that is not JSON: past the bracket that closes it, at the comma or bracket after it,
 * or at a `{` that begins a line with the same indent (in units; -1 if the element does not begin its line).
 * A string ends with its line, since none may span lines. Returns -1 if no such place is held.
 */
export function skipWrongElement(units: Units, from: number, length: number, indent: number): number {
  let depth = 0;
  let inString = false;
  let lineStart = -1;
  for (let at = from; at < length; at++) {
    const unit = units[at];
    if (unit === LF || unit === CR) {
      inString = false;
      lineStart = at + 1;
      continue;
    }
    if (lineStart >= 0 && unit !== SPACE && unit !== TAB) {
      if (unit === OPEN_OBJECT && at - lineStart === indent) return at;
      lineStart = -1;
    }
    if (inString) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) depth++;
    else if (unit === CLOSE_OBJECT || unit === CLOSE_ARRAY) {
      if (depth === 0) return at === from ? at + 1 : at;
      if (--depth === 0) return at + 1;
    } else if (unit === COMMA && depth === 0) return at === from ? at + 1 : at;
  }
  return -1;
}
