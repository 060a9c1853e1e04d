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
  const ranked = agencies
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0) || (a.agency < b.agency ? -1 : 1));
  if (subject === undefined || ranked.length === 0) return null;
  return table({
    caption: `Ranked agencies with the lowest ${subject} coding`,
    heads: ['Agency', `${subject} coding`, 'What is behind it', 'Fix first'],
    rows: ranked.slice(0, WORST).map((card) => {
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
