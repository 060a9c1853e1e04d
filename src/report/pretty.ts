import { forJson } from './escape.ts';

/** Characters of a line that may hold a whole object or list: with 120, blanks would be a third of the text. */
const LINE = 300;
/** Levels down to which large parts may lie: a run has scorecards, these have a list of agencies, and an agency stands in it. */
const DEEP = 3;

/** Large objects that stand for a text that is made when it is asked for. */
export interface StandIns {
  has(value: object): boolean;
  /** The text at the margin, some lines at a time: all but the first piece begin with a line end. */
  linesOf(value: object): Iterable<string>;
}

/**
 * JSON with two blanks a level, but what fits on a line of its own on one line: scorecards of a nation have hundreds of thousands of figures. Piece by
 * piece, with a line end at the end.
 *
 * @param value of plain objects and lists; what stands for others lies in what is large
 */
export function* pretty(value: object, standIns: StandIns): Generator<string> {
  for (const piece of piecesOf(value, '\n', DEEP, standIns)) yield forJson(piece);
  yield '\n';
}

/** The same as one text, escaped as JSON has it, without the line end. */
export const indented = (value: object): string => textOf(value, '\n');

/** Items, those of large parts each by itself. @param margin line end and blanks that stand before what the value is part of */
function* piecesOf(value: object, margin: string, depth: number, standIns: StandIns): Generator<string> {
  if (standIns.has(value)) {
    // No line end within a text of JSON is one of the text's own.
    for (const lines of standIns.linesOf(value)) yield lines.replaceAll('\n', margin);
    return;
  }
  const line = lineOf(value, standIns);
  if (line !== undefined) return yield line;
  const inner = `${margin}  `;
  const isList = Array.isArray(value);
  let before = isList ? '[' : '{';
  for (const [name, item] of isList ? value.entries() : Object.entries(value)) {
    if (item === undefined && !isList) continue;
    yield before + inner + (isList ? '' : `${JSON.stringify(name)}: `);
    before = ',';
    if (typeof item === 'object' && item !== null && (depth > 0 || standIns.has(item))) yield* piecesOf(item, inner, depth - 1, standIns);
    else yield textOf(item, inner);
  }
  yield margin + (isList ? ']' : '}');
}

/** Of a value in which nothing stands for others. */
function textOf(value: unknown, margin: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const line = lineOf(value, undefined);
  if (line !== undefined) return line;
  const inner = `${margin}  `;
  // Joined at each level: what many small texts take lasts no longer than it must.
  if (Array.isArray(value)) return `[${inner}${value.map((item) => textOf(item, inner)).join(`,${inner}`)}${margin}]`;
  const items: string[] = [];
  for (const [name, item] of Object.entries(value)) if (item !== undefined) items.push(`${JSON.stringify(name)}: ${textOf(item, inner)}`);
  return `{${inner}${items.join(`,${inner}`)}${margin}}`;
}

/** The text of an object or a list if it fits on a line. */
function lineOf(value: object, standIns: StandIns | undefined): string | undefined {
  if (roomBeside(value, LINE, standIns) < 0) return undefined;
  const line = JSON.stringify(value);
  return line.length <= LINE ? line : undefined;
}

/**
 * Characters that are left of a line beside the text of a value, or more: below 0, it does not fit. Most of what is large is known to be so by its
 * first items, and need not be written at each level to learn that.
 */
function roomBeside(value: unknown, room: number, standIns: StandIns | undefined): number {
  if (typeof value === 'string') return room - value.length - 2;
  if (typeof value !== 'object' || value === null) return room - 1;
  if (standIns?.has(value)) return -1;
  let left = room - 1;
  if (Array.isArray(value)) {
    for (let n = 0; n < value.length && left >= 0; n++) left = roomBeside(value[n], left - 1, standIns);
    return left;
  }
  for (const name of Object.keys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[name];
    if (item === undefined) continue;
    left = roomBeside(item, left - name.length - 4, standIns);
    if (left < 0) return left;
  }
  return left;
}
