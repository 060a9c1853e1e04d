import type { Field } from '../model/pack.ts';
import type { Reading, Span } from '../model/record.ts';
import { type ByteTest, byteTest, lengthsOf } from './byte-test.ts';

/** What is asked of one field's texts, as far as their bytes tell it. */
export interface ByteMarks {
  /** Another question, by its bit. */
  add(bit: number, schema: Record<string, unknown>): void;
  /** Finds out marks of a text of ASCII. @returns those of `bits` that remain open */
  ask(reading: Reading, span: Span, bits: number): number;
  /** The lengths that tell texts apart which begin with the same character, each the least of those behind it. */
  lengths(): readonly number[];
}

/** @param type of the field */
export function makeByteMarks(type: Field['type']): ByteMarks {
  const schemas = new Map<number, Record<string, unknown>>();
  /** By number of the bit, made when first needed: few fields have such texts. */
  let tests: (ByteTest | undefined)[] | undefined;
  let known = 0;
  const prepare = (): (ByteTest | undefined)[] => {
    const made: (ByteTest | undefined)[] = [];
    for (const [bit, schema] of schemas) {
      const test = byteTest(schema, type);
      made[31 - Math.clz32(bit)] = test;
      if (test !== undefined) known |= bit;
    }
    return made;
  };
  return {
    add(bit, schema) {
      schemas.set(bit, schema);
      tests = undefined;
    },
    lengths() {
      const told = [...schemas.values()].filter((schema) => byteTest(schema, type) !== undefined);
      return [...new Set(told.flatMap(lengthsOf))].sort((a, b) => a - b);
    },
    ask(reading, span, bits) {
      tests ??= prepare();
      let told = 0;
      let holding = 0;
      for (let left = bits & known; left !== 0; ) {
        const number = 31 - Math.clz32(left);
        const bit = 1 << number;
        left ^= bit;
        const holds = tests[number]!(span);
        if (holds === undefined) continue;
        told |= bit;
        if (holds) holding |= bit;
      }
      reading.marks |= holding;
      reading.asked |= told;
      return bits & ~told;
    },
  };
}
