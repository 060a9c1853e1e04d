import type { Ageing, Level, Measure, RunChanges, Series } from './history.ts';
import type { AgencyScorecard, Run, Score, Scorecards } from './run.ts';
import type { Suppressible } from './scorecard.ts';

/** A scorecard as pages show it: a figure may be null because small counts are hidden. */
export type ShownScore = Suppressible<Score>;
export type ShownAgency = Suppressible<AgencyScorecard>;
export type ShownCards = Suppressible<Scorecards>;
export type ShownShare = ShownScore['ready'];

/** A run whose figures may be hidden. */
export type ShownRun = Omit<Run, 'scorecards' | 'totals'> & { readonly scorecards: ShownCards };

/** What a dashboard shows. */
export interface Dashboard {
  /** The latest run. */
  readonly run: ShownRun;
  /** Counts from 1 to one less than this are hidden; null if none are. */
  readonly suppressedBelow: number | null;
  readonly marking: string;
  /** ISO days of the runs, in order of time; the last is that of `run`. */
  readonly days: readonly string[];
  /** Measures over time, in order of name. Empty if only one run is known. */
  readonly series: (measure: Measure, level: Level) => readonly Series[];
  /** Null where no history with findings was given. */
  readonly ageing: readonly Ageing[] | null;
  /** Of the latest run; null as for `ageing`. */
  readonly changes: readonly RunChanges[] | null;
}

/** Where agencies stand on a map of tiles of equal size, and what regions are called. */
export interface Places {
  /** Code of the agency → its tile; 1-based column from the left and row from the top. */
  readonly tiles: ReadonlyMap<string, Tile>;
  /** Code of the region → name. */
  readonly regions: ReadonlyMap<string, string>;
}

export interface Tile {
  /** At most four characters. */
  readonly short: string;
  readonly column: number;
  readonly row: number;
}

/** One file of the dashboard. */
export interface DashboardPage {
  /** Path below the folder of the dashboard, with slashes. */
  readonly path: string;
  readonly text: string;
}
