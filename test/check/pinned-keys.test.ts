import { describe, expect, it } from 'vitest';
import { agencyFinding, WHOLE_BATCH } from '../../src/check/batch-finding.ts';
import { makeHasher } from '../../src/check/batch-hash.ts';
import { makeSketch } from '../../src/check/batch-sketch.ts';
import { volumeChanges } from '../../src/check/batch-volume.ts';
import { makeWordReader } from '../../src/check/batch-words.ts';
import { HIDDEN, NOBODY } from '../../src/check/finding.ts';
import { fingerprint } from '../../src/check/fingerprint.ts';
import { field, pack, rule } from '../small-pack.ts';

/** Shards of a run are made on several machines, and by releases one after the other: their keys must be the same numbers. */
describe('keys that shards are merged by', () => {
  it('of numbers and texts are these', () => {
    const hasher = makeHasher();
    const of = (take: () => void, words = 4) => {
      const into = new Uint32Array(4);
      hasher.start();
      take();
      hasher.end(into, 0, words);
      return [...into];
    };
    const found = [
      of(() => {}),
      of(() => hasher.number(1)),
      of(() => {
        hasher.text('Ab');
        hasher.text(undefined);
        hasher.text('');
      }),
      of(() => {
        for (let n = 0; n < 9; n++) hasher.number(n * 0x12345678);
      }, 2),
      of(() => hasher.text('Ab'.repeat(301))),
    ];
    expect(found).toEqual([
      [1, 0, 0, 0],
      [935029088, 3124673198, 965004560, 3265193837],
      [4208139851, 3641754012, 866680477, 3960783542],
      [1563528555, 1173794387, 0, 0],
      [1261732970, 349030136, 509404840, 3974206123],
    ]);
  });

  it('of words are these', () => {
    const reader = makeWordReader();
    const read = (text: string) => {
      reader.read(text);
      return [[...reader.hash], [...reader.words.subarray(0, reader.count)]];
    };
    expect(['', 'Blue van, seen at 03:10.', 'ÉTÉ — Фургон’s'].map(read)).toEqual([
      [[0, 0, 0, 0], []],
      [
        [3584938872, 2990695270, 1059197544, 2548436095],
        [552601675, 1266007713, 1524191509, 1698194214, 998651668, 565492395],
      ],
      [
        [3170875439, 850328179, 2111806676, 1858289558],
        [3898594384, 2021233344, 413667203],
      ],
    ]);
  });

  it.each([
    [{ words: 2, bands: 3, rows: 2, equal: 1, seed: 7 }, [2418228976, 2257947661, 1567703697], [3124885231, 3024997091, 1253088715]],
    [
      { words: 4, bands: 8, rows: 6, equal: 2, seed: 20230717 },
      [1492733880, 1454379204, 697956385, 2441760417, 1853613047, 3109578828, 671037192, 1210002079],
      [3511833041, 2407648, 3925957298, 2041404634, 3932693095, 3627711288, 4231814741, 2455009018],
    ],
  ])('of texts that are nearly alike, by %j, are these', (near, long, short) => {
    const reader = makeWordReader();
    const sketch = makeSketch(near);
    const of = (text: string, at: number) => {
      const into = new Uint32Array(near.bands + at);
      reader.read(text);
      sketch(reader.words, reader.count, into, at);
      return [...into];
    };
    expect(of('a blue van was seen at the gate of the yard at night', 1)).toEqual([0, ...long]);
    expect(of('van', 0)).toEqual(short);
  });
});

describe('agencies whose volume changed', () => {
  const changes = (limits: object, now: Readonly<Record<string, number>>, previous: Readonly<Record<string, number>>) => {
    const { judged, found } = volumeChanges(
      { minimumRecords: 10, ...limits },
      new Map(Object.entries(now)),
      new Map(Object.entries(previous)),
    );
    return [judged, found.map(({ agency, records, previous: before }) => [agency, records, before])];
  };

  it('are those below or above their share of the previous run, in order', () => {
    const previous = { c: 100, a: 100, b: 9, d: 10, e: 100 };
    expect(changes({ below: 0.5, above: 2 }, { c: 49, a: 201, b: 0, d: 5, e: 50 }, previous)).toEqual([
      ['a', 'c', 'd', 'e'],
      [
        ['a', 201, 100],
        ['c', 49, 100],
      ],
    ]);
    expect(changes({ below: 0.5, above: 2 }, { a: 200, c: 50, e: 100 }, previous)[1]).toEqual([['d', 0, 10]]);
    expect(changes({ below: 0.5 }, { a: 900, c: 900, d: 900 }, previous)[1]).toEqual([['e', 0, 100]]);
    expect(changes({ above: 2 }, { a: 900 }, previous)[1]).toEqual([['a', 900, 100]]);
    expect(changes({ minimumRecords: 0, below: 0.5 }, {}, { a: 0, b: 1 })).toEqual([['b'], [['b', 0, 1]]]);
  });
});

describe('a finding about all records of an agency', () => {
  const of = pack([field('colour'), field('name', { sensitive: true })], []);
  const made = (display: 'show' | 'mask' | 'none', name: string | null, params: object = { value: 'RED', share: 0.9 }) =>
    agencyFinding(of, display, rule('t/r', { severity: 'info', basis: 'statistics' }), 'amber', name, params as never);

  it('has the agency, and neither record nor line', () => {
    expect(made('show', 'colour')).toEqual({
      ...{ rule: 't/r', severity: 'info', basis: 'statistics', dimension: 'conformity', ...NOBODY, agency: 'amber' },
      at: { file: WHOLE_BATCH, line: 0, record: null, field: 'colour' },
      ...{ params: { value: 'RED', share: 0.9 }, also: [], suggestion: null, status: 'open' },
      fingerprint: fingerprint(['amber', null, null, 't/r', 'colour']),
    });
  });

  it('hides its value as a record would', () => {
    const value = (display: 'show' | 'mask' | 'none', name: string | null) => made(display, name).params.value;
    expect([
      value('show', 'name'),
      value('mask', 'name'),
      value('mask', 'colour'),
      value('none', 'colour'),
      value('none', 'name'),
      value('mask', null),
    ]).toEqual(['RED', HIDDEN, 'RED', '', '', 'RED']);
    expect(made('none', 'colour', { share: 1 }).params).toEqual({ share: 1 });
    expect(made('mask', 'name', { share: 1 }).params).toEqual({ share: 1 });
  });
});
