import type { DashboardPage } from '../../model/dashboard.ts';
import { sourceInWords } from '../explain.ts';
import { html, type Markup } from '../markup.ts';
import { askedInEnglish } from '../rule-in-english.ts';
import { READING_NOTICE } from '../run-in-words.ts';
import { ageingTable } from './ageing.ts';
import { causeList } from './causes.ts';
import { shown } from './figures.ts';
import { pageOf } from './page.ts';
import { numeric, table, text } from './table.ts';
import { trendChart } from './trend-chart.ts';
import { agencyLink, ruleTitle, type View } from './view.ts';

/** A rule: what it asks and why, how to fix what it finds, and who fails it. */
export function rulePage(view: View, id: string): DashboardPage {
  const { run, ageing } = view.dashboard;
  const { nation, agencies, rootCauses } = run.scorecards;
  const rule = view.rules.get(id);
  const card = nation.rules.find((one) => one.rule === id);
  const result = run.rules.find((one) => one.rule === id);
  const [series] = view.dashboard.series(id, 'nation');
  const rows = agencies.flatMap((agency) => {
    const own = agency.rules.find((one) => one.rule === id);
    return own === undefined || own.failed === 0 ? [] : [{ agency, own }];
  });
  const percent = (failed: number | null, n: number | null) => (failed === null || n === null || n === 0 ? null : (100 * failed) / n);
  const failed = card === undefined ? 0 : card.failed;
  const judged = card === undefined || card.applicable === 0 ? '' : ` of ${shown(card.applicable)} judged`;
  const headline =
    result !== undefined && result.status !== 'ran'
      ? `Did not run: ${result.reason ?? result.status}`
      : failed === 0
        ? 'No record fails'
        : `${shown(failed)} records fail${judged}`;
  return pageOf(view, {
    path: view.paths.rule.get(id)!,
    title: ruleTitle(view, id),
    headline,
    tone: '',
    above: [html`<a href="${view.root}index.html">National picture</a>`, html`<a href="${view.root}index.html#regions">Rules</a>`],
    lead:
      rule === undefined
        ? html`<p>${id}</p>`
        : html`<p><span class="${rule.severity}">${rule.severity}</span> · ${rule.dimension} · ${id}</p>
<p>${askedInEnglish(rule, view.pack)}</p>${rule.basis === 'record' ? null : html`<p class="notice">${READING_NOTICE}</p>`}`,
    sections: [
      { id: 'fix', heading: 'How to fix it', body: points(rule?.fix) },
      { id: 'why', heading: 'Why it matters', body: points(rule?.why) },
      {
        id: 'agencies',
        heading: 'Agencies that fail it',
        body: table({
          caption: 'Agencies whose records fail this rule, the highest share first',
          heads: [
            'Agency',
            { number: 'Share that fails' },
            { number: 'Records that fail' },
            { number: 'Records judged' },
            { number: 'Waived' },
          ],
          rows: rows
            .map(({ agency, own }) => ({ agency, own, share: percent(own.failed, own.applicable) }))
            .sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
            .map(({ agency, own, share }) => [
              text(agencyLink(view, agency.agency)),
              numeric(share === null ? '–' : `${share.toFixed(2)}%`, share),
              numeric(shown(own.failed), own.failed),
              numeric(own.applicable === 0 ? '–' : shown(own.applicable), own.applicable),
              numeric(shown(own.waived), own.waived),
            ]),
          filter: 'agencies',
        }),
      },
      {
        id: 'causes',
        heading: 'Root causes',
        body: causeList(
          view,
          rootCauses.filter((cause) => cause.rule === id),
          15,
          false,
        ),
      },
      { id: 'trend', heading: 'Trend', body: series === undefined ? null : trendChart(series, 'Share of judged records that fail', '%') },
      {
        id: 'ageing',
        heading: 'How old its findings are',
        body:
          ageing === null
            ? null
            : ageingTable(
                ageing.filter((row) => row.isAgency && row.rule === id),
                {
                  head: 'Agency',
                  name: ({ agency }) => (agency === null ? '(files, or no known agency)' : agencyLink(view, agency)),
                  filter: 'agencies',
                },
              ),
      },
      { id: 'training', heading: 'Training that prevents it', body: points(rule?.training) },
      { id: 'source', heading: 'Where it comes from', body: points(rule?.source.map(sourceInWords)) },
    ],
  });
}

function points(texts: readonly string[] | undefined): Markup | null {
  return texts === undefined || texts.length === 0 ? null : html`<ul>${texts.map((one) => html`<li>${one}</li>`)}</ul>`;
}
