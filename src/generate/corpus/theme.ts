/** What a narrative is about. The first two are one threat area, told apart by the small-boat flag. */
export type Topic = 'small-boat' | 'other-route' | 'documents' | 'legitimate-means' | 'slavery' | 'drugs' | 'firearms' | 'theft' | 'fraud';

/**
 * Invented sentences that can stand together: any report followed by any detail makes a sound narrative of 20 words and more.
 * Words in braces are blanks, filled from `blanks.ts`.
 */
export interface Theme {
  readonly topic: Topic;
  readonly reports: readonly string[];
  readonly details: readonly string[];
}
