/** Numbers by which things are known, from 1 on. They are chained, as lists of them would grow and be thrown away all the time. */
export interface Numbers {
  /** How many are in use. */
  used(): number;
  /** One that is free. */
  take(): number;
  /** Adds one that was taken to a group, by its 0-based number. */
  join(group: number, number: number): void;
  /** Frees all numbers of a group. @param each is told each of them */
  free(group: number, each: (number: number) => void): void;
}

/** @param groups how many there are */
export function makeNumbers(groups: number): Numbers {
  /** By number: the next of the same group, or the next that is free; 0 for none. */
  let next = new Int32Array(1024);
  const first = new Int32Array(groups);
  let firstFree = 0;
  let used = 0;
  let last = 0;
  return {
    used: () => used,
    take() {
      used++;
      const number = firstFree;
      if (number !== 0) {
        firstFree = next[number]!;
        return number;
      }
      if (++last === next.length) {
        const wider = new Int32Array(last * 2);
        wider.set(next);
        next = wider;
      }
      return last;
    },
    join(group, number) {
      next[number] = first[group]!;
      first[group] = number;
    },
    free(group, each) {
      for (let number = first[group]!; number !== 0; ) {
        const after = next[number]!;
        each(number);
        next[number] = firstFree;
        firstFree = number;
        used--;
        number = after;
      }
      first[group] = 0;
    },
  };
}
