import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../src/model/pack.ts';
import type { Score } from '../../src/model/run.ts';
import type { RootCause } from '../../src/model/scorecard.ts';
import { share } from '../../src/tally/share.ts';
import { suppressedCause, suppressedScore } from '../../src/tally/suppress/card.ts';
import { breakdownsOf, causeBreakdowns, causeName } from '../../src/tally/suppress/cells.ts';

/** A scorecard with everything in it, every count another number. */
const card: Score = {
  records: 1000,
  ready: share(900, 1000),
  score: 88,
  dimensions: {
    ...(Object.fromEntries(DIMENSIONS.map((name) => [name, { score: null, n: 0 }])) as Score['dimensions']),
    completeness: { score: 91, n: 801 },
    conformity: { score: 92, n: 802 },
  },
  findings: { error: 11, warning: 12, info: 13, waived: 14 },
  coding: { subject: 'PAINT', correct: 21, wrong: 22, missing: 23, suspected: 24, rate: share(21, 66) },
  referrals: { total: 120, withDocument: 31, missing: 32, late: 5, outOfPeriod: 57, medianLagDays: 2.5 },
  ocgs: { listed: 41, withRecentIntelligence: 15, archivedNamed: 43, unknownNamed: 44 },
  topics: [{ topic: 'GLOSS', title: 'Gloss', kind: 'Finish', records: 51, tagged: share(36, 51), suspectedUntagged: 52 }],
  timeliness: [{ measure: 'mixing', title: 'Mixing', n: 61, before: 62, p50: 3, p90: 6, within: [{ days: 3, share: share(40, 61) }] }],
  volumes: {
    months: [{ month: '2026-05', records: 71, subject: 72, topics: [{ topic: 'GLOSS', records: 73 }] }],
    undated: 74,
    yearOnYear: {
      ...{ to: '2026-05', records: 75, recordsBefore: 76, changePercent: -1.32 },
      ...{ subject: 77, subjectBefore: 78, subjectChangePercent: -1.28 },
    },
  },
  values: [
    {
      ...{ field: 'depot', label: 'Depot', records: 81, absent: 82 },
      values: [{ value: 'amber', label: 'Amber depot', share: share(63, 81) }],
      others: { values: 2, records: 18 },
    },
  ],
  defaults: [{ field: 'depot', label: 'Depot', share: share(25, 81) }],
  training: [{ training: 'Course', findings: 101, rules: ['p/a', 'p/b'] }],
  verdict: { verdict: 'not-ready', placeholderCodes: false, held: 100, fixes: [{ rule: 'p/a', records: 91 }] },
  rules: [
    { rule: 'p/a', severity: 'error', dimension: 'completeness', applicable: 400, failed: 93, waived: 94, gain: 5 },
    { rule: 'p/b', severity: 'error', dimension: 'conformity', applicable: 401, failed: 95, waived: 96, gain: 4 },
    { rule: 'p/c', severity: 'error', dimension: 'conformity', applicable: 402, failed: 97, waived: 0, gain: 3 },
    { rule: 'p/d', severity: 'warning', dimension: 'completeness', applicable: 403, failed: 98, waived: 0, gain: null },
  ],
};

/** Paths of the figures below `value`: numbers, and pairs of them. */
function figures(value: unknown, path = ''): [string, unknown][] {
  if (typeof value === 'number' || value === null || (Array.isArray(value) && typeof value[0] === 'number')) return [[path, value]];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => figures(inner, path === '' ? key : `${path}.${key}`));
}

/** Which figures go if these counts are hidden. */
function gone(...names: string[]): string[] {
  const left = new Map(figures(suppressedScore(card, (name) => names.includes(name))));
  return figures(card).flatMap(([path, was]) => (was !== null && left.get(path) === null ? [path] : []));
}
const ofShare = (path: string) => ['count', 'percent', 'interval'].map((part) => `${path}.${part}`);
const wholeShare = (path: string) => ['count', 'n', 'percent', 'interval'].map((part) => `${path}.${part}`);

