import type { IntelRecord } from '../model/record.ts';

/** Places that things are kept in, a power of two. Where two meet, the later one stays. */
const PLACES = 2048;

/**
 * Remembers what is made of some fields of a record, for the records that have the same values there, by the identities of their readings.
 *
 * @param fields indexes of the fields that it depends on, -1 for one that there is not
 * @param make makes it of a record
 */
export function makeHeld<T>(fields: readonly number[], make: (record: IntelRecord) => T): (record: IntelRecord) => T {
  const used = fields.filter((field) => field !== -1);
  const width = used.length;
  const ids = new Float64Array(PLACES * width);
  const kept: (T | undefined)[] = new Array(PLACES).fill(undefined);
  const wanted = new Float64Array(width);
  return (record) => {
    let hash = 0;
    for (let n = 0; n < width; n++) {
      const { id, stencil } = record.reading(used[n]!);
      // One that hardly comes again is not worth a place.
      if (stencil !== undefined) return make(record);
      wanted[n] = id;
      hash = Math.imul(hash ^ id, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const place = hash & (PLACES - 1);
    const from = place * width;
    let n = 0;
    while (n < width && ids[from + n] === wanted[n]) n++;
    const known = kept[place];
    if (n === width && known !== undefined) return known;
    ids.set(wanted, from);
    kept[place] = make(record);
    return kept[place];
  };
}
