import type { ShownCards, ShownScore } from '../model/dashboard.ts';
import { html, type Markup } from './markup.ts';
import { count } from './numbers.ts';

type Figures = Pick<ShownScore, 'referrals' | 'ocgs'>;
type Row = readonly [label: string, figures: Figures];

/** A table of referrals and one of organised crime groups by agency, the nation at the foot; nothing if no such file was given. `inSection`: with its own heading. */
export function referenceSection({ agencies, nation }: ShownCards, inSection = true): Markup | null {
  if (nation.referrals === null && nation.ocgs === null) return null;
  const rows: readonly Row[] = agencies.map((card) => [card.label, card]);
  const tables = html`${table(
    'Referrals and the documents that should follow them',
    ['Referrals', 'With a document', 'Of these late', 'Without', 'Out of period', 'Median days to the document'],
    rows,
    nation,
    ({ referrals: of }) => of && [of.total, of.withDocument, of.late, of.missing, of.outOfPeriod, of.medianLagDays],
  )}${table(
    'Organised crime groups and the intelligence about them',
    ['Groups listed', 'With recent intelligence', 'Records that name an archived group', 'Records that name an unknown group'],
    rows,
    nation,
    ({ ocgs: of }) => of && [of.listed, of.withRecentIntelligence, of.archivedNamed, of.unknownNamed],
  )}`;
  return inSection
    ? html`<section id="reconciled"><h2>Compared with other files</h2>
${tables}</section>
`
    : tables;
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly Row[],
  nation: Figures,
  numbers: (figures: Figures) => readonly (number | null)[] | null,
): Markup | null {
  if (numbers(nation) === null) return null;
  const line = ([label, figures]: Row) => html`<tr><th scope="row">${label}</th>${(numbers(figures) ?? []).map(
    (number) => html`<td class="number">${number === null ? 'no data' : count(number)}</td>`,
  )}</tr>
`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Agency</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(line)}</tbody>
<tfoot>${line(['All', nation])}</tfoot></table></div>
`;
}
