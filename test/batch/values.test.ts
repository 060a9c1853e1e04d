import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addValues, countValues, dominantValues, MOST_VALUES, type ValueCounts, volumeChanges } from '../../src/check/index.ts';
import type { DominantValueRule } from '../../src/model/pack.ts';
import type { IntelRecord } from '../../src/model/record.ts';
import { field, lender, pack, rule } from '../small-pack.ts';

function mergeValues(parts: readonly (readonly ValueCounts[])[]): ReadonlyMap<number, ValueCounts> {
  const sums = new Map<number, ValueCounts>();
  for (const part of parts) addValues(sums, part);
  return sums;
}

const limits: DominantValueRule['limits'] = { minimumRecords: 10, minimumPeers: 2, share: 0.9, overPeers: 0.4 };
const dominant = {
  ...rule('t/d', {}),
  kind: 'dominantValue',
  at: ['grade', 'codes', 'boat', 'sent'],
  limits,
} as unknown as DominantValueRule;
const of = pack(
  [
    field('grade', { coded: true }),
    field('codes', { coded: true, list: true }),
    field('boat', { coded: true, type: 'yesno' }),
    field('sent', { coded: true, type: 'date' }),
  ],
  [dominant],
);

const lend = lender(of);

type Row = readonly [agency: string | null, cells: Readonly<Record<string, string>>];

function counted(rows: readonly Row[]): readonly ValueCounts[] {
  const counter = countValues(of);
  for (const [agency, cells] of rows) counter.add(lend(cells), agency);
  return counter.counts();
}

/** Sums as plain text, by field. */
const plain = (sums: ReadonlyMap<number, ValueCounts>) =>
  [...sums].map(([index, { agencies }]) => [
    of.fields[index]!.name,
    agencies && [...agencies].map(([agency, { records, values }]) => [agency, records, [...values].sort()]).sort(),
  ]);

