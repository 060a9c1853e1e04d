import type { Pack } from '../model/pack.ts';
import type { Check } from './compile.ts';
import { looksOf, type Test } from './test.ts';

/** All that decides what some checks come to: records that agree in it need to be judged by them once. */
export interface Key {
  /** Fields and the bits of their marks. */
  readonly fields: Int32Array;
  readonly bits: Int32Array;
  /** Fields of which it matters which value stands in them. */
  readonly identities: Int32Array;
}

/** Checks that look at the same fields. */
export interface Panel extends Key {
  readonly checks: readonly Check[];
}

interface Tester {
  readonly when: Test;
  readonly expect?: Test;
}

const testsOf = ({ when, expect }: Tester): readonly Test[] => (expect === undefined ? [when] : [when, expect]);

/** True if something compares values of which there is no end, such as two dates: then each record has to be looked at. */
export function looksFurther(pack: Pack): (tester: Tester) => boolean {
  const isClosed = pack.fields.map((field) => field.codelist !== undefined || field.type === 'yesno');
  return (tester) => testsOf(tester).some((test) => looksOf(test).reads.some((field) => !isClosed[field]));
}

/** All fields that a tester looks at. */
export function fieldsOf(tester: Tester): readonly number[] {
  const looks = testsOf(tester).map(looksOf);
  return [...new Set(looks.flatMap(({ reads, looks: marks }) => [...reads, ...marks.map(([field]) => field)]))];
}

/** What decides all of some testers that do not look further. */
export function keyOf(testers: readonly Tester[]): Key {
  const bits = new Map<number, number>();
  const identities = new Set<number>();
  for (const test of testers.flatMap(testsOf)) {
    const { reads, looks } = looksOf(test);
    for (const [field, more] of looks) bits.set(field, (bits.get(field) ?? 0) | more);
    for (const field of reads) identities.add(field);
  }
  const fields = [...bits.keys()].sort((a, b) => a - b);
  return {
    fields: Int32Array.from(fields),
    bits: Int32Array.from(fields, (field) => bits.get(field)!),
    identities: Int32Array.from([...identities].sort((a, b) => a - b)),
  };
}

/** Parts checks that do not look further by the fields that they look at. */
export function panelsOf(checks: readonly Check[]): readonly Panel[] {
  const byFields = new Map<string, Check[]>();
  for (const check of checks) {
    const { fields, identities } = keyOf([check]);
    const name = `${fields.join()} ${identities.join()}`;
    const own = byFields.get(name);
    if (own === undefined) byFields.set(name, [check]);
    else own.push(check);
  }
  return [...byFields.values()].map((own) => ({ ...keyOf(own), checks: own }));
}
