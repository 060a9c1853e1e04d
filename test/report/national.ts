import { pChart } from '../../src/history/chart.ts';
import type { Dashboard, Places } from '../../src/model/dashboard.ts';
import type { ChartPoint, Series } from '../../src/model/history.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { AgencyScorecard, ScorecardRule } from '../../src/model/run.ts';
import { share } from '../../src/tally/share.ts';
import { packOf, rule, runOf } from './invented.ts';

export const SIZE = { agencies: 55, rules: 100, runs: 365 };

/** An invented nation: agency 1 codes worst, agency 55 has too few records to be ranked, and the last half of the runs is worse. */
export function national({ agencies, rules, runs } = SIZE): { dashboard: Dashboard; pack: Pack; places: Places } {
  const ids = Array.from({ length: rules }, (_, index) => `paint/fault-${index + 1}`);
  const words = packOf([rule('paint/template'), rule('paint/second'), rule('paint/third')]);
  const pack = { ...words, rules: ids.map((id) => rule(id, { title: `The colour of fault ${id.slice(12)} is not in the list` })) };
  const { totals: _totals, ...base } = runOf(words);
  const template = base.scorecards.agencies[0]!;
  const card = (index: number): AgencyScorecard => {
    const n = index === agencies ? 12 : 200 + index;
    const correct = index === 1 ? 90 : n - (index % 9);
    const own = ids.map(
      (id, at): ScorecardRule => ({
        ...{ rule: id, severity: 'error', dimension: 'conformity', applicable: n, failed: (index * at) % 23, waived: 0, gain: 0.1 },
      }),
    );
    return {
      ...template,
      ...{ agency: `depot-${index}`, label: `Depot of colour number ${index}`, region: index % 2 === 0 ? 'EAST' : 'WEST', records: n },
      ready: share(correct, n),
      coding: { subject: 'PAINT', correct, wrong: 0, missing: n - correct, suspected: 0, rate: share(correct, n) },
      rules: own,
      ...(index === agencies ? { rank: null } : { rank: agencies - index, rankedOf: agencies - 1 }),
      verdict: { ...template.verdict, held: n - correct, fixes: [{ rule: ids[0]!, records: n - correct }] },
      rootCauses: [
        {
          ...{ agency: `depot-${index}`, source_system: 'MIX-2', rule: ids[0]!, field: 'colour', value: 'RDE', records: n - correct },
          ...{ ofRule: share(n - correct, n), first: '2026-06-12', last: '2026-06-30' },
          mapping: { from: 'RDE', to: 'RED', clears: n - correct },
        },
      ],
    };
  };
  const cards = Array.from({ length: agencies }, (_, index) => card(index + 1));
  const days = Array.from({ length: runs }, (_, index) => new Date(Date.UTC(2026, 5, 30 - runs + 1 + index)).toISOString().slice(0, 10));
  const shares = days.map((_, index) => ({ count: index < runs / 2 ? 180 + (index % 4) : 150 + (index % 4), n: 200 }));
  const controls = pChart(shares);
  const points = days.map((asOf, index): ChartPoint => {
    const { count, n } = shares[index]!;
    const control = controls[index];
    const limits = control ? { centre: 100 * control.centre, lower: 100 * control.lower, upper: 100 * control.upper } : undefined;
    return {
      run: asOf,
      asOf,
      count,
      n,
      value: (100 * count) / n,
      ...(limits ?? { centre: null, lower: null, upper: null }),
      signal: control?.signal ?? null,
    };
  });
  const line = (level: Series['level'], name: string, measure: string): Series => ({ level, name, label: name, measure, points });
  const regions = ['EAST', 'WEST'].map((region) => ({ ...template, region, rules: cards[1]!.rules }));
  return {
    pack,
    places: {
      tiles: new Map(
        cards
          .slice(0, -1)
          .map(({ agency }, index) => [agency, { short: `D${index + 1}`, column: 1 + (index % 9), row: 1 + Math.floor(index / 9) }]),
      ),
      regions: new Map([['EAST', 'Eastern']]),
    },
    dashboard: {
      run: {
        ...base,
        rules: ids.map((id) => ({ rule: id, severity: 'error', status: 'ran', applicable: 9000, failed: 9, waived: 0 })),
        scorecards: {
          ...base.scorecards,
          ...{ agencies: cards, regions, rootCauses: cards.flatMap(({ rootCauses }) => rootCauses) },
          nation: { ...base.scorecards.nation, rules: cards[1]!.rules },
        },
      },
      ...{ suppressedBelow: null, marking: 'OFFICIAL-SENSITIVE', days, changes: null },
      series: (measure, level) =>
        level === 'agency'
          ? cards.map(({ agency }) => line(level, agency, measure))
          : level === 'region'
            ? ['EAST', 'WEST'].map((name) => line(level, name, measure))
            : [line(level, '', measure)],
      ageing: cards.map(({ agency }) => ({
        ...{
          agency,
          rule: null,
          isAgency: true,
          open: 9,
          medianAgeDays: 12,
          oldestDays: 40,
          byAge: [2, 3, 4, 0],
          fixed: 3,
          medianDaysToFix: 5.5,
        },
      })),
    },
  };
}
