import type { ShownAgency } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { shareInWords } from './figures.ts';
import { agencyLink, type View } from './view.ts';

const STEP_X = 58;
const STEP_Y = 50;

/** Shares of records coded correctly, in per cent, below which a tile is darker: dark is what needs help. */
const LIMITS = [95, 90, 80, 60] as const;
const WORDS = ['95% or more', '90% to 95%', '80% to 90%', '60% to 80%', 'below 60%'];

/** A map of tiles of equal size, one for each agency that has a place; the others in words. Each tile leads to its agency. */
export function tileMap(view: View, agencies: readonly ShownAgency[]): Markup | null {
  const placed = agencies.flatMap((card) => {
    const tile = view.places.tiles.get(card.agency);
    return tile === undefined || card.coding === null ? [] : [{ card, tile, rate: card.coding.rate }];
  });
  if (placed.length < 2) return null;
  const subject = placed[0]!.card.coding?.subject;
  const columns = placed.map(({ tile }) => tile.column);
  const rows = placed.map(({ tile }) => tile.row);
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const [width, height] = [(Math.max(...columns) - left + 1) * STEP_X, (Math.max(...rows) - top + 1) * STEP_Y];
  const elsewhere = agencies.filter(({ agency }) => !view.places.tiles.has(agency));
  return html`<p>Each tile is an agency and leads to its page. Tiles are of equal size and stand roughly where the areas lie; agencies without an area of their own stand on the right. The league table holds the same figures.</p>
<ul class="legend">${WORDS.map((words, index) => html`<li class="h${index}">${words}</li>`)}<li>no data or hidden</li></ul>
<div class="scroll" role="region" aria-label="Map of agencies" tabindex="0"><svg class="map" role="group" aria-label="Map of agencies by ${subject ?? ''} coding" viewBox="0 0 ${width} ${height}">
${placed.map(({ card, tile, rate }) => {
  const level = rate.percent === null ? null : LIMITS.filter((limit) => (rate.percent ?? 0) < limit).length;
  const [x, y] = [(tile.column - left) * STEP_X, (tile.row - top) * STEP_Y];
  const on = level === null ? '' : `on${level}`;
  const rounded = rate.percent === null ? '–' : `${Math.round(rate.percent)}%`;
  const middle = x + STEP_X / 2 - 1;
  return html`<a href="${view.root}${view.paths.agency.get(card.agency) ?? ''}"><rect class="${level === null ? 'none' : `h${level}`}" x="${x + 1}" y="${y + 1}" width="${STEP_X - 4}" height="${STEP_Y - 4}"><title>${card.label}: ${shareInWords(rate)}</title></rect><text class="short ${on}" x="${middle}" y="${y + 20}">${tile.short} </text><text class="${on}" x="${middle}" y="${y + 37}">${rounded}</text></a>
`;
})}</svg></div>
${elsewhere.length === 0 ? null : html`<p>Not on the map: ${elsewhere.map((card, index) => html`${index === 0 ? '' : ', '}${agencyLink(view, card.agency)}`)}.</p>`}`;
}
