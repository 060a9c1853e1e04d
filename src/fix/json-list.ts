import { jsonScalar } from './written.ts';

/** Items of an array of scalars as they are written: 0-based places `[from, to)` in its text. Items null are left out, as the reader does. */
function itemsOf(text: string): { readonly from: number; readonly to: number; readonly value: string }[] {
  const scalar = /"(?:[^"\\]|\\.)*"|[^\s,[\]"]+/gs;
  return [...text.matchAll(scalar)]
    .filter(([written]) => written !== 'null')
    .map((match) => {
      const [written] = match;
      const value = written.startsWith('"') ? (JSON.parse(written) as string) : written;
      return { from: match.index, to: match.index + written.length, value };
    });
}

/**
 * The text of an array of scalars with other items. Items that stay keep their own writing and what stands between them;
 * fewer items must be some of those that stand there, in their order. Null if they are not.
 */
export function rewriteList(text: string, items: readonly string[], has: (character: string) => boolean): string | null {
  const old = itemsOf(text);
  if (old.length === items.length) {
    let made = '';
    let at = 0;
    for (const [index, { from, to, value }] of old.entries()) {
      const written = text.slice(from, to);
      made += text.slice(at, from) + (value === items[index] ? written : jsonScalar(items[index]!, written, has));
      at = to;
    }
    return made + text.slice(at);
  }
  const kept: string[] = [];
  let next = 0;
  for (const { from, to, value } of old)
    if (value === items[next]) {
      kept.push(text.slice(from, to));
      next++;
    }
  const [first, second] = old;
  if (next < items.length || first === undefined || second === undefined) return null;
  return text.slice(0, first.from) + kept.join(text.slice(first.to, second.from)) + text.slice(old.at(-1)!.to);
}
