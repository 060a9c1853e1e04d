import type { ShownAgency } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { causeInWords, mappingInWords, type ShownCause } from './causes.ts';
import { drawnShare, shown } from './figures.ts';
import { table, text } from './table.ts';
import { agencyLink, ruleLink, type View } from './view.ts';

const WORST = 5;

/** Who codes the subject worst, what is behind it, what to fix first: the three questions, answered in one table. */
export function whereToAct(view: View, agencies: readonly ShownAgency[]): Markup | null {
  const subject = agencies[0]?.coding?.subject;
  if (subject === undefined) return null;
  const worst = agencies
    .filter((card) => card.rank !== null || (card.coding?.rate.n === null && (card.coding.missing ?? 0) > 0))
    .map((card) => ({ card, rate: rateOf(card) }))
    .filter(({ rate }) => rate < 100)
    .sort((a, b) => a.rate - b.rate || (a.card.agency < b.card.agency ? -1 : 1));
  if (worst.length === 0) return html`<p>No ranked agency whose figures can be shown has a record that is coded wrongly or not at all.</p>`;
  return table({
    caption: `Agencies with the lowest ${subject} coding`,
    heads: ['Agency', `${subject} coding`, 'What is behind it', 'Fix first'],
    stacks: true,
    rows: worst.slice(0, WORST).map(({ card }) => {
      const cause = codingCause(view, card);
      const first = firstFix(view, card);
      return [
        text(agencyLink(view, card.agency)),
        { show: card.coding === null ? '–' : drawnShare(card.coding.rate) },
        text(
          html`${card.coding === null ? '' : `${shown(card.coding.missing)} without a code, ${shown(card.coding.wrong)} with a wrong one. `}${cause === undefined ? '' : causeInWords(view, cause, true)}`,
        ),
        text(
          cause?.mapping
            ? html`${mappingInWords(cause)}`
            : first === undefined
              ? 'nothing'
              : html`${ruleLink(view, first)}. ${view.rules.get(first)?.fix[0] ?? ''}`,
        ),
      ];
    }),
  });
}

/** The coding rate; where small counts hide it, the share of records that are known not to lack a code. */
function rateOf({ coding, records }: ShownAgency): number {
  if (coding?.rate.percent !== null && coding !== null) return coding.rate.percent;
  return records === null || records === 0 ? 100 : 100 * (1 - (coding?.missing ?? 0) / records);
}

/** The greatest cause at the field whose codes are judged, or of a rule about them. */
function codingCause({ pack: { coding } }: View, { rootCauses }: ShownAgency): ShownCause | undefined {
  return rootCauses.find(({ field, rule }) => field === coding?.field || coding?.faults.includes(rule));
}

/** The rule about codes that fails most; else the first of the list that makes the agency ready. */
function firstFix(view: View, card: ShownAgency): string | undefined {
  const { coding } = view.pack;
  const about = (id: string) => {
    const rule = view.rules.get(id);
    return (
      coding?.faults.includes(id) ||
      (rule !== undefined && rule.kind === 'record' && coding !== undefined && rule.at.includes(coding.field))
    );
  };
  return (card.verdict.fixes.find(({ rule }) => about(rule)) ?? card.verdict.fixes[0])?.rule;
}
