/** Places by falling value: ties share a place and the next one is left out (1, 2, 2, 4); null has no place. */
export function places(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) => (value === null ? null : 1 + values.filter((other) => other !== null && other > value).length));
}
