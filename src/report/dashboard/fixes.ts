import type { ShownScore } from '../../model/dashboard.ts';
import { html, type Markup } from '../markup.ts';
import { gained, shownOf } from '../numbers.ts';
import { countedInWords, shown } from './figures.ts';
import { numeric, table, text } from './table.ts';
import { ruleLink, type View } from './view.ts';

const MOST = 20;

/** The shortest list of rules whose errors, all fixed, make it ready. */
export function fixList(view: View, { verdict }: ShownScore): Markup | null {
  if (verdict.fixes.length === 0) return null;
  const told = verdict.fixes.slice(0, MOST);
  return html`<p>Fix these, the most records first, and every record can be submitted (${shownOf(told.length, verdict.fixes.length)}).</p>
<ol>${told.map(
    ({
      rule,
      records,
    }) => html`<li>${ruleLink(view, rule)}: ${countedInWords(records, 'record')}. ${view.rules.get(rule)?.fix[0] ?? ''}</li>
`,
  )}</ol>`;
}

/** Rules by what fixing every failure would add to the score. */
export function costTable(view: View, { rules }: ShownScore): Markup | null {
  const failing = rules.filter(({ failed }) => failed === null || failed > 0);
  const told = failing.slice(0, MOST * 2);
  return table({
    caption: `Rules that fail, those that cost most of the score first (${shownOf(told.length, failing.length)})`,
    heads: ['Rule', 'Severity', { number: 'Records that fail' }, { number: 'Records judged' }, { number: 'Score to gain' }],
    rows: told.map((one) => [
      text(ruleLink(view, one.rule)),
      { show: one.severity, kind: one.severity },
      numeric(shown(one.failed), one.failed),
      numeric(one.applicable === 0 ? '–' : shown(one.applicable), one.applicable),
      numeric(gained(one.gain), one.gain),
    ]),
    filter: 'rules',
  });
}

/** Trainings that rules with findings name. */
export function trainingTable(view: View, { training }: ShownScore): Markup | null {
  return table({
    caption: 'Training that would prevent most findings',
    heads: ['Training', { number: 'Findings' }, 'Rules'],
    rows: training
      .slice(0, MOST)
      .map(({ training: name, findings, rules }) => [
        text(name),
        numeric(shown(findings), findings),
        text(
          html`${rules.slice(0, 5).map((rule, index) => html`${index === 0 ? '' : '; '}${ruleLink(view, rule)}`)}${rules.length > 5 ? ` and ${rules.length - 5} more` : ''}`,
        ),
      ]),
  });
}
