const BYTE_ORDER_MARK = '\uFEFF';

const isBlank = (text: string, at: number): boolean => text[at] !== BYTE_ORDER_MARK && text[at]!.trim() === '';

/** Text without its outer blanks. A byte order mark is a blank to the language but a character to whoever gets the data, so it stays. */
export function trimmed(text: string): string {
  const inner = text.trim();
  if (inner.length === text.length || !text.includes(BYTE_ORDER_MARK)) return inner;
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text, from)) from++;
  while (to > from && isBlank(text, to - 1)) to--;
  return text.slice(from, to);
}
