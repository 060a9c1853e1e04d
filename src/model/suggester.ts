import type { Confidence } from './rule-words.ts';

/** One way to find what a value should be that a rule found fault with. */
export type Suggester =
  /** Patterns and what stands in their place, one after another; `upper`: on the text in capitals. `if`: only texts that fit this pattern. */
  | {
      readonly rewrite: readonly (readonly [pattern: string, replacement: string])[];
      readonly upper?: boolean;
      readonly if?: string;
      readonly confidence: Confidence;
    }
  /** UTF-8 that was taken for Windows-1252 and saved so is turned back. */
  | { readonly decode: 'twice-encoded'; readonly confidence: Confidence }
  /** The list, each of its items once. */
  | { readonly without: 'repeats'; readonly confidence: Confidence }
  /** What this column of the code list holds for the codes of a field, if it is one text. For review only. */
  | { readonly column: { readonly field: string; readonly column: string } }
  /** The code of the field's own list of which this column names a class of the evidence model that a text speaks of, if it is one. For review only. */
  | { readonly speaksOf: { readonly field: string; readonly column: string } }
  /** The value of another field, which gets this one's. */
  | { readonly exchange: string; readonly confidence: Confidence }
  /** This value, at the rule's field or another one. For review only. */
  | { readonly value: string; readonly field?: string };
