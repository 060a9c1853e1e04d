import type { Units } from './units.ts';

/** What is said of all texts alike that have none of some units. */
export interface PlainAnswer {
  readonly holds: boolean;
  readonly unless: readonly Units[];
}
