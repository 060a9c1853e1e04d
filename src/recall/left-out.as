// Texts that are not as others of their shape.
import { KEY, TABLES } from './memory';
import { BUT, COUNT, find, newTable, put } from './tables';

/** Most texts that are left out of a field's shapes. */
const MOST_BUT: i32 = 2048;

/**
 * Leaves a text, which stands where `scratch` says, out of what is known of a field's shapes, those of its own cells or of those that it is split
 * from. False if there is no room for it.
 */
export function leaveOut(field: i32, isPart: i32, length: i32): bool {
  const shapes = <usize>load<i32>(TABLES + ((<usize>field) << 4) + ((<usize>isPart) << 3) + 4);
  if (shapes === 0) return false;
  let table = <usize>load<i32>(shapes + BUT);
  if (table === 0) {
    table = newTable(MOST_BUT);
    if (table === 0) return false;
    store<i32>(shapes + BUT, <i32>table);
  }
  if (find(table, KEY, length, 0) !== 0) return true;
  return load<i32>(table + COUNT) < MOST_BUT && put(table, KEY, length, 0) !== 0;
}

/** Where a text may be put down. */
export function scratch(): usize {
  return KEY;
}