describe('the counts that are hidden in a scorecard', () => {
  it('stand in breakdowns that add up to what is told elsewhere', () => {
    const told = breakdownsOf(card).filter((breakdown) => breakdown.length > 0);
    expect(told.map((breakdown) => Object.fromEntries(breakdown))).toEqual([
      { records: 1000 },
      { ready: 900, 'ready not': 100 },
      { error: 11, warning: 12, info: 13, waived: 14 },
      { correct: 21, wrong: 22, missing: 23, suspected: 24 },
      { withDocument: 31, 'referral missing': 32, outOfPeriod: 57 },
      { referrals: 120 },
      { late: 5, 'late not': 26 },
      { withRecentIntelligence: 15, 'withRecentIntelligence not': 26 },
      { listed: 41 },
      { archivedNamed: 43, unknownNamed: 44 },
      { 'topic GLOSS': 51 },
      { 'tagged GLOSS': 36, 'tagged GLOSS not': 15 },
      { 'spoken GLOSS': 52 },
      { 'n mixing': 61, 'before mixing': 62 },
      { 'within mixing 3': 40, 'within mixing 3 not': 21 },
      { 'month 2026-05': 71, undated: 74 },
      { 'subject 2026-05': 72 },
      { 'topic GLOSS 2026-05': 73 },
      { year: 75 },
      { 'year before': 76 },
      { 'year subject': 77 },
      { 'year subject before': 78 },
      { 'value depot amber': 63, 'others depot': 18, 'absent depot': 82 },
      { 'default depot': 25, 'default depot not': 56 },
      { 'failed p/a': 93, 'failed p/b': 95, 'failed p/c': 97, 'failed p/d': 98 },
      { 'waived p/a': 94, 'waived p/b': 96, 'waived p/c': 0, 'waived p/d': 0 },
      { 'applicable p/a': 400 },
      { 'applicable p/b': 401 },
      { 'applicable p/c': 402 },
      { 'applicable p/d': 403 },
      { 'fix p/a': 91 },
    ]);
  });

  it('are none where nothing was looked at', () => {
    const bare: Score = {
      ...card,
      ...{ coding: null, referrals: null, ocgs: null, topics: [], timeliness: [], values: [], defaults: [], rules: [] },
      volumes: { months: [{ month: '2026-05', records: 71, subject: null, topics: [] }], undated: 0, yearOnYear: null },
      verdict: { ...card.verdict, fixes: [] },
    };
    expect(breakdownsOf(bare).filter((breakdown) => breakdown.length > 0)).toEqual([
      [['records', 1000]],
      [
        ['ready', 900],
        ['ready not', 100],
      ],
      [
        ['error', 11],
        ['warning', 12],
        ['info', 13],
        ['waived', 14],
      ],
      [
        ['month 2026-05', 71],
        ['undated', 0],
      ],
    ]);
    expect(suppressedScore(bare, () => false)).toEqual(bare);
  });

  it.each([
    ['ready', ofShare('ready')],
    ['ready not', ['verdict.held']],
    ['error', ['findings.error']],
    ['warning', ['findings.warning']],
    ['info', ['findings.info']],
    ['waived', ['findings.waived']],
    ['correct', ['coding.correct', ...wholeShare('coding.rate')]],
    ['wrong', ['coding.wrong', ...wholeShare('coding.rate')]],
    ['missing', ['coding.missing', ...wholeShare('coding.rate')]],
    ['suspected', ['coding.suspected']],
    ['referrals', ['referrals.total']],
    ['withDocument', ['referrals.withDocument', 'referrals.medianLagDays']],
    ['referral missing', ['referrals.missing']],
    ['late', ['referrals.late']],
    ['outOfPeriod', ['referrals.outOfPeriod']],
    ['listed', ['ocgs.listed']],
    ['withRecentIntelligence', ['ocgs.withRecentIntelligence']],
    ['archivedNamed', ['ocgs.archivedNamed']],
    ['unknownNamed', ['ocgs.unknownNamed']],
    ['topic GLOSS', ['topics.0.records', ...wholeShare('topics.0.tagged')]],
    ['tagged GLOSS', ofShare('topics.0.tagged')],
    ['spoken GLOSS', ['topics.0.suspectedUntagged']],
    ['n mixing', ['timeliness.0.n', 'timeliness.0.p50', 'timeliness.0.p90', ...wholeShare('timeliness.0.within.0.share')]],
    ['before mixing', ['timeliness.0.before']],
    ['within mixing 3', ofShare('timeliness.0.within.0.share')],
    ['month 2026-05', ['volumes.months.0.records']],
    ['subject 2026-05', ['volumes.months.0.subject']],
    ['topic GLOSS 2026-05', ['volumes.months.0.topics.0.records']],
    ['undated', ['volumes.undated']],
    ['year', ['volumes.yearOnYear.records', 'volumes.yearOnYear.changePercent']],
    ['year before', ['volumes.yearOnYear.recordsBefore', 'volumes.yearOnYear.changePercent']],
    ['year subject', ['volumes.yearOnYear.subject', 'volumes.yearOnYear.subjectChangePercent']],
    ['year subject before', ['volumes.yearOnYear.subjectBefore', 'volumes.yearOnYear.subjectChangePercent']],
    ['value depot amber', ofShare('values.0.values.0.share')],
    ['others depot', ['values.0.others.values', 'values.0.others.records']],
    ['absent depot', ['values.0.records', 'values.0.absent']],
    ['default depot', ofShare('defaults.0.share')],
    ['waived p/a', ['rules.0.waived']],
    ['applicable p/b', ['rules.1.applicable']],
    ['fix p/a', ['verdict.fixes.0.records']],
  ])('take with "%s" what tells it', (name, paths) => {
    expect(gone(name).sort()).toEqual([...paths].sort());
  });

  it('take the score of a dimension only if no other failing rule of it is told', () => {
    const ofFailed = ['training.0.findings', 'verdict.fixes.0.records', 'rules.0.failed', 'rules.0.gain'];
    expect(gone('failed p/a').sort()).toEqual(['dimensions.completeness.score', 'score', ...ofFailed].sort());
    expect(gone('failed p/b').sort()).toEqual(['rules.1.failed', 'rules.1.gain', 'training.0.findings']);
    expect(gone('failed p/b', 'failed p/c')).toContain('dimensions.conformity.score');
  });

  it('take every figure with the number of records, but the days that a limit has', () => {
    const left = figures(suppressedScore(card, (name) => name === 'records')).filter(([, value]) => value !== null);
    expect(left).toEqual([['timeliness.0.within.0.days', 3]]);
  });
});

