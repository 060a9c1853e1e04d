import type { Finding } from '../model/finding.ts';
import type { Pack, Rule, Severity } from '../model/pack.ts';
import type { ScorecardRule } from '../model/run.ts';
import { sourceInWords } from './explain.ts';
import { html, type Markup } from './markup.ts';
import { count, gained, shownOf } from './numbers.ts';
import { askedInEnglish } from './rule-in-english.ts';
import { READING_NOTICE } from './run-in-words.ts';
import { placeOf, problemOf } from './sentences.ts';
import { type FindingTotals, rulesById, type ShownOfRule } from './totals.ts';

const COSTLIEST = 15;
/** Rows that the tables of all rules hold together, at most: more make a page of many megabytes that a browser opens slowly. */
const MOST_ROWS = 5000;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** The rules that cost most of the score, each with a link to its findings below. */
export function costSection(rules: readonly ScorecardRule[], pack: Pack): Markup | null {
  const words = rulesById(pack);
  const failing = rules.filter((rule) => rule.failed > 0 && words.get(rule.rule)?.basis === 'record');
  if (failing.length === 0) return null;
  const costly = failing.slice(0, COSTLIEST);
  return html`<section id="costs"><h2>Rules that cost most</h2>
<div class="scroll" role="region" aria-label="Rules that cost most" tabindex="0"><table>
<caption>Rules by what fixing every failure would add to the score (${shownOf(costly.length, failing.length)})</caption>
<thead><tr><th scope="col">Rule</th><th scope="col">Severity</th><th scope="col" class="number">Records that fail</th><th scope="col" class="number">Records judged</th><th scope="col" class="number">Score to gain</th></tr></thead>
<tbody>
${costly.map(
  (
    rule,
  ) => html`<tr><th scope="row"><a href="#${rule.rule}">${words.get(rule.rule)?.title ?? rule.rule}</a></th><td class="${rule.severity}">${rule.severity}</td>
<td class="number">${count(rule.failed)}</td><td class="number">${rule.applicable === 0 ? '–' : count(rule.applicable)}</td><td class="number">${gained(rule.gain)}</td></tr>
`,
)}</tbody></table></div></section>
`;
}

/**
 * Findings by rule, errors first, the most frequent first; those that rest on wording or statistics in a section of their
 * own. One piece per rule, so that a long page streams.
 */
export function* findingSections(findingsOf: (rule: string) => ShownOfRule, pack: Pack, totals: FindingTotals): Generator<Markup> {
  const totalOf = (rule: Rule) => totals.byRule.get(rule.id) ?? 0;
  const found = pack.rules
    .filter((rule) => totalOf(rule) > 0)
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || totalOf(b) - totalOf(a) || (a.id < b.id ? -1 : 1));
  const most = fairShare(found.map(totalOf), MOST_ROWS);
  for (const proven of [true, false]) {
    const rules = found.filter((rule) => (rule.basis === 'record') === proven);
    if (rules.length === 0) continue;
    yield proven
      ? html`<section id="findings"><h2>Findings that records prove</h2>
`
      : html`<section id="reading"><h2>Findings that rest on wording or statistics</h2>
<p>${READING_NOTICE}</p>
`;
    for (const rule of rules) yield ruleSection(rule, pack, firstOf(findingsOf(rule.id), most), totalOf(rule));
    yield html`</section>
`;
  }
}

/** The most that each may have so that all together have at most `budget`: who needs less leaves the rest to the others. */
function fairShare(needs: readonly number[], budget: number): number {
  let left = budget;
  for (const [index, need] of [...needs].sort((a, b) => a - b).entries()) {
    const share = Math.floor(left / (needs.length - index));
    if (need > share) return share;
    left -= need;
  }
  return budget;
}

function firstOf(findings: ShownOfRule, most: number): readonly Finding[] {
  const first: Finding[] = [];
  if (most === 0) return first;
  for (const finding of findings) if (first.push(finding) === most) break;
  return first;
}

function ruleSection(rule: Rule, pack: Pack, findings: readonly Finding[], total: number): Markup {
  return html`<section id="${rule.id}"><h3>${rule.title}</h3>
<p><span class="${rule.severity}">${rule.severity}</span> · ${rule.dimension} · ${rule.id}</p>
<p>${askedInEnglish(rule, pack)}</p>
${points('Why', rule.why)}${points('How to fix', rule.fix)}${points('Training that prevents it', rule.training)}${points('Where it comes from', rule.source.map(sourceInWords))}
<div class="scroll" role="region" aria-label="Findings of ${rule.id}" tabindex="0"><table>
<caption>${rule.title}: ${shownOf(findings.length, total)}</caption>
<thead><tr><th scope="col">Place</th><th scope="col">Reference</th><th scope="col">Agency</th><th scope="col" class="problem">Problem</th><th scope="col">Suggestion</th></tr></thead>
<tbody>
${findings.map((finding) => findingRow(finding, rule, pack))}</tbody></table></div></section>
`;
}

function points(heading: string, texts: readonly string[]): Markup | null {
  if (texts.length === 0) return null;
  return html`<p><strong>${heading}</strong></p><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>
`;
}

function findingRow(finding: Finding, rule: Rule, pack: Pack): Markup {
  const { suggestion } = finding;
  return html`<tr><td>${placeOf(finding.at)}</td><td>${finding.urn ?? '–'}</td><td>${finding.agency ?? '–'}</td><td class="problem">${problemOf(finding, rule, pack)}${finding.status === 'waived' ? ' (waived)' : ''}</td><td>${suggestion === null ? '–' : `${suggestion.to} (${suggestion.confidence})`}</td></tr>
`;
}
