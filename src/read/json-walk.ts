import { CR, LF, QUOTE, SPACE, TAB, type Units } from './window.ts';

/** A stretch of units that JSON is read from; `pos` moves. */
export interface JsonGround {
  units: Units;
  pos: number;
  /** One past the last unit that may be read; there a line feed or carriage return must stand. */
  limit: number;
  /** Open brackets of the value being walked. */
  stack: Uint8Array;
  /** True if the string walked last has an escape in it. */
  escaped: boolean;
  /** True if the array or object walked last holds another one, or is an object. */
  nested: boolean;
}

/** Right; the stretch ends inside; not JSON at `pos`. */
export const OK = 0;
export const SHORT = 1;
export const WRONG = 2;
export type Walked = typeof OK | typeof SHORT | typeof WRONG;

export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;
export const OPEN_ARRAY = 91;
export const CLOSE_ARRAY = 93;
export const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const MINUS = 45;

/** A ground of these units; set `pos` and `limit` before each walk. */
export function newGround(units: Units): JsonGround {
  return { units, pos: 0, limit: 0, stack: new Uint8Array(64), escaped: false, nested: false };
}

/** Steps over blanks and line ends. */
export function skipBlanks(ground: JsonGround): void {
  const { units, limit } = ground;
  let { pos } = ground;
  for (;;) {
    const unit = units[pos];
    if (unit !== SPACE && unit !== TAB && ((unit !== LF && unit !== CR) || pos >= limit)) break;
    pos++;
  }
  ground.pos = pos;
}

const failed = (ground: JsonGround, pos: number): Walked => {
  ground.pos = Math.min(pos, ground.limit);
  return pos >= ground.limit ? SHORT : WRONG;
};

const isHex = (unit: number): boolean => (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** Walks the string whose opening quote stands at `pos`. */
export function walkString(ground: JsonGround): Walked {
  const { units } = ground;
  let pos = ground.pos + 1;
  ground.escaped = false;
  for (;;) {
    let unit = units[pos]!;
    while (unit !== QUOTE && unit !== BACKSLASH && unit >= SPACE) unit = units[++pos]!;
    if (unit === QUOTE) break;
    if (unit < SPACE) return failed(ground, pos);
    ground.escaped = true;
    unit = units[++pos]!;
    if (unit === 117) {
      for (let digit = 0; digit < 4; digit++) if (!isHex(units[++pos]!)) return failed(ground, pos);
    } else if (
      unit !== QUOTE &&
      unit !== BACKSLASH &&
      unit !== 47 &&
      !(unit === 98 || unit === 102 || unit === 110 || unit === 114 || unit === 116)
    )
      return failed(ground, pos);
    pos++;
  }
  ground.pos = pos + 1;
  return OK;
}

function walkNumber(ground: JsonGround): Walked {
  const { units } = ground;
  let { pos } = ground;
  if (units[pos] === MINUS) pos++;
  if (!isDigit(units[pos]!)) return failed(ground, pos);
  if (units[pos] === 48) pos++;
  else while (isDigit(units[pos]!)) pos++;
  if (units[pos] === 46) {
    if (!isDigit(units[++pos]!)) return failed(ground, pos);
    while (isDigit(units[pos]!)) pos++;
  }
  if (units[pos] === 101 || units[pos] === 69) {
    pos++;
    if (units[pos] === 43 || units[pos] === MINUS) pos++;
    if (!isDigit(units[pos]!)) return failed(ground, pos);
    while (isDigit(units[pos]!)) pos++;
  }
  ground.pos = pos;
  return OK;
}

const WORDS = ['true', 'false', 'null'].map((word) => Array.from(word, (char) => char.charCodeAt(0)));

function walkWord(ground: JsonGround): Walked {
  const { units, pos } = ground;
  const word = WORDS.find(([first]) => first === units[pos]);
  if (word === undefined) return failed(ground, pos);
  for (let at = 1; at < word.length; at++) if (units[pos + at] !== word[at]) return failed(ground, pos + at);
  ground.pos = pos + word.length;
  return OK;
}

/** Walks a string, number, true, false or null at `pos`. */
export function walkScalar(ground: JsonGround): Walked {
  const unit = ground.units[ground.pos]!;
  if (unit === QUOTE) return walkString(ground);
  return unit === MINUS || isDigit(unit) ? walkNumber(ground) : walkWord(ground);
}

/** Walks blanks, a key and the colon after it, and blanks. */
function walkKey(ground: JsonGround): Walked {
  skipBlanks(ground);
  if (ground.units[ground.pos] !== QUOTE) return failed(ground, ground.pos);
  const walked = walkString(ground);
  return walked === OK ? walkColon(ground) : walked;
}

/** Walks the colon after a key, and blanks around it. */
export function walkColon(ground: JsonGround): Walked {
  skipBlanks(ground);
  if (ground.units[ground.pos] !== COLON) return failed(ground, ground.pos);
  ground.pos++;
  skipBlanks(ground);
  return OK;
}

function pushBracket(ground: JsonGround, depth: number, bracket: number): void {
  if (depth === ground.stack.length) {
    const stack = new Uint8Array(depth * 2);
    stack.set(ground.stack);
    ground.stack = stack;
  }
  ground.stack[depth] = bracket;
}

/** Steps over commas and closing brackets after a value. Returns the depth that is left, or -1 with `pos` at what is wrong. */
function closeValues(ground: JsonGround, from: number): number {
  const { units, stack } = ground;
  let depth = from;
  while (depth > 0) {
    skipBlanks(ground);
    const unit = units[ground.pos];
    if (unit === COMMA) {
      ground.pos++;
      return depth;
    }
    if (unit !== stack[depth - 1]! + 2) return -1;
    ground.pos++;
    depth--;
  }
  return 0;
}

/** Walks the array or object at `pos`, however deep, without recursion. */
export function walkNested(ground: JsonGround): Walked {
  const { units } = ground;
  let depth = 0;
  ground.nested = units[ground.pos] === OPEN_OBJECT;
  do {
    skipBlanks(ground);
    if (depth > 0 && ground.stack[depth - 1] === OPEN_OBJECT) {
      const key = walkKey(ground);
      if (key !== OK) return key;
    }
    const unit = units[ground.pos]!;
    if (unit === OPEN_ARRAY || unit === OPEN_OBJECT) {
      ground.nested ||= depth > 0;
      ground.pos++;
      pushBracket(ground, depth++, unit);
      skipBlanks(ground);
      if (units[ground.pos] !== unit + 2) continue;
    } else {
      const scalar = walkScalar(ground);
      if (scalar !== OK) return scalar;
    }
    depth = closeValues(ground, depth);
    if (depth < 0) return failed(ground, ground.pos);
  } while (depth > 0);
  return OK;
}
