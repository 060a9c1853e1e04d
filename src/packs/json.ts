import type { Problems } from './problems.ts';
import { quote, step } from './problems.ts';

/** Bytes that a JSON file of a pack may have. */
export const MAX_JSON_BYTES = 5_000_000;
/** Bytes that a code list may have. */
export const MAX_CSV_BYTES = 20_000_000;
/** Objects and arrays that may stand inside each other. */
const MAX_DEPTH = 64;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

class NotJson extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads the JSON text of a file that people edit. Unlike `JSON.parse` it says the line and column of a fault, refuses a key that is
 * given twice, and gives up before going deep. A key `__proto__` is a key as any other.
 *
 * @param file name for messages
 * @returns undefined if the text is refused; the reasons are then in `problems`
 */
export function readJson(text: string, file: string, problems: Problems): unknown {
  const twice = new Set<string>();
  try {
    const value = parse(text, (path) => twice.add(path));
    for (const path of twice) problems.add(file, path, 'this key is given twice; keep one of the two');
    return twice.size === 0 ? value : undefined;
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const lines = text.slice(0, error.at).split(/\r\n|\r|\n/);
    problems.add(file, `line ${lines.length}, column ${lines.at(-1)!.length + 1}`, error.message);
    return undefined;
  }
}

/** @param repeated is told the JSON path of each key that is given twice */
function parse(text: string, repeated: (path: string) => void): Json {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const trail: (string | number)[] = [];

  /** The next character that is not blank; empty at the end. */
  const next = (): string => {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return text[at]!;
    }
    return '';
  };
  const expected = (what: string): NotJson =>
    new NotJson(at, at >= text.length ? `the file ends where ${what} is expected` : `found ${quote(text[at])} where ${what} is expected`);

  const string = (what: string): string => {
    if (text[at] !== '"') throw expected(what);
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    const raw = text.slice(at, end + 1);
    try {
      const value = JSON.parse(raw) as string;
      at = end + 1;
      return value;
    } catch {
      throw new NotJson(at, 'this text has no closing quote, holds a bare line end, or a \\ that begins no escape');
    }
  };
  const number = (): number => {
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(text)?.[0];
    if (found === undefined) throw expected('a value');
    at += found.length;
    return Number(found);
  };

  /** Steps over a comma (true) or the closing mark (false). */
  const more = (close: string): boolean => {
    const mark = next();
    if (mark !== ',' && mark !== close) throw expected(`a comma or a closing ${close}`);
    at += 1;
    return mark === ',';
  };
  const object = (): Json => {
    const result: { [key: string]: Json } = {};
    at += 1;
    if (next() === '}') {
      at += 1;
      return result;
    }
    do {
      next();
      const key = string('a key in double quotes');
      trail.push(key);
      if (Object.hasOwn(result, key)) repeated(trail.reduce<string>(step, '$'));
      if (next() !== ':') throw expected('a colon');
      at += 1;
      const value = any();
      if (key === '__proto__') Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
      else result[key] = value;
      trail.pop();
    } while (more('}'));
    return result;
  };
  const array = (): Json => {
    const result: Json[] = [];
    at += 1;
    if (next() === ']') {
      at += 1;
      return result;
    }
    do {
      trail.push(result.length);
      result.push(any());
      trail.pop();
    } while (more(']'));
    return result;
  };
  const any = (): Json => {
    const first = next();
    if (first === '"') return string('a value');
    if (first === '{' || first === '[') {
      if (trail.length >= MAX_DEPTH)
        throw new NotJson(at, `objects and lists are nested deeper than ${MAX_DEPTH}, which no file of a pack needs to be`);
      return first === '{' ? object() : array();
    }
    for (const [word, value] of WORDS)
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    return number();
  };

  const value = any();
  if (next() !== '') throw expected('the end of the file');
  return value;
}
