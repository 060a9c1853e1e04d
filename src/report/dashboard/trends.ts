import type { Level, Measure } from '../../model/history.ts';
import { html, type Markup } from '../markup.ts';
import { dayInWords } from './figures.ts';
import { type Cell, table, text } from './table.ts';
import { trendChart } from './trend-chart.ts';
import { agencyLink, type View } from './view.ts';

/** Coding, readiness and score of one card over time; nothing if only one run is known. */
export function trendCharts({ dashboard }: View, level: Level, name: string, subject: string | undefined): Markup | null {
  const of = (measure: Measure) => dashboard.series(measure, level).find((one) => one.name === name);
  const charts = [
    { measure: 'coding', title: `${subject ?? ''} coding: share coded correctly`, unit: '%' },
    { measure: 'ready', title: 'Records ready to submit', unit: '%' },
    { measure: 'score', title: 'Score', unit: '' },
  ] as const;
  const drawn = charts.flatMap(({ measure, title, unit }) => {
    const series = of(measure);
    const chart = series === undefined ? null : trendChart(series, title, unit);
    return chart === null ? [] : [chart];
  });
  if (drawn.length === 0) return null;
  return html`<p>The shaded band is where chance alone leaves nearly all points: what lies in it is noise. A diamond marks where a lasting change begins, a ring a single run outside its band.</p>
${drawn}`;
}

/** Agencies with a lasting change in any run, or outside their limits in the latest one. */
export function changedAgencies(view: View): Markup | null {
  const measures = [
    { measure: 'coding', title: 'Coding' },
    { measure: 'ready', title: 'Ready to submit' },
  ] as const;
  const latest = view.dashboard.days.length - 1;
  const rows = measures.flatMap(({ measure, title }) =>
    view.dashboard.series(measure, 'agency').flatMap(({ name, points }): (readonly Cell[])[] => {
      const at = points.findLastIndex(({ signal }) => signal === 'shift');
      const last = points.at(-1);
      const index = at >= 0 ? at : last?.signal === 'outside' && points.length - 1 <= latest ? points.length - 1 : -1;
      const point = points[index];
      if (point === undefined || last?.value === null || last === undefined) return [];
      const before = points[index - 1]?.centre ?? point.centre;
      return [
        [
          text(agencyLink(view, name)),
          text(title),
          text(at >= 0 ? `lasting change since ${dayInWords(point.asOf)}` : `the latest run alone is outside its limits`),
          text(before === null ? '–' : `${before.toFixed(2)}%`),
          { show: `${last.value.toFixed(2)}%`, by: last.value - (before ?? last.value), isNumber: true as const },
        ],
      ];
    }),
  );
  if (view.dashboard.days.length < 4) return null;
  if (rows.length === 0) return html`<p>No agency changed by more than chance explains.</p>`;
  return table({
    caption: 'Agencies that changed by more than chance explains',
    heads: ['Agency', 'Measure', 'What happened', 'Usual before', { number: 'Now' }],
    rows: rows.sort((a, b) => (a[4]?.by ?? 0) - (b[4]?.by ?? 0)),
    filter: 'changes',
  });
}
