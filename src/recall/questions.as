import { FIRST, give, HASH, hold, IDENTITIES, insert, KEY, LAST, MARKS, MISSED, MISSED_COUNT, mix, take } from './memory';

// A question: the next one, how many fields with bits it is about (each with its bits) and how many whose identity counts, whether the era does;
// its slots, how many less one, and its entries.
const NEXT: usize = 0;
const MARKED: usize = 4;
const IDENTIFIED: usize = 8;
const ANSWER_SLOTS: usize = 12;
const ANSWER_MASK: usize = 16;
const ANSWER_COUNT: usize = 20;
const IS_DATED: usize = 24;
const ABOUT: usize = 32;
const FIRST_ANSWERS: i32 = 64;
const MOST_ANSWERS: i32 = 2048;

/** Adds a question. Its fields are to be written where it returns: field and bits of each that is marked, then those whose identity counts. 0 if there is no memory. */
export function newDesk(marked: i32, identified: i32, isDated: i32): usize {
  const desk = take(<i32>ABOUT + (marked << 3) + (identified << 2));
  const slots: usize = desk === 0 ? 0 : take(FIRST_ANSWERS << 2);
  if (slots === 0) return 0;
  store<i32>(desk + MARKED, marked);
  store<i32>(desk + IDENTIFIED, identified);
  store<i32>(desk + IS_DATED, isDated);
  store<i32>(desk + ANSWER_SLOTS, <i32>slots);
  store<i32>(desk + ANSWER_MASK, FIRST_ANSWERS - 1);
  const last = <usize>load<i32>(LAST);
  store<i32>(last === 0 ? FIRST : last + NEXT, <i32>desk);
  store<i32>(LAST, <i32>desk);
  return desk + ABOUT;
}

/** Puts down what a question is about. @returns its hash */
@inline
function ask(desk: usize, era: i32): i32 {
  let about = desk + ABOUT;
  let key = KEY;
  let hash: u64 = 0;
  for (let n = load<i32>(desk + MARKED); n > 0; n--, about += 8, key += 4) {
    const bits = load<i32>(MARKS + ((<usize>load<i32>(about)) << 2)) & load<i32>(about + 4);
    store<i32>(key, bits);
    hash = mix(hash, <u64>bits);
  }
  const count = load<i32>(desk + IDENTIFIED);
  for (let n = count; n > 0; n--, about += 4, key += 4) {
    const identity = load<i32>(IDENTITIES + ((<usize>load<i32>(about)) << 2));
    store<i32>(key, identity);
    hash = mix(hash, <u64>identity);
  }
  const when = load<i32>(desk + IS_DATED) !== 0 ? era : 0;
  store<i32>(key, when);
  return <i32>(mix(hash, <u64>when) >> 32);
}

@inline
function widthOf(desk: usize): usize {
  return (<usize>(load<i32>(desk + MARKED) + load<i32>(desk + IDENTIFIED) + 1)) << 2;
}

/** The answer: its hash, its profile, and what it is about. 0 if it is not known. */
@inline
function answer(desk: usize, hash: i32): usize {
  const slots = <usize>load<i32>(desk + ANSWER_SLOTS);
  const mask = load<i32>(desk + ANSWER_MASK);
  const width = widthOf(desk);
  let slot = hash & mask;
  let entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  while (entry !== 0) {
    if (load<i32>(entry + HASH) === hash) {
      let n: usize = 0;
      while (n < width && load<i32>(entry + 8 + n) === load<i32>(KEY + n)) n += 4;
      if (n >= width) return entry;
    }
    slot = (slot + 1) & mask;
    entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  }
  return 0;
}

/** Answers the questions of several fields by the marks and identities of the row. @param era of the record, for those that depend on it */
export function judge(era: i32): void {
  let desk = <usize>load<i32>(FIRST);
  let missedCount = 0;
  for (let n = 0; desk !== 0; n++) {
    const entry = answer(desk, ask(desk, era));
    if (entry === 0) {
      store<i32>(MISSED + ((<usize>missedCount) << 2), n);
      missedCount++;
    } else hold(<usize>load<i32>(entry + 4));
    desk = <usize>load<i32>(desk + NEXT);
  }
  store<i32>(MISSED_COUNT, missedCount);
}

/** Forgets all answers to a question. */
function forget(desk: usize): void {
  const slots = <usize>load<i32>(desk + ANSWER_SLOTS);
  const mask = load<i32>(desk + ANSWER_MASK);
  for (let slot = 0; slot <= mask; slot++) {
    const known = <usize>load<i32>(slots + ((<usize>slot) << 2));
    if (known !== 0) give(known, 8 + <i32>widthOf(desk));
  }
  memory.fill(slots, 0, (<usize>(mask + 1)) << 2);
  store<i32>(desk + ANSWER_COUNT, 0);
}

/** Learns the answer to a question, by its 0-based number, for the row looked up last. False if there is no memory. */
export function learnAnswer(which: i32, era: i32, profile: usize): bool {
  let desk = <usize>load<i32>(FIRST);
  for (let n = 0; n < which; n++) desk = <usize>load<i32>(desk + NEXT);
  const hash = ask(desk, era);
  if (answer(desk, hash) !== 0) return true;
  let slots = <usize>load<i32>(desk + ANSWER_SLOTS);
  let mask = load<i32>(desk + ANSWER_MASK);
  const count = load<i32>(desk + ANSWER_COUNT);
  if (count === MOST_ANSWERS) forget(desk);
  else if (count * 4 >= mask) {
    const wider = mask * 2 + 1;
    const next = take((wider + 1) << 2);
    if (next === 0) forget(desk);
    else {
      for (let slot = 0; slot <= mask; slot++) {
        const entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
        if (entry !== 0) insert(next, wider, entry);
      }
      give(slots, (mask + 1) << 2);
      slots = next;
      mask = wider;
      store<i32>(desk + ANSWER_SLOTS, <i32>slots);
      store<i32>(desk + ANSWER_MASK, mask);
    }
  }
  const width = widthOf(desk);
  let entry = take(8 + <i32>width);
  if (entry === 0) {
    forget(desk);
    entry = take(8 + <i32>width);
    if (entry === 0) return false;
  }
  store<i32>(entry, hash);
  store<i32>(entry + 4, <i32>profile);
  memory.copy(entry + 8, KEY, width);
  insert(slots, mask, entry);
  store<i32>(desk + ANSWER_COUNT, load<i32>(desk + ANSWER_COUNT) + 1);
  return true;
}
