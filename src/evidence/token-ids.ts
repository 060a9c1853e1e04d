/** Factor of the rolling hash over a word's letters. */
export const HASH_BASE = 0x01000193;
/** Letters of a word that are looked at; a longer word is unknown. */
export const LONGEST_WORD = 32;
/** Ids that are no word: an unknown one, and the end of a sentence. */
export const UNKNOWN = 0;
export const SENTENCE_BREAK = 1;

/** Names of tokens that stand for a shape rather than a word: numbers by digits, thousands (`6k`), letters mixed with digits, currency. */
export const SHAPES = ['#1', '#2', '#3', '#4', '#5', '#k', '£', '€'] as const;
/** Id of the first of them; the others follow. */
export const FIRST_SHAPE = 2;
