import type { ShownScore } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { overallInWords, percentInWords, scoreInWords, shareInWords, shown } from './figures.ts';

/** A card: a title, a figure, and what stands under it. */
export interface Card {
  readonly title: string;
  readonly figure: string;
  readonly under: readonly string[];
}

/** Headline cards of a scorecard, those of `more` behind the first two. */
export function headlineCards({ ready, coding, score, dimensions, findings }: ShownScore, more: readonly Card[] = []): Markup {
  const interval = (range: ShownScore['ready']['interval']) =>
    range === null ? [] : [`95% interval ${range.map((end) => end?.toFixed(2)).join('–')}`];
  const cards: Card[] = [
    ...(coding === null
      ? []
      : [
          {
            title: `${coding.subject} coding`,
            figure: percentInWords(coding.rate),
            under: [
              `${shareInWords(coding.rate)} coded correctly`,
              ...interval(coding.rate.interval),
              `Wrong: ${shown(coding.wrong)}. Missing: ${shown(coding.missing)}.${coding.suspected === null ? '' : ` Suspected without a code: ${shown(coding.suspected)}.`}`,
            ],
          },
        ]),
    {
      title: 'Ready to submit',
      figure: percentInWords(ready),
      under: [`${shown(ready.count)} of ${shown(ready.n)} records`, ...interval(ready.interval)],
    },
    ...more,
    {
      title: 'Score',
      figure: overallInWords({ score, dimensions }),
      under: Object.entries(dimensions).map(
        ([name, own]) => `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${scoreInWords(own.score, own.n)}`,
      ),
    },
    {
      title: 'Errors',
      figure: shown(findings.error),
      under: [
        `Warnings: ${shown(findings.warning)}`,
        `Information: ${shown(findings.info)}`,
        ...(findings.waived === 0 ? [] : [`Waived: ${shown(findings.waived)}`]),
      ],
    },
  ];
  return html`<dl class="cards">${cards.map(
    ({
      title,
      figure,
      under,
    }) => html`<div><dt>${title}</dt><dd class="figure">${figure}</dd>${under.map((line) => html`<dd>${line}</dd>`)}</div>
`,
  )}</dl>`;
}
