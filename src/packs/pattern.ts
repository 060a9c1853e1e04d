import { ambiguousRepetition } from './ambiguous.ts';
import { type Problems, quote } from './problems.ts';

/**
 * Proves that a pattern is a regular expression (with the `u` flag) that can't take exponential time by repetition inside repetition
 * or by a choice inside it.
 *
 * @returns the number of its capturing groups, or undefined if it is refused
 */
export function provePattern(pattern: string, file: string, path: string, problems: Problems): number | undefined {
  let groups: number;
  try {
    groups = new RegExp(`${pattern}|`, 'u').exec('')!.length - 1;
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: \/.*\/u?: /s, '');
    problems.add(file, path, `${quote(pattern)} is no regular expression: ${reason}`);
    return undefined;
  }
  const nested = nestedRepetition(pattern);
  if (nested === undefined) {
    const ambiguous = ambiguousRepetition(pattern);
    if (ambiguous === undefined) return groups;
    problems.add(
      file,
      path,
      `${quote(pattern)} repeats ${quote(ambiguous)}, which can read the same text in more than one way: on some texts that would take for ever; write it so that the next character decides`,
    );
    return undefined;
  }
  problems.add(
    file,
    path,
    `${quote(pattern)} repeats ${quote(nested)}, in which something repeats already: on some texts that would take for ever; write it without a repetition inside a repetition`,
  );
  return undefined;
}

/** The first group that is repeated and holds a repetition of variable length. The pattern is known to be a regular expression. */
function nestedRepetition(pattern: string): string | undefined {
  const open: { from: number; repeats: boolean }[] = [];
  let group: { text: string; repeats: boolean } | undefined;
  const tokens = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|[*+?]|\{\d+(?:,\d*)?\}|./gsu;
  for (const { 0: token, index } of pattern.matchAll(tokens)) {
    const last = group;
    group = undefined;
    if (token.startsWith('(')) open.push({ from: index, repeats: false });
    else if (token === ')') {
      const closed = open.pop()!;
      group = { text: pattern.slice(closed.from, index + 1), repeats: closed.repeats };
      const outer = open.at(-1);
      if (outer && closed.repeats) outer.repeats = true;
    } else {
      const { most, variable } = repetition(token);
      if (most > 1 && last?.repeats) return `${last.text}${token}`;
      const outer = open.at(-1);
      if (outer && variable && most > 1) outer.repeats = true;
    }
  }
  return undefined;
}

/** How often at most a quantifier repeats what stands before it, and whether that varies; 1 for any other token. */
function repetition(token: string): { most: number; variable: boolean } {
  if (token === '*' || token === '+') return { most: Number.POSITIVE_INFINITY, variable: true };
  const counts = /^\{(\d+)(,?)(\d*)\}$/.exec(token);
  if (!counts) return { most: 1, variable: false };
  const least = Number(counts[1]);
  const most = counts[2] === '' ? least : counts[3] === '' ? Number.POSITIVE_INFINITY : Number(counts[3]);
  return { most, variable: most !== least };
}
