import { setImmediate as turn } from 'node:timers/promises';
import type { Repeat } from './check/index.ts';
import { type KeyFile, placesOf } from './key-files.ts';

/** A record that an earlier one is like, by its 0-based position in its part. */
export interface Repeated {
  /** Index of the rule in `Pack.rules`. */
  readonly rule: number;
  readonly at: number;
  /** The earlier one: its 0-based part, and its 1-based record and line there. */
  readonly firstPart: number;
  readonly firstRecord: number;
  readonly firstLine: number;
}

/** Numbers that a repeat is kept as: part, position, first part, first position (later its record), first line. */
const WIDTH = 5;
const [PART, AT, FIRST_PART, FIRST, FIRST_LINE] = [0, 1, 2, 3, 4] as const;

/** All repeats of one rule as numbers, so that its keys can go before those of the next come. */
async function gather(all: Iterable<Repeat | null>): Promise<Uint32Array> {
  let numbers = new Uint32Array(256 * WIDTH);
  let used = 0;
  for (const one of all) {
    if (one === null) {
      // Signals get their turn only here.
      await turn();
      continue;
    }
    if (used === numbers.length) {
      const wider = new Uint32Array(used * 2);
      wider.set(numbers);
      numbers = wider;
    }
    numbers.set([one.part, one.at, one.firstPart, one.firstAt], used);
    used += WIDTH;
  }
  return numbers.subarray(0, used);
}

/** Puts in the place of each first position its record and line. The places of a part are read once, whatever the order of the repeats. */
async function locate(numbers: Uint32Array, files: readonly KeyFile[]): Promise<void> {
  const count = numbers.length / WIDTH;
  const ends = new Uint32Array(files.length + 1);
  for (let n = 0; n < count; n++) ends[numbers[n * WIDTH + FIRST_PART]! + 1]!++;
  for (let part = 0; part < files.length; part++) ends[part + 1]! += ends[part]!;
  const next = ends.slice();
  const ordered = new Uint32Array(count);
  for (let n = 0; n < count; n++) {
    const part = numbers[n * WIDTH + FIRST_PART]!;
    ordered[next[part]!] = n;
    next[part]!++;
  }
  for (const [part, file] of files.entries()) {
    if (ends[part] === ends[part + 1]) continue;
    const { records, lines } = placesOf(file);
    for (let i = ends[part]!; i < ends[part + 1]!; i++) {
      const from = ordered[i]! * WIDTH;
      const first = numbers[from + FIRST]!;
      numbers[from + FIRST] = records[first]!;
      numbers[from + FIRST_LINE] = lines[first]!;
    }
    await turn();
  }
}

/**
 * Takes in all repeats of one rule, in order of part, and hands them out part by part: to be asked of each part once, in order.
 * @param files what batch rules noted of each part
 */
export async function repeatsByPart(
  rule: number,
  all: Iterable<Repeat | null>,
  files: readonly KeyFile[],
): Promise<(part: number) => Repeated[]> {
  const numbers = await gather(all);
  await locate(numbers, files);
  let next = 0;
  return (part) => {
    const found: Repeated[] = [];
    for (; next < numbers.length && numbers[next + PART] === part; next += WIDTH)
      found.push({
        rule,
        at: numbers[next + AT]!,
        firstPart: numbers[next + FIRST_PART]!,
        firstRecord: numbers[next + FIRST]!,
        firstLine: numbers[next + FIRST_LINE]!,
      });
    return found;
  };
}
