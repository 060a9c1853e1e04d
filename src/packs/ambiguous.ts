/** Characters by which overlaps of character classes are found: all of ASCII, and some of each class beyond it. */
const SAMPLE = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), ...'éÉßΩжب東\u00a0\u2028€’️😀'];

/** A piece of a pattern that reads one character, or a group, with how often it may stand. */
interface Piece {
  readonly text: string;
  readonly optional: boolean;
  /** True for a group, of which it is not known by which characters it may begin. */
  readonly isGroup: boolean;
}

const TOKENS =
  /\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/**
 * The first group of a regular expression that is repeated without a fixed number and can read the same text in more than one way:
 * two of its alternatives, or something optional and what follows it, may begin with the same character. Refuses too much rather
 * than too little: a group at such a place counts as ambiguous. Undefined if there is none.
 */
export function ambiguousRepetition(pattern: string): string | undefined {
  const tokens = [...pattern.matchAll(TOKENS)].map(({ 0: token, index }) => ({ token, index }));
  const open: { readonly from: number; readonly at: number }[] = [];
  for (const [at, { token, index }] of tokens.entries()) {
    if (token.startsWith('(')) open.push({ from: index, at });
    if (token !== ')') continue;
    const { from, at: first } = open.pop()!;
    const next = tokens[at + 1]?.token ?? '';
    const inside = tokens.slice(first + 1, at).map((one) => one.token);
    if (repeatsFreely(next) && isAmbiguous(inside)) return pattern.slice(from, index + 1) + next;
  }
  return undefined;
}

const repeatsFreely = (quantifier: string): boolean => /^[*+]/.test(quantifier) || /^\{\d+,/.test(quantifier);
const isOptional = (quantifier: string): boolean => /^[*?]/.test(quantifier) || /^\{0/.test(quantifier);
const isQuantifier = (token: string): boolean => /^[*+?]\??$|^\{\d/.test(token);

/** The alternatives of a group, each as the pieces that stand one after another. */
function alternativesOf(tokens: readonly string[]): Piece[][] {
  const alternatives: Piece[][] = [[]];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token === '|') {
      alternatives.push([]);
      continue;
    }
    let text = token;
    if (token.startsWith('(')) {
      let depth = 1;
      while (depth > 0) {
        const inner = tokens[++at]!;
        text += inner;
        depth += inner.startsWith('(') ? 1 : inner === ')' ? -1 : 0;
      }
    }
    const quantifier = tokens[at + 1] ?? '';
    if (isQuantifier(quantifier)) at++;
    alternatives.at(-1)!.push({ text, optional: isOptional(quantifier), isGroup: token.startsWith('(') });
  }
  return alternatives;
}

const charactersOf = ({ text }: Piece): ReadonlySet<string> => {
  const expression = new RegExp(`^(?:${text})$`, 'u');
  return new Set(SAMPLE.filter((char) => expression.test(char)));
};

const overlap = (a: Piece, b: Piece): boolean => {
  if (a.isGroup || b.isGroup) return true;
  const characters = charactersOf(b);
  return [...charactersOf(a)].some((char) => characters.has(char));
};

/** Pieces that may come first, or next after `at`, up to the first that must stand. */
const upToSure = (pieces: readonly Piece[]): readonly Piece[] => {
  const sure = pieces.findIndex((piece) => !piece.optional);
  return sure === -1 ? pieces : pieces.slice(0, sure + 1);
};

function isAmbiguous(tokens: readonly string[]): boolean {
  const alternatives = alternativesOf(tokens);
  const firsts = alternatives.map(upToSure);
  if (alternatives.some((pieces) => pieces.every((piece) => piece.optional))) return true;
  const choices = firsts.some((one, index) => firsts.slice(index + 1).some((other) => one.some((a) => other.some((b) => overlap(a, b)))));
  if (choices) return true;
  // What is optional must be told apart from what comes after it, which may be the group again.
  return alternatives.some((pieces) =>
    pieces.some((piece, at) => {
      if (!piece.optional) return false;
      const after = upToSure(pieces.slice(at + 1));
      const next = after.every((one) => one.optional) ? [...after, ...firsts.flat()] : after;
      return next.some((one) => overlap(piece, one));
    }),
  );
}
