import type { Ageing, ChartPoint, RunChanges, RunEntry, Series } from '../model/history.ts';
import type { Scorecards } from '../model/run.ts';
import { type Column, columns } from './columns.ts';
import { changeCells } from './comparison.ts';
import { forJson, forTerminal } from './escape.ts';
import { count, counted, percent, score, shownOf } from './numbers.ts';
import { wrap } from './wrap.ts';

const NO_AGENCY = '(files, no known agency)';

/** Something of a history as JSON; fractions have at most six decimals. */
export function historyJson(marking: string, content: object): string {
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value);
  return `${forJson(JSON.stringify({ schemaVersion: 1, marking, ...content }, rounded, 2))}\n`;
}

/** The runs of a history, for a terminal. */
export function runsTable(runs: readonly RunEntry[], marking: string, width: number): string {
  const rows = runs.map(({ id, asOf, addedAt, records, ready, findings, hasFindings }) => [
    ...[id, asOf, addedAt.slice(0, 10), count(records), count(ready), count(findings.error)],
    hasFindings ? '' : 'scorecards only',
  ]);
  const heads: Column[] = [
    left('Run'),
    left('As of'),
    left('Added'),
    right('Records'),
    right('Ready'),
    right('Errors'),
    { ...left(''), flexible: true },
  ];
  return page(marking, [rows.length === 0 ? 'The history has no runs.' : table(heads, rows, width)]);
}

/** What a page about one run shows. */
export interface RunPage {
  readonly entry: RunEntry;
  readonly scorecards: Scorecards;
  /** Of this run. */
  readonly changes: readonly RunChanges[];
  /** Null unless the run is the latest. */
  readonly ageing: readonly Ageing[] | null;
}

/** One run of a history against its past, for a terminal. */
export function runPage({ entry, scorecards, changes, ageing }: RunPage, marking: string, width: number): string {
  const title = `Run ${entry.id} as of ${entry.asOf}: ${counted(entry.records, 'record')}, ${count(entry.ready)} ready to submit; packs ${entry.packs.join(', ')}`;
  const heads = [flexible('Agency'), ...['Records', 'Ready', 'New', 'Reappeared', 'Persisting', 'Fixed'].map(right)];
  const byAgency = new Map(changes.map((one) => [one.agency, one]));
  const rowOf = (name: string, records: string, ready: string, own: readonly RunChanges[]) => {
    const sum = (of: (one: RunChanges) => number) => own.reduce((total, one) => total + of(one), 0);
    const isFirst = own.length > 0 && sum((one) => one.new + one.reappeared + one.persisting + one.fixed) === 0;
    const cells = changeCells({
      ...{ new: sum((one) => one.new), reappeared: sum((one) => one.reappeared) },
      ...{ persisting: sum((one) => one.persisting), fixed: sum((one) => one.fixed) },
    });
    return [name, records, ready, ...(isFirst ? [`first: ${count(sum((one) => one.initial))}`, '', '', ''] : cells)];
  };
  const none = byAgency.get(null);
  const rows = [
    ...scorecards.agencies.map((card) => {
      const own = byAgency.get(card.agency);
      return rowOf(card.label, count(card.records), percent(card.ready), own ? [own] : []);
    }),
    ...(none ? [rowOf(NO_AGENCY, '', '', [none])] : []),
    rowOf('All records', count(scorecards.nation.records), percent(scorecards.nation.ready), changes),
  ];
  const findings = entry.hasFindings
    ? []
    : wrap('This run was added without its findings: nothing can be said of what is new or fixed.', width);
  return page(marking, [
    [...wrap(forTerminal(title), width), ...findings].join('\n'),
    table(heads, rows, width),
    ...ageingTables(ageing, width),
  ]);
}

/** Rules of a page on a terminal; JSON has all. */
const MOST_RULES = 25;

