import { describe, expect, it } from 'vitest';
import type { Pack } from '../../src/model/pack.ts';
import type { Tally } from '../../src/model/tally.ts';
import { causeOf, countCause } from '../../src/tally/causes.ts';
import { groupOf } from '../../src/tally/counts.ts';
import { MOST_OF_AGENCY, MOST_OF_ALL } from '../../src/tally/root-causes.ts';
import { SHOWN_FROM } from '../../src/tally/values.ts';
import { cardsOf, finish, note, pack } from './cards.ts';
import { count } from './invented.ts';

describe('the year that volumes are compared over', () => {
  const yearOf = (...months: number[]) =>
    cardsOf((tally) => {
      for (const month of months) note(tally, { month });
    }).nation.volumes.yearOnYear;

  it('has twelve months, as has the one before', () => {
    expect(yearOf(24_300, 24_289, 24_288, 24_277, 24_276)).toMatchObject({ records: 2, recordsBefore: 2 });
    expect(yearOf(24_300, 24_288)).toMatchObject({ records: 1, recordsBefore: 1 });
    expect(yearOf(24_300, 24_277)).toMatchObject({ records: 1, recordsBefore: 1 });
    expect(yearOf(24_300, 24_289)).toBeNull();
    expect(yearOf(24_300, 24_276)).toBeNull();
    expect(yearOf()).toBeNull();
  });

  it('ends with the month of the as-of day at the latest', () => {
    const june = 2026 * 12 + 5;
    expect(yearOf(june + 1, june, june - 12)?.to).toBe('2026-06');
    expect(yearOf(june + 1, june - 1, june - 12, june - 13)?.to).toBe('2026-05');
  });
});

describe('the list of root causes', () => {
  const causes = (
    list: readonly (readonly [agency: string, system: string | null, rule: number, field: number, value: string | null, records: number])[],
  ) =>
    cardsOf((tally) => {
      for (const [agency, system, rule, field, value, records] of list)
        for (let n = 0; n < records; n++) countCause(causeOf(tally, agency, system, rule, field), { value, day: null });
      for (const [agency] of list) groupOf(tally, agency, 'rms', 'north').records = 1;
    });

  it('is by number, then by agency, rule, field, source system and value', () => {
    const { rootCauses } = causes([
      ['blue', 'rms', 0, 0, null, 3],
      ['amber', 'web', 0, 0, null, 3],
      ['amber', 'rms', 0, 0, null, 3],
      ['amber', 'rms', 1, 0, null, 3],
      ['amber', 'rms', 0, 1, null, 3],
      ['amber', 'rms', 0, 9, null, 4],
      ['coral', 'rms', 0, 0, 'B', SHOWN_FROM],
      ['coral', 'rms', 0, 0, 'A', SHOWN_FROM],
      ['coral', 'rms', 0, 0, 'C', SHOWN_FROM - 1],
    ]);
    expect(
      rootCauses.map(({ agency, rule, field, source_system, value, records }) => [agency, rule, field, source_system, value, records]),
    ).toEqual([
      ['coral', 'p/c', 'finish', 'rms', 'A', 20],
      ['coral', 'p/c', 'finish', 'rms', 'B', 20],
      ['coral', 'p/c', 'finish', 'rms', null, 19],
      ['amber', 'p/c', null, 'rms', null, 4],
      ['amber', 'p/a', 'finish', 'rms', null, 3],
      ['amber', 'p/c', 'depot', 'rms', null, 3],
      ['amber', 'p/c', 'finish', 'rms', null, 3],
      ['amber', 'p/c', 'finish', 'web', null, 3],
      ['blue', 'p/c', 'finish', 'rms', null, 3],
    ]);
    expect(rootCauses.map(({ ofRule }) => ofRule.n)).toEqual([59, 59, 59, 4, 3, 3, 6, 6, 3]);
  });

  it('is of each agency as long as a page, and of all of them no longer than a report can show', () => {
    const { agencies, rootCauses } = causes(
      ['amber', 'blue', 'coral', 'dune', 'elm'].flatMap((agency) =>
        Array.from({ length: MOST_OF_AGENCY + 1 }, (_, system) => [agency, `system ${system}`, 0, 0, null, 1] as const),
      ),
    );
    expect(agencies.map((card) => card.rootCauses.length)).toEqual(Array(5).fill(MOST_OF_AGENCY));
    expect(agencies.map((card) => new Set(card.rootCauses.map(({ agency }) => agency)))).toEqual(
      agencies.map(({ agency }) => new Set([agency])),
    );
    expect(rootCauses.length).toBe(MOST_OF_ALL);
  });
});

describe('the medians of other ranked agencies', () => {
  const add = (tally: Tally, agency: string, records: number, ready: number, failed: number) => {
    const group = groupOf(tally, agency, 'rms', 'north');
    Object.assign(group, { records, ready });
    Object.assign(group.coding, { correct: ready, missing: records - ready });
    count(tally, agency, 0, { applicable: records, failed });
  };

  it('are of coding, readiness and score, of an odd or even number of them', () => {
    const { agencies } = cardsOf((tally) => {
      add(tally, 'amber', 100, 90, 5);
      add(tally, 'blue', 100, 20, 50);
      add(tally, 'coral', 100, 60, 30);
      add(tally, 'dune', 100, 70, 100);
    });
    expect(agencies.map(({ peers }) => peers)).toEqual([
      { agencies: 3, codingRate: 60, ready: 60, score: 50 },
      { agencies: 3, codingRate: 70, ready: 70, score: 70 },
      { agencies: 3, codingRate: 70, ready: 70, score: 50 },
      { agencies: 3, codingRate: 60, ready: 60, score: 70 },
    ]);
    const { agencies: three } = cardsOf((tally) => {
      add(tally, 'amber', 100, 90, 5);
      add(tally, 'blue', 100, 25, 50);
      add(tally, 'coral', 100, 60, 30);
    });
    expect(three.map(({ peers }) => peers.ready)).toEqual([42.5, 75, 57.5]);
  });

  it('are none for the only one', () => {
    const { agencies } = cardsOf((tally) => add(tally, 'amber', 100, 90, 5));
    expect(agencies[0]).toMatchObject({ rank: 1, rankedOf: 1, peers: { agencies: 0, codingRate: null, ready: null, score: null } });
  });
});

describe('where an agency stands', () => {
  it('is not known of one that the list lacks, or if there is no list', () => {
    const label = (of: Pack) => cardsOf((tally) => Object.assign(groupOf(tally, 'zinc', 'rms', 'north'), { records: 1 }), of).agencies[0];
    expect(label(pack)).toMatchObject({ agency: 'zinc', label: 'zinc', region: null });
    expect(label({ ...pack, codelists: new Map() })).toMatchObject({ agency: 'zinc', label: 'zinc', region: null });
    expect(label({ ...pack, fields: [finish] })).toMatchObject({ agency: 'zinc', label: 'zinc', region: null });
  });
});
