import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import type { Run } from '../model/run.ts';
import { agencyTable } from './agency-table.ts';
import { type Column, columns } from './columns.ts';
import { forTerminal } from './escape.ts';
import { count, counted, gained, shownOf } from './numbers.ts';
import { type Brush, brush } from './paint.ts';
import { referenceFigures } from './reference-figures.ts';
import {
  baselineInWords,
  fileInWords,
  notJudgedInWords,
  PLACEHOLDER_NOTICE,
  READING_NOTICE,
  referenceInWords,
  waiversInWords,
} from './run-in-words.ts';
import { placeOf, problemOf, verdictSentence } from './sentences.ts';
import { type FindingTotals, hasPlaceholder, rulesById } from './totals.ts';
import { indented, wrap } from './wrap.ts';

/** How the terminal looks. */
export interface TerminalLook {
  /** Characters in a line; below 80 counts as 80. */
  readonly width: number;
  readonly color: boolean;
}

const COSTLIEST = 10;

/**
 * The report of a run for a terminal: verdict first, then agencies, the rules that cost most, the first findings, what was
 * not judged, and the files. `findings` are the first few of all in the defined order, `firstNew` those that a
 * baseline does not hold; `totals` says how many findings there are.
 */
export function tableReport(
  run: Run,
  pack: Pack,
  findings: readonly Finding[],
  totals: FindingTotals,
  look: TerminalLook,
  firstNew: readonly Finding[] = [],
): string {
  const width = Math.max(80, look.width);
  const paint = brush(look.color);
  const marking = paint.bold(forTerminal(run.marking));
  const { nation } = run.scorecards;
  const sections = [
    [marking],
    [
      ...wrap(`Verdict: ${verdictSentence(nation.verdict, nation.records)}`, width).map(paint.verdict(nation.verdict.verdict)),
      ...wrap(identityOf(run), width),
      ...(hasPlaceholder(run) ? wrap(PLACEHOLDER_NOTICE, width).map(paint.warning) : []),
    ],
    incompleteSection(run, width, paint),
    [paint.bold('Agencies'), agencyTable(run.scorecards, pack.minimumForRanking, width, paint)],
    referenceFigures(nation).flatMap((line) => wrap(line, width)),
    costSection(run, pack, width, paint),
    baselineSection(run, firstNew, pack, width, paint),
    ...findingSections(findings, pack, totals, width, paint),
    waiverSection(run, width, paint),
    skippedSection(run, width, paint),
    filesSection(run, width, paint),
    [marking],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function identityOf(run: Run): string {
  const packs = run.packs.map((pack) => `${pack.id} ${pack.version} (${pack.status})`).join(', ');
  return forTerminal(`pnd-lint ${run.tool.version} · as of ${run.asOf} · ${counted(run.totals.records, 'record')} · packs: ${packs}`);
}

function incompleteSection(run: Run, width: number, paint: Brush): string[] {
  if (run.complete) return [];
  return [paint.error('Not all of the job could be done'), ...bullets(run.incomplete, width)];
}

function costSection(run: Run, pack: Pack, width: number, paint: Brush): string[] {
  const basis = rulesById(pack);
  const failing = run.scorecards.nation.rules.filter((rule) => rule.failed > 0 && basis.get(rule.rule)?.basis === 'record');
  if (failing.length === 0) return [];
  const heads: Column[] = [
    { head: 'Rule', align: 'left', flexible: true },
    { head: 'Severity', align: 'left' },
    { head: 'Records', align: 'right' },
    { head: 'Of', align: 'right' },
    { head: 'Score to gain', align: 'right' },
  ];
  const rows = failing
    .slice(0, COSTLIEST)
    .map((rule) => [
      { text: forTerminal(rule.rule) },
      { text: rule.severity, paint: paint.severity(rule.severity) },
      { text: count(rule.failed) },
      { text: rule.applicable === 0 ? '' : count(rule.applicable) },
      { text: gained(rule.gain) },
    ]);
  return [paint.bold(`Rules that cost most (${shownOf(rows.length, failing.length)})`), columns(heads, rows, width)];
}

/** A finding in two lines or more: its place, and what is wrong. */
function linesOf(finding: Finding, rule: Rule | undefined, pack: Pack, width: number, paint: Brush): string[] {
  const waived = finding.status === 'waived' ? ' (waived)' : '';
  const word = finding.severity.padEnd(7);
  return [
    ...indented(`${forTerminal(placeOf(finding.at))}${waived}`, width, `${word}  `).map((line, index) =>
      index === 0 ? paint.severity(finding.severity)(word) + line.slice(word.length) : line,
    ),
    ...indented(forTerminal(rule ? `${problemOf(finding, rule, pack)} [${finding.rule}]` : finding.rule), width, ' '.repeat(9)),
  ];
}

/** What is new and what is gone since the baseline. */
function baselineSection(run: Run, firstNew: readonly Finding[], pack: Pack, width: number, paint: Brush): string[] {
  if (run.baseline === null) return [];
  const { error, warning, info } = run.baseline.new;
  const rules = rulesById(pack);
  return [
    paint.bold(`Compared with the baseline (shown ${count(firstNew.length)} of ${counted(error + warning + info, 'new finding')})`),
    ...bullets(baselineInWords(run), width),
    ...firstNew.flatMap((finding) => linesOf(finding, rules.get(finding.rule), pack, width, paint)),
  ];
}

/** Findings that records prove, and apart from them those that rest on reading text. */
function findingSections(findings: readonly Finding[], pack: Pack, totals: FindingTotals, width: number, paint: Brush): string[][] {
  const rules = rulesById(pack);
  const ofBasis = (proven: boolean) => findings.filter((finding) => (finding.basis === 'record') === proven);
  const totalOf = (proven: boolean) =>
    [...totals.byRule].reduce((sum, [id, n]) => (((rules.get(id)?.basis ?? 'record') === 'record') === proven ? sum + n : sum), 0);
  return [true, false].map((proven) => {
    const own = ofBasis(proven);
    const total = totalOf(proven);
    if (total === 0) return [];
    const heading = paint.bold(
      `${proven ? 'First findings' : 'Findings that rest on wording or statistics'} (${shownOf(own.length, total)})`,
    );
    return [
      heading,
      ...(proven ? [] : wrap(READING_NOTICE, width)),
      ...own.flatMap((finding) => linesOf(finding, rules.get(finding.rule), pack, width, paint)),
    ];
  });
}

function waiverSection(run: Run, width: number, paint: Brush): string[] {
  const told = waiversInWords(run);
  return told.length === 0 ? [] : [paint.bold('Waivers'), ...bullets(told, width)];
}

function skippedSection(run: Run, width: number, paint: Brush): string[] {
  const told = notJudgedInWords(run.rules);
  return told.length === 0 ? [] : [paint.bold('Rules that did not judge everything'), ...bullets(told, width)];
}

function filesSection(run: Run, width: number, paint: Brush): string[] {
  if (run.inputs.length === 0) return [];
  return [paint.bold('Files'), ...bullets([...run.inputs.map(fileInWords), ...run.references.map(referenceInWords)], width)];
}

function bullets(texts: readonly string[], width: number): string[] {
  return texts.flatMap((text) => indented(forTerminal(text), width, '  - '));
}
