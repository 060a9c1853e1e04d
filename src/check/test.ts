import type { Conditions, Pack } from '../model/pack.ts';
import { type Atoms, type Call, NOT_UNREADABLE, PRESENT } from './atoms.ts';
import type { Context } from './context.ts';
import { fieldIndex } from './keywords/keyword.ts';
import { comparedFields, splitReadable } from './schema.ts';

/** Conditions made ready: marks that fields must have, and calls that must hold. */
export interface Test {
  /** Triplets: index of the field, bits that are looked at, bits that must be set of these. */
  readonly marks: Int32Array;
  readonly calls: readonly Call[];
}

/** Marks of the record that is looked at, by index of the field. */
export interface Marks {
  readonly of: Int32Array;
  /** Which marks were asked already. */
  readonly asked: Int32Array;
  /** Finds out marks that were not. */
  ask(field: number, bits: number): void;
}

/** Whether a test holds of the record that is looked at. @throws what a keyword throws */
export function holds(test: Test, marks: Marks, context: Context): boolean {
  const wanted = test.marks;
  for (let i = 0; i < wanted.length; i += 3) {
    const field = wanted[i]!;
    const mask = wanted[i + 1]!;
    if ((mask & ~marks.asked[field]!) !== 0) marks.ask(field, mask);
    if ((marks.of[field]! & mask) !== wanted[i + 2]!) return false;
  }
  const { calls } = test;
  for (let i = 0; i < calls.length; i++) if (!calls[i]!.holds(context)) return false;
  return true;
}

/** What a test looks at: of some fields marks, of others the values. */
export function looksOf({ marks, calls }: Test): Pick<Call, 'reads' | 'looks'> {
  const own: [number, number][] = [];
  for (let i = 0; i < marks.length; i += 3) own.push([marks[i]!, marks[i + 1]!]);
  return { reads: calls.flatMap(({ reads }) => reads), looks: [...own, ...calls.flatMap(({ looks }) => looks)] };
}

const looksOfAll = (tests: readonly Test[]): Pick<Call, 'reads' | 'looks'> => {
  const all = tests.map(looksOf);
  return { reads: all.flatMap(({ reads }) => reads), looks: all.flatMap(({ looks }) => looks) };
};

/** Makes tests of maps of conditions. */
export interface TestMaker {
  /** Every field named is present and satisfies its schema. `written`: judged as the file has it, understood or not. */
  conditions(conditions: Conditions, written?: boolean): Test;
  /** None of the fields is there without being understood. */
  readable(fields: Iterable<number>): Test;
  both(a: Test, b: Test): Test;
  /** Fields whose marks the tests made so far look at. */
  readonly marked: ReadonlySet<number>;
}

/** @param marks those of the record being judged, which alternatives look at */
export function makeTests(pack: Pack, atoms: Atoms, marks: Marks): TestMaker {
  const marked = new Set<number>();
  /** One triplet a field. */
  const build = (bits: ReadonlyMap<number, { mask: number; want: number }>, calls: Test['calls']): Test => {
    const triplets = new Int32Array(bits.size * 3);
    let at = 0;
    for (const [field, { mask, want }] of bits) {
      marked.add(field);
      triplets.set([field, mask, want], at);
      at += 3;
    }
    return { marks: triplets, calls };
  };
  const readable = (fields: Iterable<number>): Test =>
    build(new Map([...fields].map((field) => [field, { mask: NOT_UNREADABLE, want: NOT_UNREADABLE }])), []);

  const conditions = (map: Conditions, written: boolean): Test => {
    const bits = new Map<number, { mask: number; want: number }>();
    const calls: Call[] = [];
    const ask = (field: number, bit: number, set: boolean) => {
      const { mask, want } = bits.get(field) ?? { mask: 0, want: 0 };
      bits.set(field, { mask: mask | bit, want: set ? want | bit : want });
    };
    for (const [key, value] of Object.entries(map)) {
      if (key === 'anyOf') {
        const alternatives = (value as readonly Conditions[]).map((one) => guarded(one, written));
        const someHold = (context: Context): boolean => {
          for (let n = 0; n < alternatives.length; n++) if (holds(alternatives[n]!, marks, context)) return true;
          return false;
        };
        calls.push({ ...looksOfAll(alternatives), holds: someHold });
      } else if (key === 'not') {
        const test = guarded(value as Conditions, written);
        calls.push({ ...looksOf(test), holds: (context) => !holds(test, marks, context) });
      } else {
        const field = fieldIndex(pack, key);
        ask(field, PRESENT, value !== false);
        if (typeof value === 'boolean') continue;
        const { readable: asked, rest } = splitReadable(value as Record<string, unknown>);
        if (asked !== undefined) ask(field, NOT_UNREADABLE, asked);
        if (Object.keys(rest).length === 0) continue;
        const atom = atoms.of(field, rest, written);
        if ('bit' in atom) ask(field, atom.bit, true);
        else calls.push(atom.call);
      }
    }
    return build(bits, calls);
  };
  /** Conditions that hold only if every value they compare is readable. */
  const guarded = (map: Conditions, written: boolean): Test =>
    both(readable(written ? [] : comparedFields(map, pack)), conditions(map, written));
  const both = (a: Test, b: Test): Test => {
    const bits = new Map<number, { mask: number; want: number }>();
    for (const { marks: more } of [a, b])
      for (let i = 0; i < more.length; i += 3) {
        const known = bits.get(more[i]!) ?? { mask: 0, want: 0 };
        const shared = known.mask & more[i + 1]!;
        // The same bit asked both ways holds never: a mask of 0 that must not be 0.
        const clash = (known.want & shared) !== (more[i + 2]! & shared);
        bits.set(more[i]!, clash ? { mask: 0, want: PRESENT } : { mask: known.mask | more[i + 1]!, want: known.want | more[i + 2]! });
      }
    return build(bits, [...a.calls, ...b.calls]);
  };
  return {
    conditions: (map, written = false) => (Object.keys(map).length === 0 ? build(new Map(), []) : conditions(map, written)),
    readable,
    both,
    marked,
  };
}
