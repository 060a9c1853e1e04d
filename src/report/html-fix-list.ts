import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import type { Run } from '../model/run.ts';
import { html, type Markup } from './markup.ts';
import { counted, shownOf } from './numbers.ts';
import { askedInEnglish } from './rule-in-english.ts';
import { howToFix, labelOf, placeOf, problemOf } from './sentences.ts';
import { type FindingTotals, rulesById, type ShownOfRule } from './totals.ts';

/** Findings that the list shows at most: more than anybody mends from one page, and a browser opens them at once. */
const MOST = 2000;

/** A finding and where it comes in the order of files and records. */
interface Placed {
  readonly finding: Finding;
  readonly at: readonly [file: number, record: number];
}

/**
 * The fix list: findings by unit, in it by record, with what the rule asks and how to fix it beside each. It holds the first records of the
 * run, each with all its findings: it ends before the first record of which a finding may not have been kept. One piece for each unit.
 */
export function* fixListSection(run: Run, pack: Pack, findingsOf: (rule: string) => ShownOfRule, totals: FindingTotals): Generator<Markup> {
  if (totals.all === 0) return;
  const shown = firstWhole(run, pack, findingsOf, totals);
  const records = new Set(shown.map(({ at }) => at.join()));
  yield html`<section id="fix-list"><h2>Fix list</h2>
<p>By unit, in it by record: ${shownOf(shown.length, totals.all)} findings, on ${counted(records.size, 'record')}.${shown.length < totals.all ? ' These are the first records in the order of the files; findings about no single record stand by rule below. fix-list.csv and fix-lists hold all findings.' : ''} In print each unit begins on a new page.</p>
<div data-filter="records" data-choose="agency unit severity">
`;
  const rules = rulesById(pack);
  const beside = explanations(pack);
  const labels = new Map(run.scorecards.agencies.map(({ agency, label }) => [agency, label]));
  for (const group of grouped(shown, ({ finding }) => JSON.stringify([finding.agency, finding.unit]))) {
    const { agency, unit } = group[0]!.finding;
    const name = agency === null ? 'No known agency' : (labels.get(agency) ?? agency);
    yield html`<section class="unit" data-group><h3>${name}${unit === null ? ', no unit given' : `, unit ${unit}`}</h3>
${grouped(group, ({ at }) => at.join()).map((record) => recordPart(record, name, pack, rules, beside))}</section>
`;
  }
  yield html`</div></section>
`;
}

function firstWhole(run: Run, pack: Pack, findingsOf: (rule: string) => ShownOfRule, totals: FindingTotals): readonly Placed[] {
  const files = new Map(run.inputs.map(({ file }, index) => [file, index]));
  // Those of a file that was named twice are not in the order of their places.
  const inOrder = files.size === run.inputs.length;
  const placeOf = ({ at: { file, record } }: Finding): Placed['at'] => [files.get(file) ?? files.size, record ?? 0];
  const shown = pack.rules.flatMap(({ id }) => ((totals.byRule.get(id) ?? 0) === 0 ? [] : [{ id, findings: findingsOf(id) }]));
  let end: Placed['at'] = [Number.POSITIVE_INFINITY, 0];
  for (const { id, findings } of shown) {
    const last = findings.at(-1);
    if (findings.length < totals.byRule.get(id)!) end = earlier(end, last === undefined ? [0, 0] : placeOf(last));
  }
  let kept: Placed[] = [];
  for (const { findings } of shown)
    for (const finding of findings) {
      const at = placeOf(finding);
      if (compare(at, end) >= 0) {
        if (inOrder && finding.at.record !== null) break;
        continue;
      }
      if (finding.at.record === null || !files.has(finding.at.file)) continue;
      if (kept.push({ finding, at }) <= 2 * MOST) continue;
      ({ kept, end } = firstOf(kept, end));
    }
  return firstOf(kept, end).kept;
}

/** The first findings in order, without the last record if it was cut: then that is the end. */
function firstOf(placed: readonly Placed[], end: Placed['at']): { readonly kept: Placed[]; readonly end: Placed['at'] } {
  const sorted = [...placed].sort((a, b) => compare(a.at, b.at));
  const next = sorted[MOST];
  if (next === undefined) return { kept: sorted, end };
  return { kept: sorted.slice(0, MOST).filter(({ at }) => compare(at, next.at) < 0), end: next.at };
}

const compare = (a: Placed['at'], b: Placed['at']): number => (a[0] === b[0] ? a[1] - b[1] : a[0] - b[0]);

const earlier = (a: Placed['at'], b: Placed['at']): Placed['at'] => (compare(a, b) <= 0 ? a : b);

/** What a rule asks and how to fix what it finds, made once for each rule. */
function explanations(pack: Pack): (rule: Rule) => Markup {
  const made = new Map<string, Markup>();
  return (rule) => {
    const known =
      made.get(rule.id) ?? html`<p class="beside">${askedInEnglish(rule, pack)} ${howToFix(rule)} <a href="#${rule.id}">Why</a></p>`;
    made.set(rule.id, known);
    return known;
  };
}

function recordPart(
  findings: readonly Placed[],
  agency: string,
  pack: Pack,
  rules: ReadonlyMap<string, Rule>,
  beside: (rule: Rule) => Markup,
): Markup {
  const { urn, unit, officer, at } = findings[0]!.finding;
  const severities = [...new Set(findings.map(({ finding }) => finding.severity))].join('|');
  return html`<article data-item data-agency="${agency}" data-unit="${unit ?? ''}" data-severity="${severities}"><h4>${urn ?? 'No reference'} <span class="quiet">${placeOf({ ...at, field: null })}${officer === null ? '' : `, ${officer}`}</span></h4>
<ul>${findings.map(({ finding }) => {
    const rule = rules.get(finding.rule);
    const { suggestion, severity, status } = finding;
    return html`<li><span class="${severity}">${severity}</span> ${rule === undefined ? finding.rule : withField(finding, problemOf(finding, rule, pack), pack)}${status === 'waived' ? ' (waived)' : ''}${suggestion === null ? null : html`. <strong>Suggestion: ${suggestion.to}</strong> (${suggestion.confidence})`}${rule === undefined ? null : beside(rule)}</li>
`;
  })}</ul></article>
`;
}

/** A problem, with the field before it unless it begins with that. */
function withField({ at }: Finding, problem: string, pack: Pack): string {
  const label = labelOf(at.field, pack);
  return at.field === null || problem.startsWith(label) ? problem : `${label}: ${problem}`;
}

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
