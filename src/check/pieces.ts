/** One piece of an expression with the flag `u`: an escape, a set, the beginning of a group, a count, a mark, or a character. */
const PIECE =
  /\\(?:[pP]\{[^}]*\}|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)|\[(?:\\.|[^\]\\])*\]|\(\?(?::|=|!|<=|<!)|\{[0-9]+(?:,[0-9]*)?\}|./gsu;

/** Pieces that stand for no character themselves. */
const MARK = /^(?:\(\?.*|[()|^$*+?]|\{.+\}|\\[bB])$/su;

/** What refers to what was matched before, or is a control character by its letter. */
const STRANGE = /^\\[0-9kc]/u;

/** Whether a piece stands for a character. */
export const isCharacter = (piece: string): boolean => !MARK.test(piece);

/** Whether an expression with this piece surely matches more if its pieces do: it does not look at what stands around. */
export const isSimple = (piece: string): boolean => !/^(?:\(\?<?[!=]|\\[bB])$/u.test(piece);

/** The pieces of an expression with the flag `u`; undefined if it has groups with names, or refers to its groups. */
export function piecesOf(pattern: string): readonly string[] | undefined {
  const pieces = [...pattern.matchAll(PIECE)].map(([piece]) => piece);
  // A group with a name, or of a kind that is not known here, leaves a bracket and a question mark of their own.
  const isStrange = pieces.some((piece, n) => STRANGE.test(piece) || (piece === '(' && pieces[n + 1] === '?'));
  return isStrange ? undefined : pieces;
}
