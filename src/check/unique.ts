import { hash } from 'node:crypto';
import type { Pack, UniqueRule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { fieldIndex } from './keywords/keyword.ts';

/** Keys of the records of one segment, for one `unique` rule: plain arrays that pass between threads without copying. */
export interface Keys {
  /** Index of the rule in `Pack.rules`. */
  readonly rule: number;
  count: number;
  /** Four 32-bit words a key: the first 128 bits of SHA-256 over the JSON text of the values. */
  hashes: Uint32Array;
  /** 1-based record and line, 0-based bytes. */
  records: Uint32Array;
  lines: Uint32Array;
  starts: Float64Array;
  ends: Float64Array;
  /** 1 if the record has an error already, and so is not ready anyway. */
  failed: Uint8Array;
}

export interface KeyCollector {
  readonly keys: readonly Keys[];
  /** Notes the keys of a record. @returns the rules, by index, that it counts for. */
  add(record: IntelRecord): readonly number[];
  /** Marks the record added last as having an error. */
  markFailed(): void;
}

function grow(keys: Keys): void {
  const size = Math.max(1024, keys.records.length * 2);
  const wider = <T extends Uint32Array | Float64Array | Uint8Array>(old: T, next: T): T => {
    next.set(old as never);
    return next;
  };
  keys.hashes = wider(keys.hashes, new Uint32Array(size * 4));
  keys.records = wider(keys.records, new Uint32Array(size));
  keys.lines = wider(keys.lines, new Uint32Array(size));
  keys.starts = wider(keys.starts, new Float64Array(size));
  keys.ends = wider(keys.ends, new Float64Array(size));
  keys.failed = wider(keys.failed, new Uint8Array(size));
}

/**
 * Collects the keys that `unique` rules compare. A record counts if all `fields` are present; a field with a code list that does not
 * know its value parts no run: one cause, one error.
 */
export function collectKeys(pack: Pack, skipped: ReadonlySet<number>): KeyCollector {
  const rules = pack.rules.flatMap((rule, index) => (rule.kind === 'unique' && !skipped.has(index) ? [{ rule, index }] : []));
  const keys: Keys[] = rules.map(({ index }) => ({
    rule: index,
    count: 0,
    hashes: new Uint32Array(0),
    records: new Uint32Array(0),
    lines: new Uint32Array(0),
    starts: new Float64Array(0),
    ends: new Float64Array(0),
    failed: new Uint8Array(0),
  }));
  const parts = rules.map(({ rule }) => ({
    per: rule.per.map((name) => fieldIndex(pack, name)),
    fields: rule.fields.map((name) => fieldIndex(pack, name)),
  }));
  const lists = pack.fields.map((field) => (field.type === 'lookup' ? pack.codelists.get(field.codelist ?? '') : undefined));
  const known = (record: IntelRecord, field: number): boolean => {
    const list = lists[field];
    const value = record.reading(field).value;
    return list === undefined || (typeof value === 'string' && list.entries.has(value));
  };
  let added: Keys[] = [];
  return {
    keys,
    add(record) {
      added = [];
      keys.forEach((own, number) => {
        const { per, fields } = parts[number]!;
        if (!fields.every((field) => record.reading(field).value !== undefined) || !per.every((field) => known(record, field))) return;
        if (own.count === own.records.length) grow(own);
        const at = own.count++;
        const digest = hash('sha256', JSON.stringify([...per, ...fields].map((field) => record.reading(field).value ?? null)), 'buffer');
        for (let word = 0; word < 4; word++) own.hashes[at * 4 + word] = digest.readUInt32LE(word * 4);
        own.records[at] = record.record;
        own.lines[at] = record.line;
        own.starts[at] = record.start;
        own.ends[at] = record.end;
        own.failed[at] = 0;
        added.push(own);
      });
      return added.map((own) => own.rule);
    },
    markFailed() {
      for (const own of added) own.failed[own.count - 1] = 1;
    },
  };
}

/** A record whose key an earlier one has: positions in the list of parts and in the part's arrays. */
export interface Repeat {
  readonly part: number;
  readonly at: number;
  readonly firstPart: number;
  readonly firstAt: number;
}

/** Finds, over the parts in order, every key that occurred before. Yields them in order of part and record. Time and memory linear in the keys. */
export function* repeats(parts: readonly Keys[]): Generator<Repeat> {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  let size = 16;
  while (size < total * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const offsets: number[] = [];
  let offset = 0;
  for (const part of parts) {
    offsets.push(offset);
    offset += part.count;
  }
  const partOf = (index: number): number => {
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  for (const [number, part] of parts.entries()) {
    const { hashes } = part;
    for (let at = 0; at < part.count; at++) {
      let slot = hashes[at * 4]! & (size - 1);
      for (;;) {
        const index = slots[slot]!;
        if (index === -1) {
          slots[slot] = offsets[number]! + at;
          break;
        }
        const firstPart = partOf(index);
        const firstAt = index - offsets[firstPart]!;
        const other = parts[firstPart]!.hashes;
        if ([0, 1, 2, 3].every((word) => other[firstAt * 4 + word] === hashes[at * 4 + word])) {
          yield { part: number, at, firstPart, firstAt };
          break;
        }
        slot = (slot + 1) & (size - 1);
      }
    }
  }
}

/** The first field of a rule, at which its findings stand. */
export const uniqueAt = (pack: Pack, rule: UniqueRule): number => fieldIndex(pack, rule.at[0] ?? rule.fields[0]!);
