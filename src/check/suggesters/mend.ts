import type { Suggestion } from '../../model/finding.ts';
import type { Confidence } from '../../model/pack.ts';
import type { Offer } from './codes.ts';

/** Makes a text of a text; undefined if it has nothing to offer. */
export type OfferText = (text: string) => Offer | undefined;

/** A suggestion for a field that is not yet named. */
export type Mended = Omit<Suggestion, 'field' | 'also'>;

const ORDER: readonly Confidence[] = ['review', 'likely', 'certain'];
/** The lesser of two confidences. */
const least = (a: Confidence, b: Confidence): Confidence => (ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b);

/** Mends a text that is all of its cell; undefined if it can't be. */
export function mendedText(offer: OfferText, text: string): Mended | undefined {
  const made = offer(text);
  if (made === undefined || made.to === text || made.to === '') return undefined;
  const { to, confidence, reason } = made;
  return { from: text, to, confidence, reason };
}

/** Mends the failing ones of all items of a list; undefined if one of them can't be. */
export function mendedItems(offer: OfferText, all: readonly string[], failing: readonly string[]): Mended | undefined {
  let confidence: Confidence = 'certain';
  let last: Mended | undefined;
  const to: string[] = [];
  for (const text of all) {
    const made = failing.includes(text) ? mendedText(offer, text) : { to: text };
    if (made === undefined) return undefined;
    to.push(made.to);
    if (!('from' in made)) continue;
    confidence = least(confidence, made.confidence);
    last = { from: text, to: made.to, confidence, reason: last?.reason ?? made.reason };
  }
  if (last === undefined) return undefined;
  return new Set(failing).size === 1 ? last : { from: all.join(';'), to: to.join(';'), confidence, reason: last.reason };
}
