import { describe, expect, it } from 'vitest';
import type { Score } from '../../src/model/run.ts';
import { emptyTally, groupOf } from '../../src/tally/counts.ts';
import { ruleResults } from '../../src/tally/rule-results.ts';
import { scorecards } from '../../src/tally/scorecards.ts';
import { count, packOf, recordRule } from './invented.ts';

const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };
const pack = packOf([
  recordRule('p/volume', { severity: 'warning' }),
  recordRule('p/sameness', { severity: 'info' }),
  recordRule('p/referral'),
  recordRule('p/colour'),
]);
const findings = (card: Score | undefined) => [card?.findings.error, card?.findings.warning, card?.findings.info, card?.findings.waived];

describe('findings about all records of an agency', () => {
  const tally = emptyTally();
  for (const [agency, system, numbers] of [
    ['amber', 'rms', [1, 2, 3, 4]],
    ['amber', 'web', [10, 20, 30, 40]],
    ['blue', 'rms', [5, 5, 5, 5]],
    ['coral', 'rms', [6, 6, 6, 6]],
  ] as const) {
    const group = groupOf(tally, agency, system, 'north');
    const [errors, warnings, infos, waivedFindings] = numbers;
    Object.assign(group, { records: 100, ready: 100, errors, warnings, infos, waivedFindings });
  }
  tally.agencyFindings.set(
    0,
    new Map([
      ['amber', 1000],
      ['blue', 0],
      ['coral', 200],
    ]),
  );
  tally.agencyFindings.set(1, new Map([['amber', 3000]]));
  tally.agencyFindings.set(2, new Map([['blue', 4000]]));
  tally.waivedAgencyFindings.set(
    0,
    new Map([
      ['blue', 500],
      ['amber', 700],
    ]),
  );

  it('count for the agency, its region and the nation, by severity and waived ones apart, and for none of its parts', () => {
    const cards = scorecards(tally, pack, info);
    const [amber, blue, coral] = cards.agencies;
    expect(findings(amber)).toEqual([11, 1022, 3033, 744]);
    expect(findings(blue)).toEqual([4005, 5, 5, 505]);
    expect(findings(coral)).toEqual([6, 206, 6, 6]);
    // Both of the east; coral lies in no region.
    expect(cards.regions.map(findings)).toEqual([[4016, 1027, 3038, 1249]]);
    expect(findings(cards.nation)).toEqual([4022, 1233, 3044, 1255]);
    expect(amber?.sourceSystems.map(findings)).toEqual([
      [1, 2, 3, 4],
      [10, 20, 30, 40],
    ]);
    expect(amber?.units.map(findings)).toEqual([[11, 22, 33, 44]]);
  });

  it('make the rule count agencies: those judged, those with a finding, and those with waived ones only', () => {
    expect(ruleResults(tally, pack)).toEqual([
      { rule: 'p/volume', severity: 'warning', status: 'ran', applicable: 3, failed: 2, waived: 1 },
      { rule: 'p/sameness', severity: 'info', status: 'ran', applicable: 1, failed: 1, waived: 0 },
      { rule: 'p/referral', severity: 'error', status: 'ran', applicable: 1, failed: 1, waived: 0 },
      { rule: 'p/colour', severity: 'error', status: 'not-applicable', applicable: 0, failed: 0, waived: 0 },
    ]);
  });

  it('that are waived for an agency which was never judged count too', () => {
    const only = emptyTally();
    only.waivedAgencyFindings.set(0, new Map([['amber', 2]]));
    expect(ruleResults(only, pack)[0]).toMatchObject({ applicable: 0, failed: 0, waived: 1 });
  });
});

describe('rules about the rows of a reference file', () => {
  it('count rows beside records', () => {
    const tally = emptyTally();
    tally.rows.set(2, { applicable: 20, failed: 7, waived: 2 });
    tally.fileFindings.set(2, 100);
    count(tally, 'amber', 2, { applicable: 300, failed: 50, waived: 10 });
    tally.agencyFindings.set(2, new Map([['amber', 4]]));
    tally.waivedAgencyFindings.set(2, new Map([['blue', 1]]));
    expect(ruleResults(tally, pack)[2]).toMatchObject({ status: 'ran', applicable: 321, failed: 158, waived: 13 });
  });
});

describe('a rule that was skipped somewhere', () => {
  const resultOf = (counts: object | undefined, records: number, skipped: number) => {
    const tally = emptyTally();
    groupOf(tally, 'amber', 'rms', 'north').records = records;
    if (counts !== undefined) count(tally, 'amber', 3, counts);
    tally.skips.set(3, { reason: 'no column', records: skipped });
    return ruleResults(tally, pack)[3];
  };

  it('ran if it saw a record, also one whose failure is waived', () => {
    expect(resultOf({ failed: 1 }, 10, 4)).toMatchObject({ status: 'ran', reason: 'no column' });
    expect(resultOf({ waived: 1 }, 10, 4)).toMatchObject({ status: 'ran' });
    expect(resultOf({ failed: 1, waived: 1 }, 10, 9)).toMatchObject({ status: 'ran' });
  });

  it('is skipped if it saw none, or was skipped for every record', () => {
    expect(resultOf(undefined, 10, 4)).toMatchObject({ status: 'skipped' });
    expect(resultOf({ applicable: 1 }, 10, 10)).toMatchObject({ status: 'skipped' });
    expect(resultOf({ applicable: 1 }, 10, 9)).toMatchObject({ status: 'ran' });
  });
});
