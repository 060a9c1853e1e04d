import type { Ageing, RunChanges } from '../../model/history.ts';
import { html, type Markup } from '../markup.ts';
import { count } from '../numbers.ts';
import { numeric, type Table, table, text } from './table.ts';

/** What rows are about, and how their names are shown. */
export interface AgeingOf {
  readonly head: string;
  readonly name: (row: Ageing) => Markup | string;
  readonly filter: string;
}

/** How old open findings are and how long fixed ones took; the oldest first. */
export function ageingTable(rows: readonly Ageing[], { head, name, filter }: AgeingOf): Markup | null {
  const caption = `Age of open findings, and days to fix, by ${head.toLowerCase()}`;
  const days = (value: number | null): string => (value === null ? '–' : count(value));
  const heads: Table['heads'] = [
    head,
    ...['Open', 'Up to 7 days', '8 to 30', '31 to 90', 'Over 90', 'Median age', 'Oldest', 'Fixed', 'Median days to fix'].map((number) => ({
      number,
    })),
  ];
  return table({
    caption,
    heads,
    rows: [...rows]
      .sort((a, b) => (b.medianAgeDays ?? -1) - (a.medianAgeDays ?? -1) || b.open - a.open)
      .map((row) => [
        text(name(row)),
        ...[row.open, ...row.byAge].map((n) => numeric(count(n), n)),
        ...[row.medianAgeDays, row.oldestDays].map((value) => numeric(days(value), value)),
        numeric(count(row.fixed), row.fixed),
        numeric(days(row.medianDaysToFix), row.medianDaysToFix),
      ]),
    filter,
  });
}

/** What the latest run changed, by agency. */
export function changesTable(changes: readonly RunChanges[], name: (agency: string | null) => Markup | string): Markup | null {
  return table({
    caption: 'Findings of the latest run against the run before',
    heads: ['Agency', ...['New', 'Back again', 'Still there', 'Fixed', 'First judged now'].map((number) => ({ number }))],
    rows: changes.map((one) => [
      text(name(one.agency)),
      ...[one.new, one.reappeared, one.persisting, one.fixed, one.initial].map((n) => numeric(count(n), n)),
    ]),
    filter: 'agencies',
  });
}

/** Said where small counts are hidden and ageing is not shown for it. */
export const ageingNotice = (): Markup => html`<p>Ages by agency and rule are left out, because small counts are hidden.</p>`;
