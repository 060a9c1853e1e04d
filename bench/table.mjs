import { cpus } from 'node:os';
import { median } from './measure.mjs';

const whole = (number) => Math.round(number).toLocaleString('en-GB');
const times = (ratio) => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)} ×`;

/** What the figures were measured on, in a line. */
export const machine = () => `${cpus().length} cores, ${cpus()[0].model.trim()}, Node ${process.versions.node}`;

/** Medians of an engine's runs; the peak is the highest. */
export function summary(runs) {
  const seconds = runs.map((run) => run.seconds);
  return {
    seconds: median(seconds),
    least: Math.min(...seconds),
    most: Math.max(...seconds),
    cpu: median(runs.map((run) => run.cpu)),
    peak: Math.max(...runs.map((run) => run.peak)),
    others: Math.max(...runs.map((run) => run.others)),
  };
}

/**
 * A table of engines in Markdown, ratios first.
 *
 * @param rows engines with the summaries of their runs
 * @param rivals the rows that every other is compared with: how many times as long it takes
 */
export function table(rows, rivals, records, bytes) {
  const head = [
    'engine',
    'threads',
    ...rivals.map(({ engine }) => `× time of ${engine.name}`),
    'records/s',
    'MB/s',
    'seconds (least–most)',
    'CPU s',
    'peak MiB',
  ];
  const lines = rows.map(({ engine, title, summary: one }) => [
    title ?? engine.title,
    engine.threads,
    ...rivals.map((rival) => times(one.seconds / rival.summary.seconds)),
    whole(records / one.seconds),
    whole(bytes / 1e6 / one.seconds),
    `${one.seconds.toFixed(2)} (${one.least.toFixed(2)}–${one.most.toFixed(2)})`,
    one.cpu.toFixed(2),
    whole(one.peak),
  ]);
  const align = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, align, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A line that says so if the machine was not quiet; empty if it was. */
export function disturbance(rows) {
  const worst = Math.max(...rows.map(({ summary: one }) => one.others));
  return worst < 0.1 ? '' : `\n\nNot a quiet machine: in the worst run other processes kept ${worst.toFixed(1)} cores busy.`;
}
