import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { forCsv } from './escape.ts';
import { type Line, makeLine } from './line.ts';
import { holderPieces, type Kind, kindPieces, type Pieces, steadily, wordsOf } from './pieces.ts';
import { currentValueOf, howToFix, problemOf } from './sentences.ts';
import { type Wording, writeProblem } from './wording.ts';

/** Columns of a fix list, in order: a published contract. */
export const FIX_LIST_COLUMNS = [
  'agency',
  'source_system',
  'unit',
  'officer',
  'urn',
  'file',
  'line',
  'record',
  'field',
  'rule',
  'severity',
  'dimension',
  'status',
  'problem',
  'current_value',
  'suggested_value',
  'confidence',
  'how_to_fix',
  'fingerprint',
  'marking',
] as const;

/** First line of a fix list. The byte order mark makes spreadsheets read it as UTF-8. */
export const FIX_LIST_HEADER = `\uFEFF${FIX_LIST_COLUMNS.join(',')}\r\n`;

type Column = (typeof FIX_LIST_COLUMNS)[number];

type Cell = string | number | null;

/** What stands in each column. Lines and records are 1-based; null where there is nothing. */
const CELLS: Readonly<Record<Column, (finding: Finding, rule: Rule, pack: Pack, marking: string) => Cell>> = {
  agency: ({ agency }) => agency,
  source_system: ({ source_system }) => source_system,
  unit: ({ unit }) => unit,
  officer: ({ officer }) => officer,
  urn: ({ urn }) => urn,
  file: ({ at }) => at.file,
  line: ({ at }) => at.line,
  record: ({ at }) => at.record,
  field: ({ at }) => at.field,
  rule: ({ rule }) => rule,
  severity: ({ severity }) => severity,
  dimension: ({ dimension }) => dimension,
  status: ({ status }) => status,
  problem: problemOf,
  current_value: currentValueOf,
  suggested_value: ({ suggestion }) => suggestion?.to ?? null,
  confidence: ({ suggestion }) => suggestion?.confidence ?? null,
  how_to_fix: (_, rule) => howToFix(rule),
  fingerprint: ({ fingerprint }) => fingerprint,
  marking: (_, _rule, _pack, marking) => marking,
};

/** The cells of a finding in a fix list, not escaped. */
export function fixListCells(finding: Finding, rule: Rule, pack: Pack, marking: string): Record<Column, Cell> {
  return Object.fromEntries(FIX_LIST_COLUMNS.map((column) => [column, CELLS[column](finding, rule, pack, marking)])) as Record<
    Column,
    Cell
  >;
}

const own = makeLine();

/** One finding as a line of a fix list, CRLF at its end. */
export function fixListRow(finding: Finding, rule: Rule, pack: Pack, marking: string): string {
  own.start();
  const kind = kindPieces(finding);
  writeRow(own, finding, kind, holderPieces(finding), wordsOf(kind, finding, rule, pack, marking));
  return Buffer.from(own.from(0)).toString();
}

const COMMA = 0x2c;
/** Behind the URN. */
const fileOf = steadily((file) => `,${forCsv(file)},`);
const confidenceOf = steadily((confidence) => `,${confidence}`);
const NO_SUGGESTION = Buffer.from(',,');

/** Writes it: the same cells, one by one, as there may be millions. */
export function writeRow(line: Line, finding: Finding, kind: Kind, holder: Pieces, wording: Wording): void {
  const { officer, urn, at, suggestion, fingerprint } = finding;
  line.bytes(holder.row);
  line.csv(officer);
  line.unit(COMMA);
  line.csv(urn);
  line.bytes(fileOf(at.file));
  line.number(at.line);
  line.unit(COMMA);
  if (at.record !== null) line.number(at.record);
  line.bytes(kind.row);
  writeProblem(line, finding, wording);
  line.unit(COMMA);
  line.csv(currentValueOf(finding));
  if (suggestion === null) line.bytes(NO_SUGGESTION);
  else {
    line.unit(COMMA);
    line.csv(suggestion.to);
    line.bytes(confidenceOf(suggestion.confidence));
  }
  line.bytes(wording.fix);
  line.csv(fingerprint);
  line.bytes(wording.end);
}
