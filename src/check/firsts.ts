import type { NumberStore, OpenNumbers } from '../model/stored-numbers.ts';
import type { KeyShelves } from './key-rounds.ts';

/** Where what is too much to be held is put aside. */
export interface Aside {
  readonly shelves: KeyShelves;
  readonly store: NumberStore;
  readonly open: OpenNumbers;
}

/** Of records that are like earlier ones, the earliest that each is like; all are counted over all parts from 0. */
export interface Firsts {
  add(index: number, first: number): void;
  /** Each record once, in order, with the earliest of those added. To be asked once. */
  all(): Generator<readonly [index: number, first: number]>;
}

/** Gathers pairs: with `aside` in little memory however many they are. */
export function gatherFirsts(aside: Aside | undefined): Firsts {
  return aside === undefined ? inMemory() : sorted(aside);
}

function inMemory(): Firsts {
  const firsts = new Map<number, number>();
  return {
    add(index, first) {
      const known = firsts.get(index);
      if (known === undefined || first < known) firsts.set(index, first);
    },
    *all() {
      for (const index of [...firsts.keys()].sort((a, b) => a - b)) yield [index, firsts.get(index)!];
    },
  };
}

/** The pairs as rows of two numbers: sorted, the first row of a record has its earliest. */
function sorted({ store, open }: Aside): Firsts {
  const rows = store.sorter(2);
  return {
    add(index, first) {
      rows.push(index);
      rows.push(first);
    },
    *all() {
      const stored = rows.finish();
      const numbers = open(stored);
      try {
        let last = -1;
        for (let at = 0; at < stored.length; at += 2) {
          const index = numbers.at(at);
          if (index !== last) yield [index, numbers.at(at + 1)];
          last = index;
        }
      } finally {
        numbers.close();
      }
    },
  };
}
