import type { DashboardPage } from '../../model/dashboard.ts';
import { closing, opening } from '../html-frame.ts';
import { html, type Markup } from '../markup.ts';
import { count, counted } from '../numbers.ts';
import { PLACEHOLDER_NOTICE } from '../run-in-words.ts';
import { hasPlaceholder } from '../totals.ts';
import { dayInWords } from './figures.ts';
import { DASHBOARD_STYLE } from './style.ts';
import type { View } from './view.ts';

/** A part of a page with a heading; `body` null leaves it out. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: Markup | null;
}

export interface PageContent {
  readonly path: string;
  /** Of whom or what the page is. */
  readonly title: string;
  /** The verdict, or the answer that people come for. */
  readonly headline: string;
  /** Class of the headline. */
  readonly tone: string;
  /** Pages above this one, the highest first. */
  readonly above: readonly Markup[];
  readonly lead: Markup | null;
  readonly sections: readonly Section[];
}

/** A page in its frame: marking, where it stands, title and headline, notices, and a list of its sections. */
export function pageOf({ dashboard }: View, { path, title, headline, tone, above, lead, sections }: PageContent): DashboardPage {
  const { run, marking, suppressedBelow, days } = dashboard;
  const shown = sections.filter(({ body }) => body !== null);
  const [first = run.asOf] = days;
  const runs = days.length < 2 ? '' : ` ${count(days.length)} runs since ${dayInWords(first)}.`;
  const text = html`${opening(marking, title, DASHBOARD_STYLE)}
${above.length === 0 ? null : html`<nav class="crumbs" aria-label="Breadcrumb"><ol>${above.map((one) => html`<li>${one}</li>`)}</ol></nav>`}
<h1><span class="of">${title}</span> <span class="${tone}">${headline}</span></h1>
${hasPlaceholder(run) ? html`<p class="notice" role="note">${PLACEHOLDER_NOTICE}</p>` : null}
${run.complete ? null : html`<div class="notice" role="note"><p>Not all of the run could be done:</p><ul>${run.incomplete.map((why) => html`<li>${why}</li>`)}</ul></div>`}
<p class="quiet">As of ${dayInWords(run.asOf)}.${runs}${suppressedBelow === null ? '' : ` Counts from 1 to ${suppressedBelow - 1}, and what would give them away, are hidden.`}</p>
${lead}
<nav class="toc" aria-label="On this page"><ul>${shown.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
${shown.map(
  ({ id, heading, body }) => html`<section id="${id}"><h2>${heading}</h2>
${body}</section>
`,
)}
<p class="quiet">Made by pnd-lint ${run.tool.version} from ${counted(run.inputs.length, 'file')}, with the packs ${run.packs.map(({ id, version }) => `${id} ${version}`).join(', ')}.</p>
${closing(marking)}`;
  return { path, text: text.markup };
}
