import type { ChartPoint, Level, Measure, Series } from '../model/history.ts';
import { pChart } from './chart.ts';
import type { Database } from './duckdb.ts';
import { grouped } from './grouped.ts';
import { IN_ORDER } from './tables.ts';

interface PointRow {
  readonly name: string;
  readonly label: string;
  readonly run: string;
  readonly asOf: string;
  readonly count: number | null;
  readonly n: number | null;
  readonly score: number | null;
}

/** Columns that a measure is read from; any other measure is the id of a rule. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['ready', 's.ready as count, s.records as n, null as score'],
  ['coding', 'coding_correct as count, coding_n as n, null as score'],
  ['score', 'null as count, null as n, score'],
]);

/**
 * A measure over time with centre and control limits, for every agency or region, or for the nation.
 * @param name of one agency or region alone
 */
export async function readSeries(database: Database, measure: Measure, level: Level, name?: string): Promise<readonly Series[]> {
  const columns = COLUMNS.get(measure) ?? 'coalesce(r.failed, 0) as count, coalesce(r.applicable, 0) as n, null as score';
  const byRule = COLUMNS.has(measure)
    ? ''
    : 'left join scorecard_rules r on r.run = s.run and r.level = s.level and r.name = s.name and r.rule = $3';
  const rows = await database.rows<PointRow>(
    `select s.name, s.label, runs.id as run, runs.as_of::varchar as "asOf", ${columns}
     from scorecards s join ${IN_ORDER} runs on runs.run = s.run ${byRule}
     where s.level = $1 and ($2::varchar is null or s.name = $2) order by s.name, pos`,
    level,
    name ?? null,
    ...(byRule === '' ? [] : [measure]),
  );
  const names = grouped(rows, (row) => row.name);
  return [...names].map(([own, ofName]) => ({ level, name: own, label: ofName.at(-1)!.label, measure, points: pointsOf(ofName) }));
}

function pointsOf(rows: readonly PointRow[]): readonly ChartPoint[] {
  const controls = pChart(rows.map(({ count, n }) => ({ count: count ?? 0, n: n ?? 0 })));
  return rows.map(({ run, asOf, count, n, score }, at) => {
    const control = controls[at];
    const value = count === null || n === null || n === 0 ? score : (100 * count) / n;
    const limits = control ? { centre: 100 * control.centre, lower: 100 * control.lower, upper: 100 * control.upper } : null;
    return { run, asOf, count, n, value, ...(limits ?? { centre: null, lower: null, upper: null }), signal: control?.signal ?? null };
  });
}
