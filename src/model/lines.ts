/** Characters that a line of a file may have that this program wrote: no finding comes near. */
export const LONGEST_LINE = 1 << 26;

/** A line is longer than any that this program writes: the file is another one, or never ends. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
  /** 1-based. */
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is longer than any line that pnd-lint writes`);
    this.line = line;
  }
}

/**
 * Lines of a text without their ends, which are line feeds; nothing behind the last end.
 * @throws LineTooLong before more than `longest` characters and a chunk are held
 */
export async function* linesIn(chunks: AsyncIterable<string> | Iterable<string>, longest = LONGEST_LINE): AsyncGenerator<string> {
  const held: string[] = [];
  let length = 0;
  let number = 1;
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n');
    held.push(first);
    length += first.length;
    for (const next of others) {
      yield held.join('');
      number++;
      held.length = 0;
      held.push(next);
      length = next.length;
    }
    if (length > longest) throw new LineTooLong(number);
  }
  const rest = held.join('');
  if (rest.trim() !== '') yield rest;
}
