import { SENTENCE_BREAK, SHAPES } from '../src/evidence/token-ids.ts';
import { makeTokeniser } from '../src/evidence/tokens.ts';
import { newWordTable, stemOf } from '../src/evidence/words.ts';

type PlainToken = string | typeof SENTENCE_BREAK;

/** What was read before: a fit asks for the same texts again and again. */
const known = new Map<string, readonly PlainToken[]>();

/** A text as stems, shapes and sentence breaks, as the reader would see it if it knew every word. */
export function plainTokens(text: string): readonly PlainToken[] {
  const found = known.get(text) ?? readPlain(text);
  known.set(text, found);
  return found;
}

function readPlain(text: string): PlainToken[] {
  const words = newWordTable();
  const names = new Map<number, string>(SHAPES.map((shape) => [words.idOf(shape), shape]));
  for (const match of text.matchAll(/[\p{L}\p{N}'’‘`.,]+/gu)) {
    for (const piece of [match[0], ...match[0].split(/[.,]/), match[0].replace(/[.,]/g, '')]) {
      const stem = stemOf(piece);
      if (stem !== '') names.set(words.idOfStem(stem), stem);
    }
  }
  const bytes = new TextEncoder().encode(text);
  return makeTokeniser(words)
    .place(bytes, 0, bytes.length)
    .map(({ id }) => (id === SENTENCE_BREAK ? SENTENCE_BREAK : (names.get(id) ?? '?')));
}
