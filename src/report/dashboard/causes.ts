import type { ShownCards } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { counted, shownOf } from '../numbers.ts';
import { labelOf } from '../sentences.ts';
import { countedInWords, dayInWords } from './figures.ts';
import { agencyLink, ruleLink, type View } from './view.ts';

export type ShownCause = ShownCards['rootCauses'][number];

/** Root causes as sentences, each with the mapping that would clear it. `ofAgency`: all are of one agency, which need not be named. */
export function causeList(view: View, causes: readonly ShownCause[], most: number, ofAgency: boolean): Markup | null {
  if (causes.length === 0) return null;
  const shared = causes.filter(({ records }) => records !== 1);
  const single = causes.length - shared.length;
  if (shared.length === 0)
    return html`<p>No two findings share rule, field, value and source system: there is no cause to mend at one stroke.</p>`;
  const told = shared.slice(0, most);
  return html`<p>Findings that share rule, field, value and source system are most likely one cause: mend it once, in the system, and all of them go (${shownOf(told.length, shared.length)}).${single === 0 ? '' : ` ${counted(single, 'finding stands', 'findings stand')} alone.`}</p>
<ol class="causes">${told.map(
    (cause) => html`<li>${causeInWords(view, cause, ofAgency)}${mappingInWords(cause)}</li>
`,
  )}</ol>`;
}

/** `1,204 records of essex from RMS-A: No code (87.00% of them in the agency), since 12 November 2026, last on …`. */
export function causeInWords(view: View, cause: ShownCause, ofAgency: boolean): Markup {
  const { records, ofRule, rule, field, value, source_system: system, first, last } = cause;
  const share = ofRule.percent === null ? '' : ` That is ${ofRule.percent.toFixed(0)}% of its findings in the agency.`;
  const days =
    first === null || last === null
      ? ''
      : first === last
        ? ` On ${dayInWords(first)}.`
        : ` From ${dayInWords(first)} to ${dayInWords(last)}.`;
  return html`<strong>${countedInWords(records, 'record')}</strong>${ofAgency ? '' : html` of ${agencyLink(view, cause.agency)}`}${system === null ? ' without a source system' : ` from ${system}`}: ${ruleLink(view, rule)}${field === null ? '' : `, in ${labelOf(field, view.pack)}`}${value === null ? '' : html`, always <code>${value}</code>`}.${share}${days}`;
}

/** What would cure a cause at one stroke. */
export function mappingInWords({ mapping, source_system: system }: ShownCause): Markup | null {
  if (mapping === null) return null;
  return html`<p class="fix">Map <code>${mapping.from}</code> to <code>${mapping.to}</code>${system === null ? '' : ` in ${system}`}: clears ${countedInWords(mapping.clears, 'finding')}.</p>`;
}