describe('root causes', () => {
  const cause: RootCause = {
    ...{ agency: 'amber', source_system: 'rms', rule: 'p/a', field: 'colour', value: 'RDE', records: 4 },
    ...{ ofRule: share(4, 9), first: '2026-06-01', last: '2026-06-02', mapping: { from: 'RDE', to: 'RED', clears: 4 } },
  };

  it('lose their counts and days, not what they are', () => {
    const hidden = suppressedCause(cause, (name) => name === causeName(cause));
    expect(hidden).toEqual({
      ...cause,
      ...{ records: null, ofRule: { count: null, n: null, percent: null, interval: null }, first: null, last: null },
      mapping: { from: 'RDE', to: 'RED', clears: null },
    });
    expect(suppressedCause({ ...cause, mapping: null }, () => true).mapping).toBeNull();
    expect(suppressedCause(cause, () => false)).toEqual(cause);
  });

  it('add up within an agency, rule and field, and each has a name of its own', () => {
    const others = [
      { ...cause, source_system: 'web', records: 5 },
      { ...cause, value: null, records: 6 },
      { ...cause, agency: 'blue', records: 7 },
      { ...cause, rule: 'p/b', records: 8 },
      { ...cause, field: null, records: 9 },
    ];
    const breakdowns = causeBreakdowns([cause, ...others]);
    expect(breakdowns.map((breakdown) => breakdown.map(([, count]) => count))).toEqual([[4, 5, 6], [7], [8], [9]]);
    expect(new Set([cause, ...others].map(causeName)).size).toBe(6);
  });
});
