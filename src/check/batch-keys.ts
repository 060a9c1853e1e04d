import type { IntelRecord } from '../model/record.ts';
import { isKeyed, keyMakers } from './batch-key.ts';
import { fieldIndex } from './keywords/keyword.ts';
import type { CompiledRules } from './rules.ts';

/** Where the records of a segment stand, one entry each, in order. */
export interface Spots {
  count: number;
  /** 1-based record and line, 0-based first byte. */
  records: Uint32Array;
  lines: Uint32Array;
  starts: Float64Array;
  /** In bytes. */
  lengths: Uint32Array;
  /** 1 if the record has an error already, and so is not ready anyway. */
  failed: Uint8Array;
}

/** Keys of the records of one segment, for one rule. */
export interface Keys {
  /** Index of the rule in `Pack.rules`. */
  readonly rule: number;
  /** 32-bit numbers that each record has in `numbers`. What they mean is the rule kind's affair; all zero where the rule does not count the record. */
  readonly width: number;
  numbers: Uint32Array;
}

/** What batch rules must know of a segment when the run ends. */
export interface SegmentKeys {
  readonly spots: Spots;
  readonly keys: readonly Keys[];
}

export interface KeyCollector {
  /** Forgets what was noted: what comes is of another segment. */
  begin(): void;
  /** Notes the keys of a record that the rules look at. @returns the rules, by index, that count it, in a list that is the same for all records of the same rules. */
  add(record: IntelRecord): readonly number[];
  /** Marks the record added last as having an error. */
  markFailed(): void;
  /** All that was noted, cut to its size. Lent: the next segment overwrites it. */
  segment(): SegmentKeys;
  /** Rules that threw, with the first message. They count no more records. */
  readonly crashes: ReadonlyMap<number, string>;
}

const NO_RULES: readonly number[] = [];

const widen = <T extends Uint32Array | Float64Array | Uint8Array>(old: T, next: T): T => {
  next.set(old as never);
  return next;
};

/**
 * Collects the keys of the rules that compare records with each other. A record counts if `when` holds, all `fields` are present, and
 * each field of `per` that has a code list has a value that the list knows: one cause, one error.
 *
 * @param skipped rules, by index, that a missing column switches off
 */
export function collectKeys(rules: CompiledRules, skipped: ReadonlySet<number>): KeyCollector {
  const { pack } = rules;
  const makerOf = keyMakers(pack);
  const lists = pack.fields.map((field) => (field.type === 'lookup' ? pack.codelists.get(field.codelist ?? '') : undefined));
  const isKnown = (record: IntelRecord, field: number): boolean => {
    const list = lists[field];
    const { value } = record.reading(field);
    return list === undefined || (typeof value === 'string' && list.entries.has(value));
  };
  const own = pack.rules.flatMap((rule, index) => {
    if (!isKeyed(rule) || skipped.has(index)) return [];
    const { width, make } = makerOf(rule);
    const fields = rule.fields.map((name) => fieldIndex(pack, name));
    const per = rule.kind === 'unique' ? rule.per.map((name) => fieldIndex(pack, name)) : [];
    const when = rules.applies.get(index);
    const counts = (record: IntelRecord): boolean => {
      if (when !== undefined && !rules.holds(when)) return false;
      for (let n = 0; n < fields.length; n++) if (record.reading(fields[n]!).state === 'absent') return false;
      for (let n = 0; n < per.length; n++) if (!isKnown(record, per[n]!)) return false;
      return true;
    };
    return [{ keys: { rule: index, width, numbers: new Uint32Array(0) } as Keys, counts, make }];
  });
  const spots: Spots = {
    count: 0,
    records: new Uint32Array(0),
    lines: new Uint32Array(0),
    starts: new Float64Array(0),
    lengths: new Uint32Array(0),
    failed: new Uint8Array(0),
  };
  const grow = (): void => {
    const size = Math.max(1024, spots.records.length * 2);
    spots.records = widen(spots.records, new Uint32Array(size));
    spots.lines = widen(spots.lines, new Uint32Array(size));
    spots.starts = widen(spots.starts, new Float64Array(size));
    spots.lengths = widen(spots.lengths, new Uint32Array(size));
    spots.failed = widen(spots.failed, new Uint8Array(size));
    for (const { keys } of own) keys.numbers = widen(keys.numbers, new Uint32Array(size * keys.width));
  };
  const crashes = new Map<number, string>();
  /** Lists of rules that count a record, each made once. */
  const addedLists = new Map<string | number, readonly number[]>();
  const isAdded = new Uint8Array(own.length);
  // Not within `listOf`, which would make room for it with every record.
  const makeList = (): readonly number[] => own.flatMap(({ keys: { rule } }, n) => (isAdded[n] === 1 ? [rule] : []));
  const listOf = (): readonly number[] => {
    // By bits, if the rules are few enough for that.
    let key: string | number = 0;
    if (own.length > 30) key = isAdded.join('');
    else for (let n = 0; n < own.length; n++) key |= isAdded[n]! << n;
    const known = addedLists.get(key);
    if (known !== undefined) return known;
    const made = makeList();
    addedLists.set(key, made);
    return made;
  };
  return {
    crashes,
    begin() {
      spots.failed.fill(0, 0, spots.count);
      for (const { keys } of own) keys.numbers.fill(0, 0, spots.count * keys.width);
      spots.count = 0;
    },
    add(record) {
      if (own.length === 0) return NO_RULES;
      if (spots.count === spots.records.length) grow();
      const at = spots.count++;
      spots.records[at] = record.record;
      spots.lines[at] = record.line;
      spots.starts[at] = record.start;
      spots.lengths[at] = record.end - record.start;
      for (let n = 0; n < own.length; n++) {
        const { keys, counts, make } = own[n]!;
        isAdded[n] = 0;
        if (crashes.size > 0 && crashes.has(keys.rule)) continue;
        try {
          if (counts(record) && make(record, keys.numbers, at * keys.width)) isAdded[n] = 1;
        } catch (error) {
          crashes.set(keys.rule, error instanceof Error ? error.message : String(error));
        }
      }
      return listOf();
    },
    markFailed() {
      if (spots.count > 0) spots.failed[spots.count - 1] = 1;
    },
    segment: () => ({
      spots: {
        count: spots.count,
        records: spots.records.subarray(0, spots.count),
        lines: spots.lines.subarray(0, spots.count),
        starts: spots.starts.subarray(0, spots.count),
        lengths: spots.lengths.subarray(0, spots.count),
        failed: spots.failed.subarray(0, spots.count),
      },
      keys: own.map(({ keys }) => ({ ...keys, numbers: keys.numbers.subarray(0, spots.count * keys.width) })),
    }),
  };
}
