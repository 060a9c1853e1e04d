/** First and last of some UTF-16 units. */
export type Units = readonly [first: number, last: number];

/** Units that characters beyond the basic plane are written with. */
export const SURROGATES: Units = [0xd800, 0xdfff];
const LAST_UNIT = 0xffff;

/** Units that characters of these ranges of code points are written with, whole or in part. */
export const unitsOf = (ranges: readonly Units[]): readonly Units[] =>
  ranges.map(([first, last]): Units => {
    if (first > LAST_UNIT) return SURROGATES;
    return last > LAST_UNIT ? [Math.min(first, SURROGATES[0]), LAST_UNIT] : [first, last];
  });
