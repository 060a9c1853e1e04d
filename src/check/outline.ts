import type { Field, Pack } from '../model/pack.ts';
import { KEYWORDS } from './keywords/index.ts';
import type { Outline } from './keywords/keyword.ts';
import { isCharacter, isSimple, piecesOf } from './pieces.ts';
import { isMap } from './schema.ts';

const NEVER_KNOWN: Outline = () => undefined;

/** A private character for each kind of characters. */
const SYMBOLS = 0xe000;

/** What a schema says of all texts whose characters are of certain kinds; see `Keyword.outline`. */
export function outlineOf(schema: unknown, pack: Pack, field: Field, kinds: readonly string[]): Outline {
  if (typeof schema === 'boolean') return () => schema;
  if (!isMap(schema)) return NEVER_KNOWN;
  return every(Object.entries(schema).map(([name, options]) => outlineOfKeyword(name, options, pack, field, kinds)));
}

function outlineOfKeyword(name: string, options: unknown, pack: Pack, field: Field, kinds: readonly string[]): Outline {
  const of = (schema: unknown) => outlineOf(schema, pack, field, kinds);
  if (name === 'minLength') return (shape) => shape.length >= Number(options);
  if (name === 'maxLength') return (shape) => shape.length <= Number(options);
  if (name === 'pattern') return outlineOfPattern(String(options), kinds);
  if (name === 'not') return negated(of(options));
  if (name === 'allOf' && Array.isArray(options)) return every(options.map(of));
  if (name === 'anyOf' && Array.isArray(options)) return negated(every(options.map((option) => negated(of(option)))));
  return KEYWORDS.find((keyword) => keyword.name === name)?.outline?.(options, pack, field) ?? NEVER_KNOWN;
}

const negated =
  (outline: Outline): Outline =>
  (shape, but) => {
    const holds = outline(shape, but);
    return holds === undefined ? undefined : !holds;
  };

const every =
  (outlines: readonly Outline[]): Outline =>
  (shape, but) => {
    const found = outlines.map((outline) => outline(shape, but));
    return found.includes(false) ? false : found.every((holds) => holds === true) ? true : undefined;
  };

/** Says that an expression can't match, by the expression with sets of kinds in place of characters: one that holds a fitting character fits. */
function outlineOfPattern(pattern: string, kinds: readonly string[]): Outline {
  const pieces = piecesOf(pattern);
  if (pieces === undefined || !pieces.every(isSimple)) return NEVER_KNOWN;
  const symbolOf = new Map(kinds.map((kind, number) => [kind, String.fromCharCode(SYMBOLS + number)]));
  const ofKinds = (piece: string): string => {
    const sign = new RegExp(`^${piece}$`, 'u');
    const fitting = kinds.filter((kind) => [...kind].some((character) => sign.test(character)));
    return fitting.length === 0 ? '(?!)' : `[${fitting.map((kind) => symbolOf.get(kind)).join('')}]`;
  };
  const may = new RegExp(pieces.map((piece) => (isCharacter(piece) ? `(?:${ofKinds(piece)})` : piece)).join(''), 'u');
  return (shape) => (may.test(shape.map((kind) => symbolOf.get(kind)).join('')) ? undefined : false);
}