function ageingTables(ageing: readonly Ageing[] | null, width: number): string[] {
  if (ageing === null || ageing.length === 0) return [];
  const measured = ['Open', 'Median\nage, days', 'Oldest,\ndays', 'Fixed', 'Median days\nto fix'].map(right);
  const cells = ({ open, medianAgeDays, oldestDays, fixed, medianDaysToFix }: Ageing) => [
    ...[count(open), daysOf(medianAgeDays), daysOf(oldestDays), count(fixed), daysOf(medianDaysToFix)],
  ];
  const agencies = ageing.filter((one) => one.rule === null).sort((a, b) => Number(b.isAgency) - Number(a.isAgency));
  const rules = ageing.filter((one) => !one.isAgency && one.rule !== null).sort((a, b) => b.open - a.open || b.fixed - a.fixed);
  const shown = rules.slice(0, MOST_RULES);
  const nameOf = ({ isAgency, agency }: Ageing) => (isAgency ? (agency ?? NO_AGENCY) : 'All findings');
  return [
    table(
      [flexible('Agency'), ...measured],
      agencies.map((one) => [nameOf(one), ...cells(one)]),
      width,
    ),
    ...(rules.length === 0
      ? []
      : [
          table(
            [flexible(`Rule (${shownOf(shown.length, rules.length)})`), ...measured],
            shown.map((one) => [one.rule!, ...cells(one)]),
            width,
          ),
        ]),
  ];
}

/** A measure over time, and the agencies that it has changed for, for a terminal. */
export function trendTable(series: Series, others: readonly Series[], marking: string, width: number): string {
  const heads = [left('As of'), left('Run'), right('Value'), right('Of'), right('Centre'), right('Limits'), flexible('')];
  const rows = series.points.map((point) => [
    ...[point.asOf, point.run, score(point.value), point.n === null ? '' : count(point.n), dash(point.centre)],
    ...[limits(point), signalWords(point)],
  ]);
  const title = `${measureWords(series.measure)}: ${series.label}`;
  const limited = series.points.some(({ centre }) => centre !== null);
  const note =
    series.measure === 'score'
      ? 'A score is no share, so it has no control limits.'
      : limited
        ? 'Within the limits, differences are noise: by chance about one run in 370 lies outside them.'
        : 'Limits are drawn from 4 runs with data on.';
  const changed = others.flatMap(({ label, points }) => {
    const last = points.findLast(({ signal }) => signal !== null);
    return last === undefined
      ? []
      : [`${label}: ${last.asOf}, ${score(last.value)} against ${dash(last.centre)} (${limits(last)}), ${signalWords(last)}`];
  });
  const agencies =
    others.length === 0
      ? []
      : [changed.length === 0 ? 'No agency has changed beyond noise.' : 'Agencies that have changed beyond noise, with the last such run:'];
  return page(marking, [
    wrap(forTerminal(title), width).join('\n'),
    table(heads, rows, width),
    wrap(note, width).join('\n'),
    ...(agencies.length === 0 ? [] : [[...agencies, ...changed.map(forTerminal)].flatMap((line) => wrap(line, width)).join('\n')]),
  ]);
}

function measureWords(measure: string): string {
  const words = { ready: 'Ready to submit, % of records', coding: 'Right codes, % of records that need one', score: 'Score, 0 to 100' };
  return Object.hasOwn(words, measure) ? words[measure as keyof typeof words] : `Fail ${measure}, % of records judged`;
}

function signalWords({ signal, value, upper }: ChartPoint): string {
  if (signal === null) return '';
  if (signal === 'shift') return 'lasting change from here';
  return value! > upper! ? 'above the limits' : 'below the limits';
}

const limits = ({ lower, upper }: ChartPoint): string => (lower === null ? '' : `${score(lower)}–${score(upper)}`);
const dash = (value: number | null): string => (value === null ? '' : score(value));
/** Days, halves at most; a dash without data. */
const daysOf = (days: number | null): string => (days === null ? '–' : count(days));
const left = (head: string): Column => ({ head, align: 'left' });
const right = (head: string): Column => ({ head, align: 'right' });
const flexible = (head: string): Column => ({ head, align: 'left', flexible: true });

function table(heads: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  return columns(
    heads,
    rows.map((row) => row.map((text) => ({ text: forTerminal(text) }))),
    width,
  );
}

function page(marking: string, parts: readonly string[]): string {
  return `${[forTerminal(marking), ...parts, forTerminal(marking)].join('\n\n')}\n`;
}
