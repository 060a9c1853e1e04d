import type { NearDuplicateRule, Pack, UniqueRule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { makeHasher } from './batch-hash.ts';
import { makeSketch } from './batch-sketch.ts';
import { makeWordReader } from './batch-words.ts';
import { fieldIndex } from './keywords/keyword.ts';

/** Rules that compare every record with those before it, by keys. */
export type KeyedRule = UniqueRule | NearDuplicateRule;

export const isKeyed = (rule: Pack['rules'][number]): rule is KeyedRule => rule.kind === 'unique' || rule.kind === 'nearDuplicate';

/** Numbers of a `unique` key: 128 bits of the values, then 64 of what must differ. */
export const KEY_WIDTH = 4;
export const REFERENCE_WIDTH = 2;

/** Numbers of a `nearDuplicate` key: where that of the whole text stands, that of what must differ (0 if nothing must), and the first band key. */
export const TEXT = 0;
export const REFERENCE = 1;
export const BANDS = 2;

/** Writes a record's keys; false if its values leave nothing to compare. */
type KeyMaker = (record: IntelRecord, into: Uint32Array, at: number) => boolean;

/** Makes what turns records into keys; hashes and readers are shared by all rules. */
export function keyMakers(pack: Pack): (rule: KeyedRule) => { readonly width: number; readonly make: KeyMaker } {
  const hasher = makeHasher();
  const reader = makeWordReader();
  const indexes = (names: readonly string[]) => names.map((name) => fieldIndex(pack, name));
  const textOf = (record: IntelRecord, field: number): string | undefined => {
    const { value } = record.reading(field);
    return value === undefined ? undefined : typeof value === 'object' ? value.join('\0') : String(value);
  };
  const take = (record: IntelRecord, field: number): void => {
    const span = record.reading(field).span?.();
    if (span === undefined) hasher.text(textOf(record, field));
    else hasher.span(span);
  };
  const hashTexts = (record: IntelRecord, fields: readonly number[], into: Uint32Array, at: number, words: number): void => {
    hasher.start();
    for (let n = 0; n < fields.length; n++) take(record, fields[n]!);
    hasher.end(into, at, words);
  };
  return (rule) => {
    const differs = indexes(rule.differs);
    const fields = indexes(rule.fields);
    if (rule.kind === 'unique') {
      const per = indexes(rule.per);
      const isFolded = rule.fold;
      const make: KeyMaker = (record, into, at) => {
        hasher.start();
        for (let n = 0; n < per.length; n++) take(record, per[n]!);
        for (let n = 0; n < fields.length; n++)
          if (isFolded) {
            reader.read(textOf(record, fields[n]!)!);
            for (let word = 0; word < 4; word++) hasher.number(reader.hash[word]!);
          } else take(record, fields[n]!);
        hasher.end(into, at, KEY_WIDTH);
        if (differs.length > 0) hashTexts(record, differs, into, at + KEY_WIDTH, REFERENCE_WIDTH);
        return true;
      };
      return { width: KEY_WIDTH + (differs.length > 0 ? REFERENCE_WIDTH : 0), make };
    }
    const sketch = makeSketch(rule.near);
    const make: KeyMaker = (record, into, at) => {
      reader.read(textOf(record, fields[0]!)!);
      if (reader.count === 0) return false;
      into[at + TEXT] = reader.hash[0]! || 1;
      if (differs.length > 0) hashTexts(record, differs, into, at + REFERENCE, 1);
      sketch(reader.words, reader.count, into, at + BANDS);
      return true;
    };
    return { width: BANDS + rule.near.bands, make };
  };
}
