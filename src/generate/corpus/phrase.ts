/** A text cut where something is to be chosen: a text, the name of a blank, or phrases of which one stands. */
export type Phrase = readonly (string | { readonly blank: string } | { readonly oneOf: readonly Phrase[] })[];

/** Reads `[a|b]` as a choice and `{name}` as a blank; a choice may hold blanks, but no choice. */
export function phraseOf(text: string): Phrase {
  return text
    .split(/(\[[^\]]*\]|\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('{')) return { blank: part.slice(1, -1) };
      if (part.startsWith('[')) return { oneOf: part.slice(1, -1).split('|').map(phraseOf) };
      return part;
    });
}
