/** Things that are kept at most; then all are forgotten. */
const MOST = 4096;

/** What was made for objects. */
export interface Remembered<K, T> {
  (key: K): T;
  /** Forgets all of it. */
  forget(): void;
}

/**
 * Makes one thing for each object, as long as that is remembered: an object that comes again gets what was made for it.
 *
 * @param make may be called again for an object that was forgotten, and for one that is equal to another
 */
export function rememberBy<K extends object, T>(make: (key: K) => T): Remembered<K, T> {
  const kept = new Map<K, T>();
  let last: K | undefined;
  let made: T;
  const of = (key: K): T => {
    if (key === last) return made;
    const known = kept.get(key);
    last = key;
    if (known !== undefined) {
      made = known;
      return made;
    }
    made = make(key);
    if (kept.size === MOST) kept.clear();
    kept.set(key, made);
    return made;
  };
  const forget = (): void => {
    kept.clear();
    last = undefined;
  };
  return Object.assign(of, { forget });
}
