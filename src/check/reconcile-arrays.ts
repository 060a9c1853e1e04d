/** Arrays whose memory threads share. */
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
export const sharedFloats = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * 8));
export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** A typed array whose length is not known beforehand. */
export interface Growing<T extends Numbers> {
  push(value: number): void;
  length(): number;
  /** What was pushed so far; a view of the array's own memory. */
  filled(): T;
}

/** An empty array. @param make makes one of so many numbers */
export function growing<T extends Numbers>(make: (length: number) => T): Growing<T> {
  let array = make(256);
  let count = 0;
  return {
    push(value) {
      if (count === array.length) {
        const wider = make(count * 2);
        wider.set(array);
        array = wider;
      }
      array[count++] = value;
    },
    length: () => count,
    filled: () => array.subarray(0, count) as T,
  };
}

/** A copy that threads share. */
export function sharedCopy(from: Int32Array | Uint32Array): Int32Array {
  const copy = sharedInts(from.length);
  copy.set(from);
  return copy;
}