describe('counts by value', () => {
  it('take each value of a list once a record, and leave out what is absent, unreadable or of no known agency', () => {
    const rows: Row[] = [
      ['a', { grade: '1', codes: 'X;X;Y', boat: 'N', sent: 'soon' }],
      ['a', { grade: '', codes: 'X', boat: 'maybe', sent: '2026-01-02' }],
      [null, { grade: '1', codes: 'X', boat: 'Y', sent: '2026-01-02' }],
    ];
    expect(plain(mergeValues([counted(rows)]))).toEqual([
      ['grade', [['a', 1, [['1', 1]]]]],
      [
        'codes',
        [
          [
            'a',
            2,
            [
              ['X', 2],
              ['Y', 1],
            ],
          ],
        ],
      ],
      ['boat', [['a', 1, [['no', 1]]]]],
      ['sent', [['a', 1, [['2026-01-02', 1]]]]],
    ]);
  });

  it('are the same however the records are cut into parts, and whatever their order', () => {
    const row: fc.Arbitrary<Row> = fc.tuple(
      fc.constantFrom('a', 'b', null),
      fc.record({ grade: fc.constantFrom('', '1', '2'), codes: fc.constantFrom('', 'X', 'Y;X') }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.nat(30), (rows, cut) => {
        const whole = plain(mergeValues([counted(rows)]));
        expect(plain(mergeValues([counted(rows.slice(0, cut)), counted(rows.slice(cut))]))).toEqual(whole);
        expect(plain(mergeValues([counted(rows.slice(cut)), counted(rows.slice(0, cut))]))).toEqual(whole);
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it('are dropped beyond the most values, whether one part has them all or several together', () => {
    const rows = (from: number, to: number, agency: string): Row[] =>
      Array.from({ length: to - from }, (_, n) => [agency, { grade: `G${from + n}`, codes: 'X' }]);
    const most = rows(0, MOST_VALUES, 'a');
    const one = rows(MOST_VALUES, MOST_VALUES + 1, 'b');
    const isDropped = (...parts: Row[][]) => mergeValues(parts.map(counted)).get(0)!.agencies === null;
    expect(isDropped(most)).toBe(false);
    expect(isDropped(most, rows(0, 50, 'b'))).toBe(false);
    expect(isDropped([...most, ...one])).toBe(true);
    expect(isDropped(most, one)).toBe(true);
    expect(isDropped(one, most)).toBe(true);
    expect(isDropped([...most, ...one], rows(0, 1, 'a'))).toBe(true);
    expect(mergeValues([counted([...most, ...one])]).get(1)!.agencies).not.toBeNull();
  });
});

describe('values of a field that holds no codes', () => {
  /** Counts of one agency whose records have each one of some values, as a record would give them. */
  const countedTexts = (from: number, to: number, agency: string): readonly ValueCounts[] => {
    const counter = countValues(of);
    for (let n = from; n < to; n++) {
      const reading = { state: 'readable', value: `G${n}` };
      counter.add({ reading: (index: number) => (index === 0 ? reading : { state: 'absent' }) } as unknown as IntelRecord, agency);
    }
    return counter.counts();
  };
  const isGiven = (...parts: readonly (readonly ValueCounts[])[]) => mergeValues(parts).get(0)!.agencies !== null;

  it('are given up beyond ten thousand, in one part or over all, whoever has them', () => {
    const [all, more] = [countedTexts(0, MOST_VALUES, 'a'), countedTexts(0, MOST_VALUES + 1, 'a')];
    const half = countedTexts(0, 6000, 'b');
    const [other, last] = [countedTexts(6000, 12_000, 'a'), countedTexts(6000, MOST_VALUES, 'c')];
    expect([isGiven(all), isGiven(more), isGiven(all, all), isGiven(all, half), isGiven(half, last)]).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    expect([isGiven(half, other), isGiven(other, half), isGiven(more, half), isGiven(half, more, half)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('are counted by agency until then', () => {
    const sums = mergeValues([countedTexts(0, 3, 'a'), countedTexts(1, 3, 'b'), countedTexts(2, 4, 'a')]).get(0)!.agencies!;
    expect([...sums].map(([agency, { records, values }]) => [agency, records, Object.fromEntries(values)])).toEqual([
      ['a', 5, { G0: 1, G1: 1, G2: 2, G3: 1 }],
      ['b', 2, { G1: 1, G2: 1 }],
    ]);
  });
});

describe('a dominant value', () => {
  /** Agencies whose records are given as value → number. */
  const agencies = (given: Readonly<Record<string, Readonly<Record<string, number>>>>) =>
    new Map(
      Object.entries(given).map(([agency, values]) => [
        agency,
        { records: Object.values(values).reduce((sum, n) => sum + n, 0), values: new Map(Object.entries(values)) },
      ]),
    );

  it('reaches the share, and exceeds the median of the peers by as much as is asked', () => {
    const peers = { b: { P: 10, C: 10 }, c: { P: 10, C: 10 }, d: { C: 20 } };
    const { judged, found } = dominantValues(limits, agencies({ ...peers, a: { P: 9, C: 1 } }));
    expect(judged).toEqual(['a', 'b', 'c', 'd']);
    expect(found.map(({ agency, value, records }) => [agency, value, records])).toEqual([
      ['a', 'P', 10],
      ['d', 'C', 20],
    ]);
    expect(found[0]!.share).toBeCloseTo(0.9);
    expect(found[0]!.peers).toBeCloseTo(0.5);
    expect(dominantValues(limits, agencies({ ...peers, a: { P: 89, C: 11 } })).found.map(({ agency }) => agency)).toEqual(['d']);
    const closer = { b: { P: 11, C: 9 }, c: { P: 11, C: 9 }, d: { P: 11, C: 9 } };
    expect(dominantValues(limits, agencies({ ...closer, a: { P: 94, C: 6 } })).found).toEqual([]);
    expect(dominantValues(limits, agencies({ ...closer, a: { P: 96, C: 4 } })).found).toHaveLength(1);
  });

  it('is not looked for with too few records or too few peers', () => {
    const two = { a: { P: 9 }, b: { C: 10 }, c: { C: 10 } };
    expect(dominantValues(limits, agencies(two))).toEqual({ judged: [], found: [] });
    expect(dominantValues(limits, agencies({ ...two, d: { C: 10 } }))).toEqual({ judged: ['b', 'c', 'd'], found: [] });
  });
});

describe('a volume', () => {
  const previous = new Map(Object.entries({ a: 100, b: 29, c: 30 }));
  const now = (records: number) => new Map(Object.entries({ a: records, b: 1, c: 30, e: 500 }));

  it('is out of proportion only beyond its limit, and only where there were enough before', () => {
    const found = (records: number, more: object) =>
      volumeChanges({ minimumRecords: 30, ...more }, now(records), previous).found.map(({ agency }) => agency);
    expect(found(50, { below: 0.5 })).toEqual([]);
    expect(found(49, { below: 0.5 })).toEqual(['a']);
    expect(found(200, { above: 2 })).toEqual([]);
    expect(found(201, { above: 2 })).toEqual(['a']);
    expect(found(20, { above: 2, below: 0.5 })).toEqual(['a']);
  });

  it('is 0 for an agency that has no record now', () => {
    const result = volumeChanges({ minimumRecords: 30, below: 0.5 }, new Map(), previous);
    expect(result.judged).toEqual(['a', 'c']);
    expect(result.found).toEqual([
      { agency: 'a', records: 0, previous: 100 },
      { agency: 'c', records: 0, previous: 30 },
    ]);
  });
});
