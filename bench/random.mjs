/** Repeatable random choices from a seed (mulberry32). */
export function makeRandom(seed) {
  let state = seed >>> 0;
  const chance = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  /** A whole number from 0 up to, not including, `limit`. */
  const below = (limit) => Math.floor(chance() * limit);
  return { chance, below, pick: (list) => list[below(list.length)] };
}
