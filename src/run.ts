import { faultFinding, fileRules } from './check/index.ts';
import { dateFaults } from './date-faults.ts';
import type { LintOptions } from './lint-job.ts';
import type { LintedInput } from './linted-input.ts';
import type { Finding } from './model/finding.ts';
import type { Pack, Severity } from './model/pack.ts';
import type { Fault } from './model/row.ts';
import type { Run } from './model/run.ts';
import type { Survey } from './model/source.ts';
import type { Tally } from './model/tally.ts';
import { compareFindings } from './spool/spool.ts';
import { ruleResults, scorecards } from './tally/index.ts';
import type { AppliedWaivers } from './waivers.ts';

/** Faults of the layout. That a file has no header or no record has been told: that no column is known has the same cause. */
function layoutFaults({ survey, plan }: LintedInput): readonly Fault[] {
  const { kind, headerLine, segments, faults } = survey;
  const isTold =
    kind === 'csv' || kind === 'xlsx' ? headerLine === null : segments.length === 0 || faults.some(({ fault }) => fault === 'no-records');
  return isTold ? plan.faults.filter(({ fault }) => fault !== 'unrecognised-layout') : plan.faults;
}

/** Hex SHA-256 of a file, that of the workbook if its sheet was read from a copy. */
export const hashOf = ({ workbook, sha256 }: Survey): string => workbook?.sha256 ?? sha256;

/** How dates are written in an input, part by part. */
export const datesOf = ({ parts }: LintedInput) => parts.flatMap(({ result }) => result.dates);

/** Findings about each input as a whole, in order. They are counted in the tally and in `found`, by index of the rule. */
export function findInFiles(
  pack: Pack,
  inputs: readonly LintedInput[],
  tally: Tally,
  found: Float64Array,
): readonly (readonly Finding[])[] {
  const rules = fileRules(pack);
  const names = pack.fields.map((field) => field.name);
  return inputs.map((input) => {
    // Of a file that several shards read, one tells what is wrong with all of it, and how dates are written shows when they are merged.
    const own = input.isFirst ? [...input.survey.faults, ...layoutFaults(input)] : [];
    const faults = [...own, ...(input.range === undefined ? dateFaults(datesOf(input), names) : [])];
    const findings = faults.flatMap((fault) => {
      const known = rules.get(fault.fault);
      if (known === undefined) return [];
      found[known.index]!++;
      tally.fileFindings.set(known.index, (tally.fileFindings.get(known.index) ?? 0) + 1);
      return [faultFinding(known.rule, fault, input.survey.file, input.survey.columns)];
    });
    return findings.sort(compareFindings);
  });
}

/** The code lists of a run. */
export const codelistsOf = (pack: Pack): Run['codelists'] =>
  [...pack.codelists.values()].map(({ name, version, status, sha256 }) => ({ id: name, version, status, sha256 }));

/** Puts the run together from its counts; `found` holds all findings, by index of the rule, waived ones among them. */
export function assembleRun(
  options: LintOptions,
  tally: Tally,
  found: Float64Array,
  inputs: readonly LintedInput[],
  fileFindings: readonly (readonly Finding[])[],
  waived: Pick<AppliedWaivers, 'shown' | 'bySeverity'>,
  problems: readonly string[],
): Run {
  const { pack } = options;
  const cut = inputs.flatMap(({ survey, isFirst }) =>
    survey.complete || !isFirst ? [] : [`${survey.file}: ${survey.why ?? 'not read to its end'}`],
  );
  const crashed = [...tally.crashes].map(([rule, message]) => `rule ${pack.rules[rule]!.id} crashed: ${message}`).sort();
  return runOf({
    pack,
    asOf: options.asOf,
    marking: options.marking,
    toolVersion: options.toolVersion,
    options: options.shown,
    incomplete: [...problems, ...cut, ...crashed],
    inputs: inputs.map(({ survey, parts, range }, index) => ({
      file: survey.file,
      bytes: survey.workbook?.bytes ?? survey.bytes,
      ...(range ? { range } : { sha256: hashOf(survey) }),
      kind: survey.kind,
      ...(survey.workbook === undefined ? {} : { sheet: survey.workbook.sheet, sheets: survey.workbook.sheets }),
      gzip: survey.gzip,
      encoding: survey.encoding,
      delimiter: survey.delimiter,
      records: parts.reduce((sum, { result }) => sum + result.records, 0),
      faults: parts.reduce((sum, { result }) => sum + result.faults, 0) + fileFindings[index]!.length,
      complete: survey.complete,
    })),
    references: [...(options.references ?? [])]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, survey, index }) => ({ name, file: survey.file, sha256: survey.sha256, records: index.rows })),
    waivers: waived.shown,
    tally,
    found,
    waivedBySeverity: waived.bySeverity,
  });
}

/** All that a run is made of. */
export interface RunParts extends Pick<Run, 'asOf' | 'marking' | 'options' | 'incomplete' | 'inputs' | 'references' | 'waivers'> {
  readonly pack: Pack;
  readonly toolVersion: string;
  readonly tally: Tally;
  /** Findings by index of the rule, waived ones among them. */
  readonly found: Float64Array;
  readonly waivedBySeverity: Readonly<Record<Severity, number>>;
}

/** The run that its parts make. */
export function runOf({ pack, tally, found, waivedBySeverity, toolVersion, ...parts }: RunParts): Run {
  const { asOf, incomplete } = parts;
  const complete = incomplete.length === 0;
  let fileErrors = 0;
  for (const [rule, count] of tally.fileFindings) if (pack.rules[rule]!.severity === 'error') fileErrors += count;
  const placeholderCodes = [...pack.codelists.values()].some((list) => list.status === 'placeholder');
  const cards = scorecards(tally, pack, { placeholderCodes, fileErrors, complete, asOf });
  const open = (severity: Severity) =>
    pack.rules.reduce((sum, rule, index) => sum + (rule.severity === severity ? found[index]! : 0), 0) - waivedBySeverity[severity];
  return {
    $schema: 'https://pnd-lint.example/schemas/run.schema.json',
    schemaVersion: 1,
    complete,
    ...parts,
    tool: { name: 'pnd-lint', version: toolVersion },
    packs: pack.identities,
    codelists: codelistsOf(pack),
    // Known when the findings have gone by, which is later.
    baseline: null,
    rules: ruleResults(tally, pack),
    totals: {
      records: cards.nation.records,
      ready: cards.nation.ready.count,
      findings: {
        error: open('error'),
        warning: open('warning'),
        info: open('info'),
        waived: Object.values(waivedBySeverity).reduce((sum, count) => sum + count, 0),
      },
    },
    scorecards: cards,
  };
}
