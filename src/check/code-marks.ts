import type { Pack } from '../model/pack.ts';
import type { Reading } from '../model/record.ts';
import type { Context, Prepared } from './context.ts';

/** What is asked of each item of one field's lists, known for those that are codes: of these there are few, of lists of them ever new ones. */
export interface CodeMarks {
  /** Another question, by its bit, which holds of a list if it holds of each item. */
  add(bit: number, late: () => Prepared): void;
  /** Finds out marks of a list whose items are all codes. @returns those of `bits` that remain open */
  ask(reading: Reading, bits: number): number;
  /** All bits that were added. */
  all(): number;
  /** Bits that hold of a list of this item alone, if that was found out; undefined for what is no code. */
  told(item: string): number | undefined;
}

/** Undefined for a field that holds no lists of codes, by its index. */
export function makeCodeMarks(pack: Pack, field: number, context: Context): CodeMarks | undefined {
  const { list: isList, codelist } = pack.fields[field]!;
  const codes = isList ? pack.codelists.get(codelist ?? '')?.entries : undefined;
  if (codes === undefined) return undefined;
  const tests: (() => Prepared)[] = [];
  const bitOf: number[] = [];
  let all = 0;
  const known = new Map<string, number>();
  /** Bits that hold of a code; undefined for what is none. */
  const bitsOf = (item: string): number | undefined => {
    const before = known.get(item);
    if (before !== undefined) return before;
    const code = codes.get(item)?.code;
    if (code === undefined) return undefined;
    let holding = 0;
    for (const [n, test] of tests.entries()) if (test()([code], context)) holding |= bitOf[n]!;
    known.set(code, holding);
    return holding;
  };
  return {
    add(bit, late) {
      bitOf[tests.push(late) - 1] = bit;
      all |= bit;
      known.clear();
    },
    all: () => all,
    told: (item) => known.get(item),
    ask(reading, bits) {
      const told = bits & all;
      const list = reading.value;
      if (told === 0 || !Array.isArray(list)) return bits;
      let holding = told;
      try {
        for (let n = 0; n < list.length; n++) {
          const own = bitsOf(list[n] as string);
          if (own === undefined) return bits;
          holding &= own;
        }
      } catch {
        // The one that crashed may not be among those that were asked.
        return bits;
      }
      reading.marks |= holding;
      reading.asked |= told;
      return bits & ~told;
    },
  };
}
