import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { ChartPoint, Series } from '../../model/history.ts';
import { html, type Markup } from '../markup.ts';
import { count } from '../numbers.ts';
import { chart, gridLines, round } from './chart.ts';
import { dayInWords } from './figures.ts';
import { numeric, text } from './table.ts';

const WIDTH = 720;
const HEIGHT = 230;
const LEFT = 46;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 30;
/** More points than this are drawn as a line alone; those that signal keep their mark. */
const MOST_DOTS = 60;

/** A measure over time with its control limits, in words and as a table behind. Nothing if fewer than two runs have data. */
export function trendChart({ points }: Series, title: string, unit: '%' | ''): Markup | null {
  const known = points.flatMap((point) => (point.value === null ? [] : [{ ...point, value: point.value }]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) return null;
  const say = (value: number) => `${value.toFixed(2)}${unit}`;
  const from = `From ${say(first.value)} on ${dayInWords(first.asOf)} to ${say(last.value)} on ${dayInWords(last.asOf)}.`;
  const words = unit === '' ? from : `${from} ${signalsInWords(points)}`;
  return chart({
    title,
    words,
    key: null,
    drawing: drawing(points, known, title, unit),
    heads: ['Run as of', { number: unit === '%' ? 'Share' : 'Score' }, { number: 'Of' }, 'Range to be expected', 'Signal'],
    rows: points.map((point) => [
      text(point.asOf),
      numeric(point.value === null ? 'no data' : say(point.value), point.value),
      numeric(point.n === null ? '–' : count(point.n), point.n),
      text(point.lower === null || point.upper === null ? '–' : `${say(point.lower)} to ${say(point.upper)}`),
      text(point.signal === null ? '–' : SIGNAL[point.signal]),
    ]),
  });
}

const SIGNAL = { shift: 'lasting change begins', outside: 'outside what chance explains' } as const;

/** What the limits tell: real changes, or none. */
export function signalsInWords(points: readonly ChartPoint[]): string {
  if (points.every(({ centre }) => centre === null)) return 'There are too few runs to tell a real change from chance.';
  const shifts = points.flatMap(({ signal, asOf }) => (signal === 'shift' ? [dayInWords(asOf)] : []));
  const outside = points.flatMap(({ signal, asOf }) => (signal === 'outside' ? [dayInWords(asOf)] : []));
  const told = [
    ...(shifts.length === 0 ? [] : [`A lasting change begins on ${listed(shifts)}.`]),
    ...(outside.length === 0 ? [] : [`Outside what chance explains: ${listed(outside)}.`]),
  ];
  return told.length === 0 ? 'All of it is within what chance explains.' : told.join(' ');
}

const listed = (days: readonly string[]): string =>
  days.length > 4 ? `${days.slice(0, 4).join(', ')} and ${days.length - 4} more` : days.join(', ');

function drawing(
  points: readonly ChartPoint[],
  known: readonly (ChartPoint & { readonly value: number })[],
  title: string,
  unit: string,
): Markup {
  const at = ({ asOf }: ChartPoint) => new Date(asOf);
  const heights = points.flatMap(({ value, lower, upper }) => [value, lower, upper]).filter((one) => one !== null);
  const x = scaleUtc()
    .domain([at(points[0]!), at(points.at(-1)!)])
    .range([LEFT + 8, WIDTH - RIGHT - 8]);
  const y = scaleLinear()
    .domain([Math.max(0, Math.min(...heights) - 1), Math.min(100, Math.max(...heights) + 1)])
    .nice(4)
    .range([HEIGHT - BOTTOM, TOP]);
  const path = line<ChartPoint>()
    .defined(({ value }) => value !== null)
    .x((point) => round(x(at(point))))
    .y(({ value }) => round(y(value ?? 0)));
  const centre = line<ChartPoint>()
    .x((point) => round(x(at(point))))
    .y((point) => round(y(point.centre ?? 0)));
  const band = area<ChartPoint>()
    .x((point) => round(x(at(point))))
    .y0(({ lower }) => round(y(lower ?? 0)))
    .y1(({ upper }) => round(y(upper ?? 0)));
  const stretches = stretchesOf(points);
  const marks = known.filter(({ signal }) => known.length <= MOST_DOTS || signal !== null);
  return html`<svg class="trend" role="img" aria-label="${title}: ${unit === '' ? 'line' : `line with control limits. ${signalsInWords(points)}`}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
${stretches.map((stretch) => html`<path class="band" d="${band(stretch)}"/><path class="centre" d="${centre(stretch)}"/>`)}
${gridLines(
  y.ticks(4).map((tick) => ({ y: round(y(tick)), label: `${tick}${unit}` })),
  LEFT,
  WIDTH - RIGHT,
)}
${datesOf(points).map((point) => html`<text class="${point === points.at(-1) ? 'end' : point === points[0] ? 'start' : 'middle'}" x="${round(x(at(point)))}" y="${HEIGHT - 8}">${dayInWords(point.asOf).replace(/ (\w{3})\w* /, ' $1 ')}</text>`)}
<path class="line" d="${path(points)}"/>
${marks.map((point) => mark(point, round(x(at(point))), round(y(point.value))))}</svg>`;
}

function mark({ signal }: ChartPoint, x: number, y: number): Markup {
  if (signal === 'shift') return html`<path class="shift" d="M${x} ${y - 8}l8 8l-8 8l-8-8z"/>`;
  return signal === 'outside' ? html`<circle class="outside" cx="${x}" cy="${y}" r="6"/>` : html`<circle cx="${x}" cy="${y}" r="3"/>`;
}

/** Points with limits, parted where a lasting change begins. */
function stretchesOf(points: readonly ChartPoint[]): readonly (readonly ChartPoint[])[] {
  const stretches: ChartPoint[][] = [];
  for (const point of points) {
    if (point.centre === null) continue;
    if (stretches.length === 0 || point.signal === 'shift') stretches.push([]);
    stretches.at(-1)!.push(point);
  }
  return stretches;
}

/** First, middle and last: days of runs, so that each label is a day that something was measured on. */
function datesOf(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const middle = points.length > 4 ? [points[Math.floor((points.length - 1) / 2)]!] : [];
  return [points[0]!, ...middle, points.at(-1)!];
}
