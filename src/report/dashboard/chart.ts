import { html, type Markup } from '../markup.ts';
import { behind } from './table.ts';

/** A drawing with what it says in words above it, and its numbers as a table behind it. */
export interface Chart {
  readonly title: string;
  readonly words: string;
  /** What the colours stand for; null if there is but one. */
  readonly key: Markup | null;
  readonly drawing: Markup;
  readonly heads: Parameters<typeof behind>[0]['heads'];
  readonly rows: Parameters<typeof behind>[0]['rows'];
}

export function chart({ title, words, key, drawing, heads, rows }: Chart): Markup {
  return html`<figure class="chart"><figcaption><strong>${title}</strong>. ${words}${key}</figcaption>
<div class="scroll" role="region" aria-label="${title}, drawn" tabindex="0">${drawing}</div>
${behind({ caption: title, heads, rows })}</figure>
`;
}

/** Horizontal lines of a scale, with what each stands for. */
export const gridLines = (
  ticks: readonly { readonly y: number; readonly label: string }[],
  left: number,
  right: number,
): readonly Markup[] =>
  ticks.map(
    ({ y, label }) =>
      html`<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/><text class="end" x="${left - 6}" y="${y + 4}">${label}</text>`,
  );

/** To a tenth of a pixel. */
export const round = (value: number): number => Math.round(value * 10) / 10;
