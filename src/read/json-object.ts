import {
  CLOSE_OBJECT,
  COMMA,
  type JsonGround,
  OK,
  OPEN_ARRAY,
  OPEN_OBJECT,
  SHORT,
  skipBlanks,
  type Walked,
  WRONG,
  walkColon,
  walkNested,
  walkScalar,
  walkString,
} from './json-walk.ts';
import { QUOTE } from './window.ts';

/** Where the properties of one object stand, in units of the window. Lent: the next object overwrites it. */
export interface JsonProperties {
  count: number;
  /** Keys, without their quotes. */
  keyStarts: Int32Array;
  keyEnds: Int32Array;
  keyEscaped: Uint8Array;
  /** Values; strings without their quotes. */
  starts: Int32Array;
  ends: Int32Array;
  kinds: Uint8Array;
}

export const NULL = 0;
export const STRING = 1;
export const ESCAPED_STRING = 2;
/** A number, true or false: its source text is its value. */
export const WORD = 3;
/** An array of scalars. */
export const LIST = 4;
/** An object, or an array that holds one or an array. */
export const NESTED = 5;

/** Room for the properties of an object; it grows with need. */
export function newProperties(): JsonProperties {
  const ints = (): Int32Array => new Int32Array(64);
  const bytes = (): Uint8Array => new Uint8Array(64);
  return { count: 0, keyStarts: ints(), keyEnds: ints(), keyEscaped: bytes(), starts: ints(), ends: ints(), kinds: bytes() };
}

function grow(into: JsonProperties): void {
  const size = into.kinds.length * 2;
  for (const key of ['keyStarts', 'keyEnds', 'starts', 'ends'] as const) {
    const wider = new Int32Array(size);
    wider.set(into[key]);
    into[key] = wider;
  }
  for (const key of ['keyEscaped', 'kinds'] as const) {
    const wider = new Uint8Array(size);
    wider.set(into[key]);
    into[key] = wider;
  }
}

/** Walks the value at `pos` and notes it as property `at`. */
function walkValue(ground: JsonGround, into: JsonProperties, at: number): Walked {
  const start = ground.pos;
  const unit = ground.units[start]!;
  const container = unit === OPEN_OBJECT || unit === OPEN_ARRAY;
  const walked = container ? walkNested(ground) : walkScalar(ground);
  if (walked !== OK) return walked;
  const inner = unit === QUOTE ? 1 : 0;
  into.starts[at] = start + inner;
  into.ends[at] = ground.pos - inner;
  if (container) into.kinds[at] = ground.nested ? NESTED : LIST;
  else if (unit === QUOTE) into.kinds[at] = ground.escaped ? ESCAPED_STRING : STRING;
  else into.kinds[at] = unit === 110 ? NULL : WORD;
  return OK;
}

const stopped = (ground: JsonGround): Walked => (ground.pos >= ground.limit ? SHORT : WRONG);

/** Walks the object whose `{` stands at `pos` and notes its properties. Afterwards `pos` is past its `}`, or where it goes wrong. */
export function walkObject(ground: JsonGround, into: JsonProperties): Walked {
  const { units } = ground;
  into.count = 0;
  ground.pos++;
  skipBlanks(ground);
  if (units[ground.pos] === CLOSE_OBJECT) {
    ground.pos++;
    return OK;
  }
  for (let at = 0; ; at++) {
    if (at === into.kinds.length) grow(into);
    if (units[ground.pos] !== QUOTE) return stopped(ground);
    into.keyStarts[at] = ground.pos + 1;
    let walked = walkString(ground);
    if (walked !== OK) return walked;
    into.keyEnds[at] = ground.pos - 1;
    into.keyEscaped[at] = ground.escaped ? 1 : 0;
    walked = walkColon(ground);
    if (walked !== OK) return walked;
    walked = walkValue(ground, into, at);
    if (walked !== OK) return walked;
    into.count = at + 1;
    skipBlanks(ground);
    const unit = units[ground.pos];
    if (unit !== COMMA && unit !== CLOSE_OBJECT) return stopped(ground);
    ground.pos++;
    if (unit === CLOSE_OBJECT) return OK;
    skipBlanks(ground);
  }
}
