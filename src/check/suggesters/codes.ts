import type { Suggestion } from '../../model/finding.ts';
import type { Codelist } from '../../model/pack.ts';
import { foldSpelling } from '../../model/spelling.ts';
import { nearCodes } from './near.ts';

/** What a suggester offers for a text. */
export type Offer = Pick<Suggestion, 'to' | 'confidence' | 'reason'>;

/** Codes named of several that are about as near. */
const MOST = 3;

/** Texts whose offers are remembered, so that a slip made on many records is looked for once. */
const REMEMBERED = 4096;

/** What a list says of a text: another way of writing a code, another name, what replaced it, or the code that it is a slip from. */
export function offerCodes(list: Codelist): (text: string) => Offer | undefined {
  const known = new Map<string, Offer | undefined>();
  const offer = (text: string): Offer | undefined => {
    const entry = list.entries.get(text);
    if (entry)
      return entry.replacedBy === undefined
        ? undefined
        : { to: entry.replacedBy, confidence: entry.reviewed ? 'review' : 'likely', reason: 'successor' };
    const folded = foldSpelling(text);
    const codes = list.spellings.get(folded) ?? [];
    if (codes.length === 1) {
      const to = codes[0]!;
      return foldSpelling(to) === folded
        ? { to, confidence: 'certain', reason: 'spelling' }
        : { to, confidence: 'likely', reason: 'alias' };
    }
    if (codes.length > 1) return several(codes);
    const near = nearCodes(list, text);
    if (near === undefined) return undefined;
    if (near.codes.length > 1) return several(near.codes);
    return { to: near.codes[0]!, confidence: near.isSure ? 'likely' : 'review', reason: 'near' };
  };
  return (text) => {
    if (known.has(text)) return known.get(text);
    if (known.size >= REMEMBERED) known.clear();
    const made = offer(text);
    known.set(text, made);
    return made;
  };
}

const several = (codes: readonly string[]): Offer | undefined =>
  codes.length > MOST ? undefined : { to: codes.join(' or '), confidence: 'review', reason: 'several-near' };
