import { cut, IDS, SENTENCE_BREAK } from './quick-cut';

// Finds the features of a model in a text, and adds up their weights, as scan.ts and sums.ts do: the same features, in another order. First
// all tokens are gone through without a branch, and those put aside at which there may be more than a word; then these.
// The tables are laid out by quick-scan.ts.

export { beginnings, beginningsMask, slips, slipsFilter, slipsMask, stems, stemsMask } from './quick-cut';

/** Where two sums are put down. */
const SUMS: usize = 0x70100;
/** Places of tokens from which a pair of words may begin, two bytes each; */
const PAIRED: usize = 0x80000;
/** and of those that may begin a term or end a sentence. Its last bit says whether the term may be of several words. */
const MARKED: usize = 0x90000;

/** Of each feature, and of none, the stamp of the text that it was last found in. */
const SEEN: usize = 0xa0000;
/** Features found. */
const LIST: usize = 0xc0000;

/** Stands for no term, and for no feature. */
const NONE: u32 = 0xffff;
/** Parts of 1 that weights may be told in. */
const FINEST: f64 = <f64>(<u64>1 << 40);

/** Of each word its feature, and the term that it is alone. */
export let ofWord: usize = 0;
export let endingOf: usize = 0;
export let branches: usize = 0;
export let branchesMask: u32 = 0;
export let branchesFilter: usize = 0;
export let branchesShift: u32 = 0;
export let termAt: usize = 0;
export let pairs: usize = 0;
export let pairsMask: u32 = 0;
export let pairsFilter: usize = 0;
export let pairsShift: u32 = 0;
export let termFrom: usize = 0;
export let termConcepts: usize = 0;
export let negates: usize = 0;
export let ends: usize = 0;
export let negatable: usize = 0;
export let sequences: usize = 0;
export let concepts: i32 = 0;
export let firstTerm: usize = 0;
export let inSentence: usize = 0;
export let inText: usize = 0;
export let firstNegated: i32 = 0;
export let firstRepeated: i32 = 0;
export let firstClosing: i32 = 0;
/** One past the last feature, which stands for none too. */
export let none: i32 = 0;
/** Weights of all classes, row after row. */
export let weights: usize = 0;
export let classes: i32 = 0;
export let reach: i32 = 0;
export let sequenceReach: i32 = 0;

/** One past the last feature found in the text read last. */
let found: usize = 0;
let stamp: i32 = 0;

@inline
function idAt(at: usize): u32 {
  return <u32>load<u16>(at);
}

@inline
function mix(first: u32, second: u32): u32 {
  return ((first * 0x9e3779b1) ^ second) * 0x2c1b3c6d;
}

/** 1 if a pair so mixed may be in a map. */
@inline
function mayHave(filter: usize, shift: u32, mixed: u32): u32 {
  return (load<u32>(filter + (<usize>(mixed >> (shift + 5)) << 2)) >> (mixed >> shift)) & 1;
}

/** As `PairMap.get`. */
@inline
function valueOf(slots: usize, mask: u32, first: u32, second: u32, mixed: u32): i32 {
  const key = (first << 16) | second;
  let slot = (mixed ^ (mixed >> 13)) & mask;
  while (true) {
    const at = slots + (<usize>slot << 3);
    const value = load<i32>(at, 4);
    if (value === -1 || load<u32>(at) === key) return value;
    slot = (slot + 1) & mask;
  }
}

let matched: usize = 0;

/** The longest term of two tokens or more that begins at `at`, `NONE` if there is none; `matched` is where it ends. */
function longestTerm(at: usize): u32 {
  let node = idAt(at);
  let best = NONE;
  while (true) {
    at += 2;
    const id = idAt(at);
    const mixed = mix(node, id);
    if (mayHave(branchesFilter, branchesShift, mixed) === 0) return best;
    const next = valueOf(branches, branchesMask, node, id, mixed);
    if (next < 0) return best;
    node = next;
    const term = <u32>load<u16>(termAt + (<usize>node << 1));
    if (term === NONE) continue;
    best = term;
    matched = at + 2;
  }
}

/** Puts a feature down at `at` in any case, and keeps it if it is new: a branch would often be guessed wrong. @returns where the next goes */
@inline
function addEven(feature: u32, at: usize, current: i32): usize {
  const place = SEEN + (<usize>feature << 1);
  const isNew = <usize>(<i32>load<u16>(place) !== current);
  store<u16>(at, feature);
  store<u16>(place, current);
  return at + (isNew << 1);
}

