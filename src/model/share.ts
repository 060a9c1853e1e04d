/** A share is never shown without its n. `interval` is Wilson's, 95 %, in per cent. */
export interface Share {
  /** Numerator. */
  readonly count: number;
  /** Denominator. */
  readonly n: number;
  /** Per cent, two decimals; null for 0 of 0, which is "no data". */
  readonly percent: number | null;
  readonly interval: readonly [number, number] | null;
}
