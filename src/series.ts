import { pChart } from './history/index.ts';
import type { ShownCards, ShownScore } from './model/dashboard.ts';
import type { ChartPoint, Level, Measure, Series } from './model/history.ts';

interface Point {
  readonly run: string;
  readonly asOf: string;
  readonly count: number | null;
  readonly n: number | null;
  readonly score: number | null;
}

/** Measures over time, gathered run by run so that only one run need be in memory. */
export interface SeriesOfRuns {
  /** Takes the next run in order of time. Figures may be hidden: such points have no value. */
  take(run: string, asOf: string, cards: ShownCards): void;
  /** In order of name. */
  of(measure: Measure, level: Level): readonly Series[];
}

/** Measures of runs that are in no history, or whose small counts are hidden; rules are followed for the nation alone. */
export function seriesOfRuns(): SeriesOfRuns {
  const lines = new Map<string, Map<string, { label: string; points: Point[] }>>();
  const add = (measure: Measure, level: Level, name: string, label: string, point: Point): void => {
    const key = JSON.stringify([measure, level]);
    const names = lines.get(key) ?? new Map<string, { label: string; points: Point[] }>();
    lines.set(key, names);
    const line = names.get(name) ?? { label, points: [] };
    names.set(name, line);
    line.label = label;
    line.points.push(point);
  };
  return {
    take(run, asOf, { nation, regions, agencies }) {
      const card = (level: Level, name: string, label: string, { ready, coding, score }: ShownScore) => {
        const none = { run, asOf, count: null, n: null, score: null };
        add('ready', level, name, label, { ...none, count: ready.count, n: ready.n });
        add('coding', level, name, label, { ...none, count: coding?.rate.count ?? null, n: coding?.rate.n ?? null });
        add('score', level, name, label, { ...none, score });
      };
      card('nation', '', 'All records', nation);
      for (const one of regions) card('region', one.region, one.region, one);
      for (const one of agencies) card('agency', one.agency, one.label, one);
      for (const { rule, failed, applicable } of nation.rules)
        add(rule, 'nation', '', 'All records', { run, asOf, count: failed, n: applicable, score: null });
    },
    of(measure, level) {
      const names = [...(lines.get(JSON.stringify([measure, level])) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      return names.map(([name, { label, points }]) => ({ level, name, label, measure, points: charted(points) }));
    },
  };
}

function charted(points: readonly Point[]): readonly ChartPoint[] {
  const controls = pChart(points.map(({ count, n }) => (count === null || n === null ? { count: 0, n: 0 } : { count, n })));
  return points.map(({ run, asOf, count, n, score }, at) => {
    const control = controls[at];
    const value = count === null || n === null || n === 0 ? score : (100 * count) / n;
    const limits = control ? { centre: 100 * control.centre, lower: 100 * control.lower, upper: 100 * control.upper } : null;
    return { run, asOf, count, n, value, ...(limits ?? { centre: null, lower: null, upper: null }), signal: control?.signal ?? null };
  });
}
