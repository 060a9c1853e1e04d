import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { forCsv } from './escape.ts';
import { currentValueOf, howToFix, problemOf } from './sentences.ts';

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

/** Columns that hold the same text for all findings of a rule, or of a file. */
const STEADY: ReadonlySet<Column> = new Set(['file', 'rule', 'how_to_fix', 'marking']);
const steady = new Map<string, string>();
/** Texts that are kept; when there are more all are forgotten. */
const MOST_STEADY = 10_000;

const IN_ORDER = FIX_LIST_COLUMNS.map((column) => ({ cellOf: CELLS[column], isSteady: STEADY.has(column) }));

/** One finding as a line of a fix list, CRLF at its end. */
export function fixListRow(finding: Finding, rule: Rule, pack: Pack, marking: string): string {
  let row = '';
  for (let n = 0; n < IN_ORDER.length; n++) {
    const { cellOf, isSteady } = IN_ORDER[n]!;
    const cell = cellOf(finding, rule, pack, marking);
    if (n > 0) row += ',';
    if (typeof cell === 'number') row += cell;
    else if (cell !== null) row += isSteady ? steadily(cell) : forCsv(cell);
  }
  return `${row}\r\n`;
}

function steadily(text: string): string {
  const known = steady.get(text);
  if (known !== undefined) return known;
  if (steady.size >= MOST_STEADY) steady.clear();
  const made = forCsv(text);
  steady.set(text, made);
  return made;
}
