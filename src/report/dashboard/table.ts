import { html, type Markup } from '../markup.ts';
import { count } from '../numbers.ts';

/** A cell: what it shows, and what it sorts by where that is not its text. */
export interface Cell {
  readonly show: Markup | string;
  /** Null sorts last. */
  readonly by?: number | null;
  readonly isNumber?: true;
  readonly kind?: string;
}

export interface Table {
  readonly caption: string;
  /** Headings; those of numbers are set to the right. */
  readonly heads: readonly (string | { readonly number: string })[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows set apart below, with why. */
  readonly apart?: { readonly why: string; readonly rows: readonly (readonly Cell[])[] };
  readonly foot?: readonly Cell[];
  /** What can be filtered, e.g. `agencies`; such tables can be sorted too. */
  readonly filter?: string;
  /** True if cells hold sentences: on a narrow screen they stand one below the other, each under its heading. */
  readonly stacks?: true;
}

/** A number as a cell. */
export const numeric = (show: string, by: number | null): Cell => ({ show, by, isNumber: true });

export const text = (show: Markup | string): Cell => ({ show });

/** A table in a box that scrolls by itself; nothing for a table without rows. The first cell of a row is its heading. */
export function table({ caption, heads, rows, apart, foot, filter, stacks }: Table): Markup | null {
  if (rows.length === 0 && (apart === undefined || apart.rows.length === 0)) return null;
  const head = heads.map((one) =>
    typeof one === 'string' ? html`<th scope="col">${one}</th>` : html`<th scope="col" class="number">${one.number}</th>`,
  );
  const sorted = filter === undefined ? html`` : html` data-sort data-filter="${filter}"`;
  const named = stacks ? heads.map((one) => (typeof one === 'string' ? one : one.number)) : undefined;
  const row = (cells: readonly Cell[]) => rowOf(cells, named);
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table${sorted}${stacks ? html` class="stacks"` : null}>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
${
  apart === undefined || apart.rows.length === 0
    ? null
    : html`<tbody class="apart"><tr class="why"><th scope="rowgroup" colspan="${heads.length}">${apart.why}</th></tr>
${apart.rows.map(row)}</tbody>
`
}${foot === undefined ? null : html`<tfoot>${row(foot)}</tfoot>`}</table></div>
`;
}

/** @param named headings that stand above the cells on a narrow screen */
function rowOf([first, ...rest]: readonly Cell[], named: readonly string[] | undefined): Markup {
  return html`<tr>${first === undefined ? null : html`<th scope="row"${sortKey(first)}>${first.show}</th>`}${rest.map((cell, at) => {
    const kind = [...(cell.isNumber ? ['number'] : []), ...(cell.kind === undefined ? [] : [cell.kind])].join(' ');
    const head = named?.[at + 1];
    return html`<td${kind === '' ? null : html` class="${kind}"`}${head === undefined ? null : html` data-head="${head}"`}${sortKey(cell)}>${cell.show}</td>`;
  })}</tr>
`;
}

const sortKey = ({ by }: Cell): Markup | null =>
  by === undefined ? null : html` data-by="${by === null ? '' : Math.round(by * 1e4) / 1e4}"`;

/** The figures behind a chart, folded away. */
export function behind(figures: Table): Markup {
  return html`<details><summary>Show the ${count(figures.rows.length)} figures of this chart</summary>${table(figures)}</details>
`;
}
