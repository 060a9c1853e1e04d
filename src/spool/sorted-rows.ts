import type { NumberType, NumberWriter, OpenNumbers, StoredNumbers } from '../model/stored-numbers.ts';

/**
 * Sorts rows of whole numbers of 32 bits, by their first number, then by the next: in memory as far as they fit, else by runs that are
 * written and then merged.
 *
 * @param most numbers that are sorted at a time
 */
export function sortRows(width: number, writer: (type: NumberType) => NumberWriter, open: OpenNumbers, most: number): NumberWriter {
  const rows = Math.max(2, Math.floor(most / width));
  let held = new Uint32Array(Math.min(rows, 64) * width);
  let used = 0;
  let runs: NumberWriter | undefined;
  const ends: number[] = [];
  const flush = (into: NumberWriter): void => {
    for (const row of sortedRows(held, width, used)) for (let at = row; at < row + width; at++) into.push(held[at]!);
    ends.push(into.length());
    used = 0;
  };
  return {
    length: () => (runs?.length() ?? 0) + used,
    push(number) {
      if (used === held.length) {
        if (used < rows * width) {
          const wider = new Uint32Array(Math.min(used * 2, rows * width));
          wider.set(held);
          held = wider;
        } else {
          runs ??= writer('u32');
          flush(runs);
        }
      }
      held[used++] = number;
    },
    finish() {
      const sorted = writer('u32');
      if (runs === undefined) {
        flush(sorted);
        return sorted.finish();
      }
      flush(runs);
      held = new Uint32Array(0);
      return mergeRuns(runs.finish(), ends, width, open, sorted);
    },
  };
}

/** First places of the rows in order. */
function sortedRows(held: Uint32Array, width: number, used: number): Uint32Array {
  const order = new Uint32Array(used / width);
  for (let row = 0; row < order.length; row++) order[row] = row * width;
  return order.sort((a, b) => {
    for (let n = 0; n < width; n++) if (held[a + n] !== held[b + n]) return held[a + n]! - held[b + n]!;
    return 0;
  });
}

/** Merges sorted runs that lie one behind the other; the next of each stands in a heap. */
function mergeRuns(stored: StoredNumbers, ends: readonly number[], width: number, open: OpenNumbers, into: NumberWriter): StoredNumbers {
  const numbers = open(stored);
  const next = [0, ...ends.slice(0, -1)];
  const heap = [...next.keys()].filter((run) => next[run]! < ends[run]!);
  const isBefore = (a: number, b: number): boolean => {
    for (let n = 0; n < width; n++) {
      const [left, right] = [numbers.at(next[a]! + n), numbers.at(next[b]! + n)];
      if (left !== right) return left < right;
    }
    return a < b;
  };
  const sink = (from: number): void => {
    for (let at = from; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  };
  try {
    for (let at = heap.length >> 1; at >= 0; at--) sink(at);
    while (heap.length > 0) {
      const run = heap[0]!;
      for (let n = 0; n < width; n++) into.push(numbers.at(next[run]! + n));
      next[run]! += width;
      if (next[run] === ends[run]) {
        const last = heap.pop()!;
        if (heap.length > 0) heap[0] = last;
      }
      sink(0);
    }
    return into.finish();
  } finally {
    numbers.close();
  }
}
