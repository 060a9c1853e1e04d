import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeHasher } from '../../src/check/batch-hash.ts';
import { makeHeld } from '../../src/check/held.ts';
import type { IntelRecord, Reading } from '../../src/model/record.ts';
import { rememberBy } from '../../src/model/remember.ts';

/** A record whose fields have these values; the same values have the same identities, as cells that are remembered do. */
const recordOf = (values: readonly number[], isNew = false): IntelRecord =>
  ({
    reading: (field: number) =>
      ({ id: values[field]! + 1, value: String(values[field]), stencil: isNew ? {} : undefined }) as unknown as Reading,
  }) as unknown as IntelRecord;

describe('what is held of records', () => {
  it('is what would be made of each', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.nat(3), fc.boolean())), (rows) => {
        const make = (record: IntelRecord) => `${record.reading(0).value} ${record.reading(1).value}`;
        const held = makeHeld([0, -1, 1], make);
        for (const [a, b, isNew] of rows) expect(held(recordOf([a, b], isNew))).toBe(`${a} ${b}`);
      }),
    );
  });

  it('is made once for records that agree, and is the same of all where there is no field to look at', () => {
    let made = 0;
    const held = makeHeld([0], () => ++made);
    for (let n = 0; n < 100; n++) held(recordOf([n % 3]));
    expect(made).toBe(3);
    const one = makeHeld([-1], () => ++made);
    for (let n = 0; n < 100; n++) one(recordOf([n]));
    expect(made).toBe(4);
  });
});

describe('what is remembered of objects', () => {
  it('is made again for those that were forgotten, and told apart', () => {
    const keys = Array.from({ length: 10_000 }, (_, n) => ({ n }));
    const numberOf = rememberBy<{ n: number }, number>(({ n }) => n * 2);
    for (const key of [...keys, ...keys, keys[7]!, keys[7]!]) expect(numberOf(key)).toBe(key.n * 2);
  });
});

describe('the key of a text that stands in the file', () => {
  it('is that of the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(5), (ascii, before) => {
        const units = Uint8Array.from([...'x'.repeat(before), ...ascii, 'y'], (character) => character.charCodeAt(0) & 127);
        const text = String.fromCharCode(...units.subarray(before, units.length - 1));
        const [asText, asSpan] = [new Uint32Array(4), new Uint32Array(4)];
        const hasher = makeHasher();
        hasher.start();
        hasher.text(text);
        hasher.end(asText, 0, 4);
        hasher.start();
        hasher.span({ units, from: before, to: units.length - 1 });
        hasher.end(asSpan, 0, 4);
        expect(asSpan).toEqual(asText);
      }),
    );
  });
});
