import type { Pack } from '../model/pack.ts';
import type { Run } from '../model/run.ts';
import { volumeBars } from './dashboard/bars.ts';
import { causeList } from './dashboard/causes.ts';
import { DASHBOARD_STYLE } from './dashboard/style.ts';
import { timelinessTable, topicTable } from './dashboard/topics.ts';
import { viewOf } from './dashboard/view.ts';
import { agencySection } from './html-agencies.ts';
import { fixListSection } from './html-fix-list.ts';
import { closing, opening } from './html-frame.ts';
import { referenceSection } from './html-references.ts';
import { costSection, findingSections } from './html-rules.ts';
import { html, type Markup } from './markup.ts';
import { count, counted, interval, percent, score } from './numbers.ts';
import { baselineInWords, fileInWords, notJudgedInWords, PLACEHOLDER_NOTICE, referenceInWords, waiversInWords } from './run-in-words.ts';
import { verdictSentence } from './sentences.ts';
import { type FindingTotals, hasPlaceholder, type ShownOfRule } from './totals.ts';

/**
 * The report of a run as a web page, piece by piece: self-contained, readable without script or network, on
 * screen and on paper. `findingsOf` gives as many of a rule as may be shown, in the defined order; `totals` counts all.
 */
export function* htmlReport(run: Run, pack: Pack, findingsOf: (rule: string) => ShownOfRule, totals: FindingTotals): Generator<string> {
  yield* texts([
    head(run),
    cards(run),
    incomplete(run),
    agencySection(run.scorecards, pack.minimumForRanking),
    referenceSection(run.scorecards),
    ...picture(run, pack, totals),
  ]);
  yield* texts([costSection(run.scorecards.nation.rules, pack)]);
  yield* texts(fixListSection(run, pack, findingsOf, totals));
  yield* texts(findingSections(findingsOf, pack, totals));
  yield* texts([compared(run), waived(run), notJudged(run), provenance(run), closing(run.marking)]);
}

function* texts(parts: Iterable<Markup | null>): Generator<string> {
  for (const part of parts) if (part !== null) yield part.markup;
}

function head(run: Run): Markup {
  const { nation } = run.scorecards;
  const sentence = verdictSentence(nation.verdict, nation.records);
  return html`${opening(run.marking, 'data quality report', DASHBOARD_STYLE)}<h1 class="${nation.verdict.verdict}">${sentence.charAt(0).toUpperCase() + sentence.slice(1)}</h1>
${hasPlaceholder(run) ? html`<p class="notice" role="note">${PLACEHOLDER_NOTICE}</p>` : null}
<p class="quiet">As of ${run.asOf}. ${counted(run.totals.records, 'record')} in ${counted(run.inputs.length, 'file')}.</p>
`;
}

/** Root causes, parts of the subject, times and volumes, as the dashboard shows them; rules lead to their findings below. */
function picture(run: Run, pack: Pack, totals: FindingTotals): (Markup | null)[] {
  const given = { run, suppressedBelow: null, marking: run.marking, days: [run.asOf], series: () => [], ageing: null, changes: null };
  const view = viewOf(given, pack, { tiles: new Map(), regions: new Map() });
  const rules = new Map(pack.rules.flatMap(({ id }) => ((totals.byRule.get(id) ?? 0) > 0 ? [[id, `#${id}`] as const] : [])));
  const here = { ...view, paths: { agency: new Map(), region: new Map(), rule: rules } };
  const { nation, rootCauses } = run.scorecards;
  const section = (id: string, heading: string, body: Markup | null) =>
    body === null
      ? null
      : html`<section id="${id}"><h2>${heading}</h2>
${body}</section>
`;
  return [
    section('causes', 'Root causes', causeList(here, rootCauses, 20, false)),
    section('topics', 'Threat areas and small boats', topicTable(nation)),
    section('timeliness', 'How long it takes', timelinessTable(nation)),
    section('volumes', 'How much is submitted', volumeBars(nation)),
  ];
}

function cards({ scorecards: { nation }, totals }: Run): Markup {
  const { coding, ready } = nation;
  const suspected = coding === null || coding.suspected === null ? null : html`<dd>Suspected without code: ${count(coding.suspected)}</dd>`;
  return html`<dl class="cards">
<div><dt>Ready to submit</dt><dd class="figure">${percent(ready)}</dd><dd>${count(ready.count)} of ${counted(ready.n, 'record')}${ready.interval === null ? '' : `, 95% interval ${interval(ready)}`}</dd></div>
${
  coding === null
    ? null
    : html`<div><dt>${coding.subject} coding</dt><dd class="figure">${percent(coding.rate)}</dd><dd>${count(coding.rate.count)} of ${counted(coding.rate.n, 'record')} coded correctly${coding.rate.interval === null ? '' : `, 95% interval ${interval(coding.rate)}`}</dd><dd>Wrong: ${count(coding.wrong)}. Missing: ${count(coding.missing)}</dd>${suspected}</div>`
}
<div><dt>Score</dt><dd class="figure">${score(nation.score)}</dd>${Object.entries(nation.dimensions).map(([name, { score: own, n }]) => html`<dd>${name}: ${score(own)}${own === null ? '' : ` (n = ${count(n)})`}</dd>`)}</div>
<div><dt>Findings</dt><dd class="figure">${counted(totals.findings.error, 'error')}</dd><dd>${counted(totals.findings.warning, 'warning')}, ${counted(totals.findings.info, 'info')}${totals.findings.waived > 0 ? `, ${count(totals.findings.waived)} waived` : ''}</dd></div>
</dl>
`;
}

function incomplete(run: Run): Markup | null {
  if (run.complete) return null;
  return html`<section id="incomplete" class="notice"><h2>Not all of the job could be done</h2>${list(run.incomplete)}</section>
`;
}

function compared(run: Run): Markup | null {
  const told = baselineInWords(run);
  return told.length === 0
    ? null
    : html`<section id="baseline"><h2>Compared with the baseline</h2>${list(told)}</section>
`;
}

function waived(run: Run): Markup | null {
  const told = waiversInWords(run);
  if (told.length === 0) return null;
  return html`<section id="waivers"><h2>Waivers</h2>
<p>What is waived holds no record back and costs no score until the waiver ends.</p>
${list(told)}</section>
`;
}

function notJudged(run: Run): Markup | null {
  const told = notJudgedInWords(run.rules);
  if (told.length === 0) return null;
  return html`<section id="not-judged"><h2>Rules that did not judge everything</h2>
${list(told)}</section>
`;
}

function provenance(run: Run): Markup {
  return html`<section id="made-of"><h2>What this rests on</h2>
<h3>Files</h3>${list([...run.inputs.map(fileInWords), ...run.references.map(referenceInWords)])}
<h3>Packs of rules</h3>${list(run.packs.map((pack) => `${pack.id} ${pack.version} (${pack.status}), owned by ${pack.owner}`))}
<h3>Code lists</h3>${list(run.codelists.map((codelist) => `${codelist.id} ${codelist.version}: ${codelist.status}`))}
<p class="quiet">Made by pnd-lint ${run.tool.version}.</p></section>
`;
}

function list(items: readonly string[]): Markup {
  return items.length === 0 ? html`<p>None.</p>` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
