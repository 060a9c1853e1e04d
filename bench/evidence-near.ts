import type { Labelled } from './evidence-narratives.ts';
import { plainTokens } from './evidence-tokens.ts';

/** Cosine of the weighted words of two texts from which they count as tellings of one story. */
const NEAR = 0.25;
/** Words in more texts than this say nothing about nearness. */
const COMMON = 60;

/**
 * For each narrative the numbers of those that tell nearly the same, whoever wrote them: what is measured on one must not be fitted on
 * the others. Nearness is the cosine of the words' inverse document frequencies.
 */
export function nearOf(narratives: readonly Labelled[]): ReadonlySet<number>[] {
  const words = narratives.map(({ text }) => [...new Set(plainTokens(text))].filter((word) => typeof word === 'string'));
  const textsOf = new Map<string, number[]>();
  for (const [i, own] of words.entries()) {
    for (const word of own) {
      const texts = textsOf.get(word);
      if (texts === undefined) textsOf.set(word, [i]);
      else texts.push(i);
    }
  }
  const weightOf = (word: string): number => Math.log(narratives.length / textsOf.get(word)!.length) ** 2;
  const sizes = words.map((own) => Math.sqrt(own.reduce((sum, word) => sum + weightOf(word), 0)));
  const near = narratives.map(() => new Set<number>());
  for (const [i, own] of words.entries()) {
    const shared = new Map<number, number>();
    for (const word of own) {
      const texts = textsOf.get(word)!;
      if (texts.length > COMMON) continue;
      for (const j of texts) if (j > i) shared.set(j, (shared.get(j) ?? 0) + weightOf(word));
    }
    for (const [j, sum] of shared) {
      if (sum < NEAR * sizes[i]! * sizes[j]!) continue;
      near[i]!.add(j);
      near[j]!.add(i);
    }
  }
  return near;
}
