import { setImmediate as turn } from 'node:timers/promises';
import type { Aside, Repeat, Spots } from './check/index.ts';
import { type KeyFile, placesOf } from './key-files.ts';
import type { StoredNumbers } from './model/stored-numbers.ts';

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

/** Repeats of one rule, part by part. */
export interface RepeatsByPart {
  /** Those of a part: to be asked of each part once, in order. */
  of(part: number): Repeated[];
  /** Lets go of what they were read from. */
  close(): void;
}

/** Numbers of a repeat until its first record was looked up, by which they are sorted, and from then on. */
const [FIRST_PART, FIRST_AT, PART, AT, FOUND] = [0, 1, 2, 3, 4] as const;
const PLACED = 5;

/** Takes in all repeats of one rule, so that its keys can go before those of the next come; sorted by their first records. */
async function gather(all: Iterable<Repeat | null>, { store }: Aside): Promise<StoredNumbers> {
  const rows = store.sorter(FOUND);
  for (const one of all) {
    if (one === null) {
      // Signals get their turn only here.
      await turn();
      continue;
    }
    for (const number of [one.firstPart, one.firstAt, one.part, one.at]) rows.push(number);
  }
  return rows.finish();
}

/** Looks up the record and line of each first record; sorted by the repeats themselves. The places of a part are read once. */
async function locate(found: StoredNumbers, files: readonly KeyFile[], { store, open }: Aside): Promise<StoredNumbers> {
  const numbers = open(found);
  const rows = store.sorter(PLACED);
  let last: { readonly part: number; readonly places: Pick<Spots, 'records' | 'lines'> } | undefined;
  try {
    for (let from = 0; from < found.length; from += FOUND) {
      const part = numbers.at(from + FIRST_PART);
      if (last?.part !== part) {
        await turn();
        last = { part, places: placesOf(files[part]!) };
      }
      const first = numbers.at(from + FIRST_AT);
      const placed = [last.places.records[first]!, last.places.lines[first]!];
      for (const number of [numbers.at(from + PART), numbers.at(from + AT), part, ...placed]) rows.push(number);
    }
  } finally {
    numbers.close();
  }
  return rows.finish();
}

/**
 * Takes in all repeats of one rule and hands them out part by part; in little memory however many they are.
 * @param files what batch rules noted of each part
 */
export async function repeatsByPart(
  rule: number,
  all: Iterable<Repeat | null>,
  files: readonly KeyFile[],
  aside: Aside,
): Promise<RepeatsByPart> {
  const placed = await locate(await gather(all, aside), files, aside);
  const numbers = aside.open(placed);
  let from = 0;
  return {
    of(part) {
      const found: Repeated[] = [];
      for (; from < placed.length && numbers.at(from) === part; from += PLACED) {
        const [at, firstPart, firstRecord, firstLine] = [1, 2, 3, 4].map((n) => numbers.at(from + n)) as [number, number, number, number];
        found.push({ rule, at, firstPart, firstRecord, firstLine });
      }
      return found;
    },
    close: numbers.close,
  };
}