/**
 * Combinations of one reach, as in combinations.ts, bits 32 to a word: bytes of a row (a multiple of 16), words for each place, places, and
 * whether no concept was added yet; then the row of what is found, that at the start, and one for each concept; then the features, two
 * bytes each.
 */
@inline
function addTo(table: usize, concept: i32): void {
  const row = load<usize>(table);
  const own = table + 16 + row * <usize>(2 + concept);
  store<i32>(table, 0, 12);
  for (let i: usize = 0; i < row; i += 16) v128.store(table + i, v128.or(v128.load(table + i, 16), v128.load(own + i)), 16);
}

/** Puts down the features of the combinations that hold from `at` on, and begins anew. @returns where the next goes */
function settle(table: usize, at: usize): usize {
  if (load<i32>(table, 12) !== 0) return at;
  store<i32>(table, 1, 12);
  const row = load<usize>(table);
  const words = load<usize>(table, 4);
  const places = load<usize>(table, 8);
  const features = table + 16 + row * <usize>(2 + concepts);
  for (let w: usize = 0; w < words; w++) {
    const bits = table + 16 + (w << 2);
    let holds: u32 = ~load<u32>(bits + ((places * words) << 2));
    for (let place: usize = 0; place < places; place++) holds &= load<u32>(bits + ((place * words) << 2));
    for (; holds !== 0; holds &= holds - 1) at = addEven(load<u16>(features + (((w << 5) + <usize>ctz<u32>(holds)) << 1)), at, stamp);
  }
  for (let i: usize = 0; i < row; i += 16) v128.store(table + i, v128.load(table + row + i, 16), 16);
  return at;
}

/** Where the last sentence that has a word begins. */
function lastSentence(end: usize): usize {
  let at = end - 2;
  while (at > IDS && idAt(at) === SENTENCE_BREAK) at -= 2;
  while (at > IDS && idAt(at) !== SENTENCE_BREAK) at -= 2;
  return at;
}

/** Words, pairs of words, and what they add in the last sentence. @returns one past the last place put aside in `MARKED` */
function gather(to: usize, closingFrom: usize): usize {
  const current = stamp;
  const words = ofWord;
  const ofPairs = pairsFilter;
  const ofTerms = branchesFilter;
  const pairShift = pairsShift;
  const termShift = branchesShift;
  let features = LIST;
  let paired = PAIRED;
  let marked = MARKED;
  for (let at = IDS; at < to; at += 2) {
    const id = idAt(at);
    const mixed = mix(id, idAt(at + 2));
    const word = load<u32>(words + (<usize>id << 2));
    features = addEven(word & 0xffff, features, current);
    store<u16>(paired, <u32>(at - IDS));
    paired += <usize>mayHave(ofPairs, pairShift, mixed) << 1;
    const begins = mayHave(ofTerms, termShift, mixed);
    store<u16>(marked, <u32>(at - IDS) | begins);
    marked += <usize>(begins | <u32>(word >> 16 !== NONE) | <u32>(id === SENTENCE_BREAK)) << 1;
  }
  for (let at = closingFrom; at < to; at += 2) features = addEven(load<u16>(endingOf + (<usize>idAt(at) << 1)), features, current);
  for (let next = PAIRED; next < paired; next += 2) {
    const at = IDS + <usize>load<u16>(next);
    const first = idAt(at);
    const second = idAt(at + 2);
    const pair = valueOf(pairs, pairsMask, first, second, mix(first, second));
    features = addEven(pair & NONE, features, current);
  }
  found = features;
  return marked;
}

