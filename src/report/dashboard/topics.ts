import type { ShownScore } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { drawnShare, HIDDEN, shareInWords, shown } from './figures.ts';
import { numeric, table, text } from './table.ts';

/** Parts of the subject, such as threat areas and small boats: records, those coded correctly, those only spoken of. */
export function topicTable({ topics }: ShownScore): Markup | null {
  return table({
    caption: 'Records that name each part of the subject, and those whose text only speaks of it',
    heads: ['Part', 'Kind', { number: 'Records' }, 'Coded correctly', { number: 'Suspected, not tagged' }],
    rows: topics.map((one) => [
      text(one.title),
      text(one.kind),
      numeric(shown(one.records), one.records),
      { show: drawnShare(one.tagged), by: one.tagged.percent },
      numeric(shown(one.suspectedUntagged), one.suspectedUntagged),
    ]),
  });
}

/** How long things took. */
export function timelinessTable({ timeliness }: ShownScore): Markup | null {
  return table({
    caption: 'How long things took, in days',
    heads: ['From and to', { number: 'Records' }, { number: 'Half within' }, { number: 'Nine in ten within' }, 'Share within each limit'],
    rows: timeliness.map((one) => [
      text(one.title),
      numeric(shown(one.n), one.n),
      numeric(daysOf(one.p50, one.n), one.p50),
      numeric(daysOf(one.p90, one.n), one.p90),
      text(
        html`${one.within.map(({ days, share }) => html`<div>${days === 1 ? '1 day' : `${shown(days)} days`}: ${shareInWords(share)}</div>`)}`,
      ),
    ]),
  });
}

const daysOf = (days: number | null, n: number | null): string =>
  n === 0 ? 'no data' : days === null ? HIDDEN : `${days} ${days === 1 ? 'day' : 'days'}`;
