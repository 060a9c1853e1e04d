/** What a narrative is about. The first two are one threat area, told apart by the small-boat flag. */
export type Topic = 'small-boat' | 'other-route' | 'documents' | 'legitimate-means' | 'slavery' | 'drugs' | 'firearms' | 'theft' | 'fraud';

/**
 * Invented sentences that can stand together: any report with any of the details makes a sound narrative of 20 words and more.
 * `[a|b]` is either, and words in braces are blanks, filled from `blanks.ts`. A choice every few words keeps two narratives of one sentence
 * from being nearly the same.
 */
export interface Theme {
  readonly topic: Topic;
  readonly reports: readonly string[];
  readonly details: readonly string[];
}
