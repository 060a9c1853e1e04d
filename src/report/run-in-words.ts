import type { RuleResult, Run, RunInput } from '../model/run.ts';
import { count, counted } from './numbers.ts';

/** Said wherever codes were judged by a list that is not the official one. */
export const PLACEHOLDER_NOTICE =
  'Placeholder codes: at least one code list used here is invented and not the official one. ' +
  'Right by these codes does not mean right by the official ones.';

/** Said above findings that no score or verdict counts. */
export const READING_NOTICE = 'These rest on the wording of text or on statistics. They may be wrong, and no score or verdict counts them.';

/** Sheets of a workbook that were not read. */
const otherSheets = (sheets: number | undefined): string => ((sheets ?? 1) > 1 ? ` of ${count(sheets!)} (the others were not read)` : '');

/** `batch.csv: csv, gzip, windows-1252, delimiter ;, 4,000 records, 3 faults`. */
export function fileInWords(input: RunInput): string {
  const facts = [
    input.kind,
    ...(input.sheet === undefined ? [] : [`sheet "${input.sheet}"${otherSheets(input.sheets)}`]),
    ...(input.gzip ? ['gzip'] : []),
    ...(input.kind === 'xlsx' ? [] : [input.encoding]),
    ...(input.delimiter === null ? [] : [`delimiter ${input.delimiter === '\t' ? 'TAB' : input.delimiter}`]),
    ...(input.range === undefined ? [] : [`bytes ${count(input.range.start)} to ${count(input.range.end)}`]),
    counted(input.records, 'record'),
    counted(input.faults, 'fault'),
    ...(input.complete ? [] : ['not read to its end']),
  ];
  return `${input.file}: ${facts.join(', ')}`;
}

/** `log.csv (referrals): 120 records`. */
export const referenceInWords = ({ name, file, records }: Run['references'][number]): string =>
  `${file} (${name}): ${counted(records, 'record')}`;

/** What each rule that was skipped, wholly or in part, or crashed did not judge, and why. */
export function notJudgedInWords(rules: readonly RuleResult[]): string[] {
  return rules.flatMap(({ rule, status, reason }) =>
    reason === undefined ? [] : [`${rule}: ${status === 'ran' ? 'skipped in part' : status}: ${reason}`],
  );
}

/** What waivers did: nothing if none were given, else a line in sum and one for each that waived something. */
export function waiversInWords({ waivers, totals }: Run): string[] {
  if (waivers === null) return [];
  const used = waivers.waivers.filter(({ state }) => state === 'in-force');
  return [
    `${waivers.file}: ${counted(totals.findings.waived, 'finding')} waived, by ${count(used.length)} of ${counted(waivers.waivers.length, 'waiver')}`,
    ...used.map(
      ({ id, rule, expires, records, findings }) =>
        `${id}, until ${expires}: ${counted(findings, 'finding')} of ${rule} on ${counted(records, 'record')}`,
    ),
  ];
}

/** What a baseline holds and what not, then what is gone by rule; nothing if none was given. */
export function baselineInWords({ baseline }: Run): string[] {
  if (baseline === null) return [];
  const { error, warning, info } = baseline.new;
  return [
    `${baseline.file}: ${counted(baseline.findings, 'finding')}, ${count(baseline.known)} of them still there, ${count(baseline.gone)} gone`,
    `new: ${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(info, 'info')}`,
    ...baseline.goneByRule.map(({ rule, findings }) => `gone: ${counted(findings, 'finding')} of ${rule}`),
  ];
}
