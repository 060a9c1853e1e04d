import type { Finding, Place, Suggestion } from '../model/finding.ts';
import type { AgencyScorecard, Run } from '../model/run.ts';
import { forJson } from './escape.ts';
import { shaped } from './shape.ts';
import { AGENCY, RUN, SCORECARDS } from './shapes.ts';
import { hasPlaceholder } from './totals.ts';

const SCHEMAS = 'https://pnd-lint.example/schemas/';
/** Id of the schema that `run.json` follows. */
export const RUN_SCHEMA = `${SCHEMAS}run.schema.json`;
/** Id of the schema that `scorecards.json` follows. */
export const SCORECARDS_SCHEMA = `${SCHEMAS}scorecards.schema.json`;
/** Id of the schema that `scorecards/<agency>.json` follows. */
export const AGENCY_SCORECARD_SCHEMA = `${SCHEMAS}agency-scorecard.schema.json`;
/** Id of the schema that each line of `findings.jsonl` follows. */
export const FINDING_SCHEMA = `${SCHEMAS}finding.schema.json`;

/** Text of `run.json`: keys in the order of the types, options by name, two blanks, a line end at the end. */
export function runJson(run: Run): string {
  const options = Object.fromEntries(Object.entries(run.options).sort(([a], [b]) => (a < b ? -1 : 1)));
  return pretty({ ...(shaped(run, RUN) as Run), $schema: RUN_SCHEMA, options });
}

/** Text of `scorecards.json`: who made it and of what, then nation, regions and agencies. */
export function scorecardsJson(run: Run): string {
  return pretty({ ...headOf(run, SCORECARDS_SCHEMA), ...(shaped(run.scorecards, SCORECARDS) as object) });
}

/** Text of `scorecards/<agency>.json`: the same head, and this agency alone. */
export function agencyScorecardJson(run: Run, agency: AgencyScorecard): string {
  return pretty({ ...headOf(run, AGENCY_SCORECARD_SCHEMA), agency: shaped(agency, AGENCY) });
}

/** One line of `findings.jsonl`, its line end included. Written out key by key: there may be millions. */
export function findingJson(finding: Finding): string {
  const { rule, severity, basis, dimension, agency, source_system, unit, officer, urn, params, suggestion, fingerprint, status } = finding;
  const at = ordered(finding.at);
  const also = finding.also.map(ordered);
  const owner = { agency, source_system, unit, officer, urn };
  const line = { rule, severity, basis, dimension, ...owner, at, params, also, suggestion: suggestionOf(suggestion), fingerprint, status };
  return `${forJson(JSON.stringify(line))}\n`;
}

function ordered({ file, line, record, field }: Place): Place {
  return { file, line, record, field };
}

function suggestionOf(suggestion: Suggestion | null): Suggestion | null {
  if (suggestion === null) return null;
  const { field, from, to, confidence, reason } = suggestion;
  return { field, from, to, confidence, reason };
}

function headOf(run: Run, schema: string): object {
  const { complete, marking, asOf, tool, packs, codelists } = shaped(run, RUN) as Run;
  const head = { $schema: schema, schemaVersion: 1, complete, marking, asOf, tool, placeholderCodes: hasPlaceholder(run) };
  return { ...head, suppressedBelow: run.options.suppress ?? null, packs, codelists };
}

function pretty(value: unknown): string {
  return `${forJson(indented(value, ''))}\n`;
}

/** JSON with two blanks a level, but what fits on a line of its own on one line: scorecards of a nation have hundreds of thousands of figures. */
function indented(value: unknown, margin: string): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length <= LINE) return flat;
  const inner = `${margin}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => inner + indented(item, inner))
    : Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : [`${inner}${JSON.stringify(key)}: ${indented(item, inner)}`],
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${margin}${close}`;
}

/** Characters of a line that may hold a whole object or list. */
const LINE = 120;
