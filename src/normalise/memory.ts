/** Texts kept at most; when full all are forgotten, so that memory stays bounded whatever the file holds. */
const CAPACITY = 4096;
/** Longer texts (narratives) hardly ever come again. */
const LONGEST = 64;

/** What texts of one column came to, for as long as remembering them pays. */
export interface Memory<T> {
  get(text: string): T | undefined;
  set(text: string, what: T): void;
}

/** Makes a memory that gives up on a column whose texts do not repeat (fewer than half known when it is full). */
export function makeMemory<T>(): Memory<T> {
  let known: Map<string, T> | undefined = new Map();
  let asked = 0;
  let found = 0;
  return {
    get(text) {
      if (known === undefined || text.length > LONGEST) return undefined;
      asked++;
      const what = known.get(text);
      if (what !== undefined) found++;
      return what;
    },
    set(text, what) {
      if (known === undefined || text.length > LONGEST) return;
      if (known.size >= CAPACITY) {
        if (found * 2 < asked) {
          known = undefined;
          return;
        }
        known.clear();
        asked = 0;
        found = 0;
      }
      known.set(text, what);
    },
  };
}
