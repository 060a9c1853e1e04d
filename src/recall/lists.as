// Lists of which all items are codes: there are few codes and ever new lists, so they are known by what is known of each of their items.
import { KEY, KINDS, LISTS } from './memory';
import { fill, find, IDENTITY, makeRoom, newTable, OWN_MARKS, put } from './tables';

// What is known of a field's: the table of items, of lists, and how many items are told apart at most.
const OF_LISTS: usize = 4;
const MOST: usize = 8;

const SEMICOLON: u8 = 0x3b;
/** Items of a list that is known so. */
const MOST_ITEMS: i32 = 16;
/** Where the identities of items are put down. */
const SEEN: usize = KINDS;
/** Bytes of what lists are known by: the marks that all items have, whether they differ from each other, and how many there are. */
const ABOUT: i32 = 12;

/** Where the tables of a field's lists stand; false if there is no memory. @param most items from which on it does not matter how many there are */
function open(field: usize, most: i32): bool {
  const lists = LISTS + (field << 4);
  if (load<i32>(lists + OF_LISTS) !== 0) return true;
  const items = newTable();
  const known = items === 0 ? <usize>0 : newTable();
  if (known === 0) return false;
  store<i32>(lists, <i32>items);
  store<i32>(lists + OF_LISTS, <i32>known);
  store<i32>(lists + MOST, most);
  return true;
}

/** Learns an item that stands where `scratch` says. False if there is no memory. @param identity two items have the same if they are the same code */
export function learnItem(field: i32, length: i32, marks: i32, identity: i32, most: i32): bool {
  if (!open(<usize>field, most)) return false;
  const items = <usize>load<i32>(LISTS + ((<usize>field) << 4));
  if (find(items, KEY, length, 0) !== 0) return true;
  const entry = makeRoom(items) ? put(items, KEY, length, 0) : 0;
  if (entry === 0) return false;
  fill(entry, 0, marks, identity, 0);
  return true;
}

/** Puts down what a list is known by. False if it has an item that is not known, or none. */
function putDown(lists: usize, at: usize, length: i32): bool {
  const items = <usize>load<i32>(lists);
  const end = at + <usize>length;
  let marks = -1;
  let count = 0;
  let areUnique = 1;
  while (at < end) {
    let to = at;
    while (to < end && load<u8>(to) !== SEMICOLON) to++;
    if (to > at) {
      const entry = count === MOST_ITEMS ? <usize>0 : find(items, at, <i32>(to - at), 0);
      if (entry === 0) return false;
      const identity = load<i32>(entry + IDENTITY);
      for (let n = 0; n < count; n++) if (load<i32>(SEEN + ((<usize>n) << 2)) === identity) areUnique = 0;
      store<i32>(SEEN + ((<usize>count) << 2), identity);
      marks &= load<i32>(entry + OWN_MARKS);
      count++;
    }
    at = to + 1;
  }
  store<i32>(KEY, marks);
  store<i32>(KEY, areUnique, 4);
  store<i32>(KEY, min(count, load<i32>(lists + MOST)), 8);
  return count > 0;
}

/** The entry of a field's list, 0 if none is known. */
export function findList(field: usize, at: usize, length: i32): usize {
  const lists = LISTS + (field << 4);
  const known = <usize>load<i32>(lists + OF_LISTS);
  return known !== 0 && putDown(lists, at, length) ? find(known, KEY, ABOUT, 0) : 0;
}

/** Learns what a field's list came to, if all its items are known. False if there is no memory. */
export function learnItems(field: usize, at: usize, length: i32, number: i32, marks: i32, profile: usize): bool {
  const lists = LISTS + (field << 4);
  const known = <usize>load<i32>(lists + OF_LISTS);
  if (known === 0 || !putDown(lists, at, length) || find(known, KEY, ABOUT, 0) !== 0) return true;
  const entry = makeRoom(known) ? put(known, KEY, ABOUT, 0) : 0;
  if (entry === 0) return false;
  fill(entry, number, marks, 0, profile);
  return true;
}
