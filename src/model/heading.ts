const LONGEST = 100;

/** An address, or a run of digits as long as those of numbers that persons have, dates among them. */
const LIKE_A_VALUE = /@|\d(?:[ ./-]?\d){4}/;

/** A heading as outputs may show it: cut if it is very long, hidden if it looks like a value that stands where a heading should. */
export function headingShown(heading: string): string {
  if (LIKE_A_VALUE.test(heading)) return '[hidden]';
  return heading.length > LONGEST ? `${heading.slice(0, LONGEST - 1)}…` : heading;
}
