import { scaleBand, scaleLinear } from 'd3-scale';
import type { ShownScore } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { count } from '../numbers.ts';
import { chart, gridLines, round } from './chart.ts';
import { dayInWords, shown } from './figures.ts';
import { numeric, text } from './table.ts';

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 56;
const BOTTOM = 28;
const TOP = 10;
const MOST_MONTHS = 36;

/** Records by month: those about the subject before all others; nothing for fewer than two months. */
export function volumeBars({ volumes: { months, undated, yearOnYear }, coding }: ShownScore): Markup | null {
  const latest = months.slice(-MOST_MONTHS);
  if (latest.length < 2) return null;
  const subject = coding?.subject;
  const most = Math.max(1, ...latest.map(({ records }) => records ?? 0));
  const x = scaleBand(
    latest.map(({ month }) => month),
    [LEFT, WIDTH - 8],
  ).padding(0.25);
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice(4);
  const bar = (month: string, n: number | null, kind: string) =>
    n === null || n === 0
      ? null
      : html`<rect class="${kind}" x="${round(x(month) ?? 0)}" y="${round(y(n))}" width="${round(x.bandwidth())}" height="${round(HEIGHT - BOTTOM - y(n))}"/>`;
  const labels = [latest[0]!, latest.at(-1)!];
  const change = yearOnYear?.changePercent;
  const words = `${count(latest.length)} months with records, to ${dayInWords(latest.at(-1)!.month)}.${
    change === null || change === undefined
      ? ''
      : ` The last twelve months against the twelve before: ${change > 0 ? '+' : ''}${change.toFixed(2)}%.`
  }${undated === null || undated === 0 ? '' : ` ${count(undated)} records have no date that can be read.`}`;
  const drawing = html`<svg class="bars" role="img" aria-label="Bars of records by month. ${words}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
${gridLines(
  y.ticks(4).map((tick) => ({ y: round(y(tick)), label: count(tick) })),
  LEFT,
  WIDTH - 8,
)}
${latest.map(({ month, records, subject: of }) => html`${bar(month, records, 'all')}${bar(month, of, 'subject')}`)}
${labels.map(({ month }, index) => html`<text class="${index === 0 ? 'start' : 'end'}" x="${round((x(month) ?? 0) + (index === 0 ? 0 : x.bandwidth()))}" y="${HEIGHT - 8}">${dayInWords(month)}</text>`)}</svg>`;
  return chart({
    title: 'Records by month',
    words,
    key: subject === undefined ? null : html` <span class="key dark"></span> declared ${subject} <span class="key"></span> all records`,
    drawing,
    heads: ['Month', { number: 'Records' }, ...(subject === undefined ? [] : [{ number: `Declared ${subject}` }])],
    rows: latest.map((one) => [
      text(one.month),
      numeric(shown(one.records), one.records),
      ...(subject === undefined ? [] : [numeric(shown(one.subject), one.subject)]),
    ]),
  });
}
