import { PackError, type PackProblem } from '../model/errors.ts';
import { editDistance, foldSpelling } from '../model/spelling.ts';

/** Gathers what is wrong, so that all of it is told at once and each thing once. */
export interface Problems {
  add(file: string, path: string, message: string): void;
  /** Number of different problems so far. */
  count(): number;
  /** @throws PackError with all problems, by file and in the order found, if there is any. */
  refuse(): void;
}

/** Problems of one file that are told; more help nobody, and a hostile file could have millions. */
export const MOST = 1000;

/** An empty list of problems. */
export function noProblems(): Problems {
  const found = new Map<string, PackProblem>();
  const perFile = new Map<string, number>();
  return {
    add(file, path, message) {
      const key = JSON.stringify([file, path, message]);
      const told = perFile.get(file) ?? 0;
      if (found.has(key) || told > MOST) return;
      perFile.set(file, told + 1);
      found.set(
        key,
        told < MOST ? { file, path, message } : { file, path: '$', message: `more than ${MOST} problems; only the first are told` },
      );
    },
    count: () => found.size,
    refuse() {
      if (found.size === 0) return;
      const order = [...new Set([...found.values()].map((problem) => problem.file))];
      throw new PackError([...found.values()].sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file)));
    },
  };
}

/** The JSON path one step further: `$.a` and `b` give `$.a.b`, `3` gives `$.a[3]`, other names `$.a["x y"]`. */
export function step(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return /^[A-Za-z_$@][\w$-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** A value as a message quotes it: JSON, cut at 60 characters. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** `; did you mean "x"?` for the known word nearest to `word`, or nothing if none is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const folded = foldSpelling(word);
  const limit = Math.max(1, Math.floor(folded.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(folded, foldSpelling(candidate), limit);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === undefined ? '' : `; did you mean ${quote(best)}?`;
}

/** `a, b or c`, for a message that lists what is allowed. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
