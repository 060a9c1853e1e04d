/** Whether a term has no blank too many; most have none, and looking is quicker than replacing. */
const isPlain = (term: string): boolean => !(term.startsWith(' ') || term.endsWith(' ') || term.includes('  ') || /[\t\n\r]/.test(term));

/** Writes out the alternatives of a term: `(a|b|) c` → `a c`, `b c`, `c`. Brackets do not nest. */
export function expandTerm(term: string): string[] {
  const open = term.indexOf('(');
  if (open < 0) return [isPlain(term) ? term : term.replace(/\s+/g, ' ').trim()];
  const close = term.indexOf(')', open);
  if (close < 0) throw new SyntaxError('a bracket is not closed');
  const [before, after] = [term.slice(0, open), term.slice(close + 1)];
  return term
    .slice(open + 1, close)
    .split('|')
    .flatMap((alternative) => expandTerm(before + alternative + after));
}
