import type { Encoding } from '../model/source.ts';
import { markLength } from './byte-order-mark.ts';
import { newProperties, walkObject } from './json-object.ts';
import { newGround, OK, OPEN_OBJECT, skipBlanks } from './json-walk.ts';
import { countBreaks } from './quotes.ts';
import { textOf } from './text.ts';
import { append, openWindow } from './window.ts';

const LINES_LOOKED_AT = 50;

/** Lines that begin and end as an object does. */
const objectLines = (lines: readonly string[]): number => lines.filter((line) => line.startsWith('{') && line.endsWith('}')).length;

/**
 * Tells from the first bytes (after a byte order mark) whether a file is a JSON document (an array, or one object over several lines),
 * JSON Lines, or neither (null). A first line that is broken does not hide the objects on the lines after it.
 */
export function jsonKind(head: Uint8Array, encoding: Encoding): 'json' | 'jsonl' | null {
  const window = openWindow(encoding, 0);
  append(window, head);
  const text = textOf(window, 0, window.length).trimStart();
  if (/^\[\s*([{\][/]|$)/.test(text)) return 'json';
  const lines = text
    .split(/\r\n|\n|\r/, LINES_LOOKED_AT)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!/^\{\s*(["}/']|\w+\s*:|$)/.test(text)) {
    const likely = lines.filter((line) => /^\{\s*"/.test(line) && line.endsWith('}')).length;
    return likely > 0 && likely * 2 >= lines.length ? 'jsonl' : null;
  }
  const ground = newGround(window.units);
  ground.limit = window.length;
  skipBlanks(ground);
  ground.pos += markLength(window, ground.pos);
  skipBlanks(ground);
  const start = ground.pos;
  const walked = window.units[start] === OPEN_OBJECT ? walkObject(ground, newProperties()) : OK;
  if (walked === OK) return countBreaks(window.units, start, ground.pos) === 0 ? 'jsonl' : 'json';
  return lines.length === 1 || objectLines(lines) > 0 ? 'jsonl' : 'json';
}
