import type { Pack } from '../model/pack.ts';
import type { Reading, Value } from '../model/record.ts';
import type { Context } from './context.ts';
import { keywordsWithin } from './schema.ts';

/** Asks one thing of one value. */
export type ValueTest = (value: Value) => boolean;

/** Bits of `Reading.marks` that every field has. */
export const PRESENT = 1;
export const NOT_UNREADABLE = 2;
/** Bits left for what rules ask of a field's value alone. */
const FIRST_BIT = 2;
const LAST_BIT = 30;

/** Something asked of one field: a bit of its marks, or a call where it depends on more than the value. */
export type Atom = { readonly bit: number } | { readonly call: (context: Context) => boolean };

/** The questions that rules ask of single values. What depends on a value alone is asked once for each distinct text. */
export interface Atoms {
  /** The atom for a schema of a field's value; the same schema gives the same atom. */
  of(field: number, schema: Record<string, unknown>): Atom;
  /** Marks of a reading: looked up, or found out now. */
  marks(field: number, reading: Reading): number;
}

/** Raised while marks are found out; names the question, so that only the rules that ask it crash. */
export interface AtomCrash {
  readonly field: number;
  readonly bit: number;
  readonly error: unknown;
}

/**
 * @param compile makes a test of a schema of a value
 * @param onCrash told of a question that threw; it counts as answered no
 */
export function makeAtoms(
  pack: Pack,
  compile: (field: number, schema: Record<string, unknown>) => ValueTest,
  onCrash: (crash: AtomCrash) => void,
): Atoms {
  const byField = pack.fields.map(() => ({ tests: [] as ValueTest[], atoms: new Map<string, Atom>() }));
  const isPure = (schema: unknown): boolean =>
    [...keywordsWithin(schema)].every(
      ({ keyword, options }) => (keyword.reads?.(options) ?? []).length === 0 && !keyword.dated?.(options, pack),
    );
  return {
    of(field, schema) {
      const known = byField[field]!;
      const key = JSON.stringify(schema);
      const before = known.atoms.get(key);
      if (before !== undefined) return before;
      const test = compile(field, schema);
      const number = FIRST_BIT + known.tests.length;
      let atom: Atom;
      if (isPure(schema) && number <= LAST_BIT) {
        known.tests.push(test);
        atom = { bit: 1 << number };
      } else
        atom = {
          call: (context) => {
            const { value } = context.record.reading(field);
            return value !== undefined && test(value);
          },
        };
      known.atoms.set(key, atom);
      return atom;
    },
    marks(field, reading) {
      if (reading.marks !== -1) return reading.marks;
      let marks = (reading.state === 'absent' ? 0 : PRESENT) | (reading.state === 'unreadable' ? 0 : NOT_UNREADABLE);
      if (reading.value !== undefined)
        for (const [number, test] of byField[field]!.tests.entries()) {
          const bit = 1 << (FIRST_BIT + number);
          try {
            if (test(reading.value)) marks |= bit;
          } catch (error) {
            onCrash({ field, bit, error });
          }
        }
      reading.marks = marks;
      return marks;
    },
  };
}
