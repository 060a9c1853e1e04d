import type { History } from './history/index.ts';
import type { Dashboard, ShownCards } from './model/dashboard.ts';
import { UsageError } from './model/errors.ts';
import type { Level, Measure, Series } from './model/history.ts';
import type { Run, Scorecards } from './model/run.ts';
import { seriesOfRuns } from './series.ts';
import { suppressed } from './tally/index.ts';

export interface DashboardOptions {
  /** Hides counts from 1 to one less than this, and what would give them away; null hides none. */
  readonly suppressBelow: number | null;
  readonly marking: string;
}

/**
 * What a dashboard shows of a history: its latest run, and how it came to be. With `suppressBelow` every run is gone through, so that
 * what is hidden in one figure does not stand in another; ages of findings are then left out.
 *
 * @throws UsageError if the history has no runs
 */
export async function dashboardOfHistory(history: History, { suppressBelow, marking }: DashboardOptions): Promise<Dashboard> {
  const runs = await history.runs();
  const last = runs.at(-1);
  if (last === undefined) throw new UsageError('the history has no runs yet: history add puts one in');
  const { totals: _totals, ...run } = await history.run(last.id);
  const base = { suppressedBelow: suppressBelow, marking, days: runs.map(({ asOf }) => asOf) };
  if (suppressBelow !== null) {
    const series = seriesOfRuns();
    for (const { id, asOf } of runs) series.take(id, asOf, shownCards((await history.run(id)).scorecards, suppressBelow));
    const shown = { ...run, scorecards: shownCards(run.scorecards, suppressBelow) };
    return { ...base, run: shown, series: series.of, ageing: null, changes: null };
  }
  const known = new Map<string, readonly Series[]>();
  const read = async (measure: Measure, level: Level) => known.set(`${level} ${measure}`, await history.series(measure, level));
  if (runs.length > 1) {
    for (const level of ['nation', 'region', 'agency'] as const)
      for (const measure of ['ready', 'coding', 'score']) await read(measure, level);
    for (const { rule } of run.scorecards.nation.rules) await read(rule, 'nation');
  }
  const changes = (await history.changes()).filter((one) => one.run === last.id);
  return {
    ...base,
    run,
    series: (measure, level) => known.get(`${level} ${measure}`) ?? [],
    ageing: last.hasFindings ? await history.ageing() : null,
    changes: last.hasFindings ? changes : null,
  };
}

/**
 * What a dashboard shows of runs without a history: the latest, and the trend over all of them.
 *
 * @param runs each with the name that messages call it by; in any order
 * @throws UsageError if two are of the same day
 */
export function dashboardOfRuns(
  runs: readonly { readonly name: string; readonly run: Run }[],
  { suppressBelow, marking }: DashboardOptions,
): Dashboard {
  const sorted = [...runs].sort((a, b) => (a.run.asOf < b.run.asOf ? -1 : a.run.asOf > b.run.asOf ? 1 : 0));
  for (const [index, { name, run }] of sorted.entries())
    if (sorted[index + 1]?.run.asOf === run.asOf)
      throw new UsageError(
        `${name} and ${sorted[index + 1]!.name} are both as of ${run.asOf}: give one run a day; files of several agencies are checked together`,
      );
  const last = sorted.at(-1);
  if (last === undefined) throw new UsageError('no run was given');
  const series = seriesOfRuns();
  if (sorted.length > 1) for (const { name, run } of sorted) series.take(name, run.asOf, shownCards(run.scorecards, suppressBelow));
  const { totals: _totals, ...run } = last.run;
  return {
    run: { ...run, scorecards: shownCards(run.scorecards, suppressBelow) },
    suppressedBelow: suppressBelow,
    marking,
    days: sorted.map(({ run: { asOf } }) => asOf),
    series: series.of,
    ageing: null,
    changes: null,
  };
}

const shownCards = (cards: Scorecards, least: number | null): ShownCards => (least === null ? cards : suppressed(cards, least));
