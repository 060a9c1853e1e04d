import type { Finding } from '../model/finding.ts';
import type { Pack, Severity } from '../model/pack.ts';
import type { RuleResult, Run } from '../model/run.ts';
import { forHtml as forXml } from './escape.ts';
import { counted, shownOf } from './numbers.ts';
import { placeOf, problemOf } from './sentences.ts';
import { rulesById } from './totals.ts';

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error'];

/** Open findings of a rule, with a baseline those that are new: how many, and the first of them. */
export interface CountedFindings {
  readonly total: number;
  readonly first: readonly Finding[];
}

/**
 * A run as JUnit XML, which pipelines read: a suite for each pack, a case for each rule. A rule fails if it has open findings of the
 * severity that the run fails on; milder ones are in its output. A rule that did not judge is skipped, one that crashed is an error.
 */
export function junitReport(run: Run, pack: Pack, findings: ReadonlyMap<string, CountedFindings>, failOn: Severity | 'never'): string {
  const words = rulesById(pack);
  const suites = new Map<string, RuleResult[]>();
  for (const result of run.rules) {
    const name = result.rule.split('/')[0]!;
    suites.set(name, [...(suites.get(name) ?? []), result]);
  }
  const fails = ({ rule, severity, status }: RuleResult): boolean =>
    status !== 'crashed' && failOn !== 'never' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn) && findings.has(rule);
  const caseOf = (result: RuleResult): string => {
    const { rule, status, severity, reason } = result;
    const { total, first } = findings.get(rule) ?? { total: 0, first: [] };
    const lines = first.map((finding) => `${placeOf(finding.at)}: ${problemOf(finding, words.get(rule)!, pack)}`);
    const told = [`${severity}: ${words.get(rule)?.title ?? rule}`, shownOf(lines.length, total), ...lines].join('\n');
    const open = `    <testcase classname="${forXml(rule.split('/')[0]!)}" name="${forXml(rule)}"`;
    if (status === 'crashed') return `${open}><error message="${forXml(reason ?? 'crashed')}"/></testcase>\n`;
    if (fails(result))
      return `${open}><failure type="${severity}" message="${forXml(counted(total, 'finding'))}">${forXml(told)}</failure></testcase>\n`;
    if (status !== 'ran') return `${open}><skipped message="${forXml(reason ?? 'nothing to judge')}"/></testcase>\n`;
    return total === 0 ? `${open}/>\n` : `${open}><system-out>${forXml(told)}</system-out></testcase>\n`;
  };
  const attributes = (results: readonly RuleResult[]): string => {
    const crashed = results.filter(({ status }) => status === 'crashed').length;
    const failed = results.filter(fails).length;
    const skipped = results.filter((one) => one.status !== 'ran' && one.status !== 'crashed' && !fails(one)).length;
    return `tests="${results.length}" failures="${failed}" errors="${crashed}" skipped="${skipped}"`;
  };
  const suite = ([name, results]: [string, RuleResult[]]): string =>
    `  <testsuite name="${forXml(name)}" ${attributes(results)}>\n    <properties><property name="marking" value="${forXml(run.marking)}"/></properties>\n${results.map(caseOf).join('')}  </testsuite>\n`;
  const problems = run.incomplete.map(
    (text) =>
      `  <testsuite name="run" tests="1" failures="0" errors="1" skipped="0">\n    <testcase classname="run" name="complete"><error message="${forXml(text)}"/></testcase>\n  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pnd-lint" ${attributes(run.rules)}>\n${[...suites].map(suite).join('')}${problems.join('')}</testsuites>\n`;
}