/** Terms, and what their concepts come to together. */
function weigh(marked: usize, closingFrom: usize): void {
  const furthest = <usize>sequenceReach << 1;
  const current = stamp;
  const noConcept = concepts;
  const row = <usize>concepts << 1;
  let features = found;
  // The last two concepts found in this sentence, if any, and the tokens at which they ended.
  let last = noConcept;
  let lastAt: usize = 0;
  let earlier = noConcept;
  let earlierAt: usize = 0;
  let negatedUntil: usize = 0;
  let end: usize = 0;
  for (let next = MARKED; next < marked; next += 2) {
    const place = <usize>load<u16>(next);
    const at = IDS + (place & -2);
    if (at < end) continue;
    const id = idAt(at);
    if (id === SENTENCE_BREAK) {
      features = settle(inSentence, features);
      negatedUntil = 0;
      last = noConcept;
      earlier = noConcept;
      continue;
    }
    const negated = at < negatedUntil;
    let term = load<u32>(ofWord + (<usize>id << 2)) >> 16;
    end = at + 2;
    if ((place & 1) !== 0) {
      const longer = longestTerm(at);
      if (longer !== NONE) {
        term = longer;
        end = matched;
      }
    }
    if (term === NONE) continue;
    if (load<u8>(ends + <usize>term) === 1) negatedUntil = 0;
    const firstOf = termConcepts + (<usize>load<u16>(termFrom + (<usize>term << 1)) << 1);
    const upTo = termConcepts + (<usize>load<u16>(termFrom + (<usize>term << 1), 2) << 1);
    for (let k = firstOf; k < upTo; k += 2) {
      const concept = <i32>load<u16>(k);
      if (negated && load<u8>(negatable + <usize>concept) === 1) {
        features = addEven(firstNegated + concept, features, current);
        continue;
      }
      const termOf = firstTerm + (<usize>concept << 1);
      const isNew = <i32>load<u16>(SEEN + (<usize>concept << 1)) !== current;
      const first = <u32>load<u16>(termOf);
      store<u16>(termOf, isNew ? term : first);
      features = addEven(concept, features, current);
      features = addEven(isNew || first === term ? <i32>NONE : firstRepeated + concept, features, current);
      features = addEven(at >= closingFrom ? firstClosing + concept : <i32>NONE, features, current);
      addTo(inText, concept);
      addTo(inSentence, concept);
      // After the one before, and after the one before that.
      const isNear = at - lastAt <= furthest;
      const sequence = sequences + (<usize>concept << 1);
      const one = <i32>load<u16>(sequence + <usize>last * row);
      const other = <i32>load<u16>(sequence + <usize>earlier * row);
      features = addEven(isNear ? one : <i32>NONE, features, current);
      features = addEven(isNear && at - earlierAt <= furthest ? other : <i32>NONE, features, current);
    }
    if (upTo > firstOf && !negated) {
      earlier = last;
      earlierAt = lastAt;
      last = <i32>load<u16>(firstOf);
      lastAt = end - 2;
    }
    if (load<u8>(negates + <usize>term) === 1) negatedUntil = end + (<usize>reach << 1);
  }
  // The last sentence is settled: every text ends in a sentence break.
  found = settle(inText, features);
}

/** Reads the text of so many units that stands at `TEXT`. @returns its tokens */
export function scan(units: i32): i32 {
  const to = cut(<usize>units);
  const closingFrom = lastSentence(to);
  stamp++;
  if (stamp > 0xffff) {
    memory.fill(SEEN, 0, (NONE + 1) << 1);
    stamp = 1;
  }
  store<u16>(SEEN + (<usize>none << 1), stamp);
  store<u16>(SEEN + (NONE << 1), stamp);
  weigh(gather(to, closingFrom), closingFrom);
  return <i32>((to - IDS) >> 1);
}

/**
 * Puts a class's column of weights into every second place from `into` on.
 * @returns what they come to, signs aside; infinity if one is no multiple of a number so small that sums of all others are exact
 */
export function lay(column: i32, into: usize): f64 {
  const step = <usize>classes << 2;
  let most: f64 = 0;
  for (let from = weights + (<usize>column << 2), to = from + step * <usize>(none + 1); from < to; from += step) {
    const weight = load<f32>(from);
    const parts = <f64>weight * FINEST;
    if (floor(parts) !== parts) return Infinity;
    most += <f64>abs(weight);
    store<f32>(into, weight);
    into += 8;
  }
  return most;
}

/** Adds up two columns of weights, side by side from `rows` on, over the features found, beginning with the row of none. */
export function sum(rows: usize): void {
  let even = rowOf(rows, -1);
  let odd = f64x2.splat(0);
  let at = LIST;
  for (const to = found - 2; at < to; at += 4) {
    even = f64x2.add(even, rowOf(rows, load<u16>(at)));
    odd = f64x2.add(odd, rowOf(rows, load<u16>(at, 2)));
  }
  if (at < found) even = f64x2.add(even, rowOf(rows, load<u16>(at)));
  v128.store(SUMS, f64x2.add(even, odd));
}

@inline
function rowOf(rows: usize, feature: i32): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(rows + (<usize>(feature + 1) << 3)));
}
