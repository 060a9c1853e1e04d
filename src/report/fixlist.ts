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

/** The cells of a finding in a fix list, not escaped. Lines and records are 1-based; null where there is nothing. */
export function fixListCells(finding: Finding, rule: Rule, pack: Pack, marking: string): Record<Column, string | number | null> {
  return {
    agency: finding.agency,
    source_system: finding.source_system,
    unit: finding.unit,
    officer: finding.officer,
    urn: finding.urn,
    file: finding.at.file,
    line: finding.at.line,
    record: finding.at.record,
    field: finding.at.field,
    rule: finding.rule,
    severity: finding.severity,
    dimension: finding.dimension,
    status: finding.status,
    problem: problemOf(finding, rule, pack),
    current_value: currentValueOf(finding),
    suggested_value: finding.suggestion?.to ?? null,
    confidence: finding.suggestion?.confidence ?? null,
    how_to_fix: howToFix(rule),
    fingerprint: finding.fingerprint,
    marking,
  };
}

/** One finding as a line of a fix list, CRLF at its end. */
export function fixListRow(finding: Finding, rule: Rule, pack: Pack, marking: string): string {
  const cells = fixListCells(finding, rule, pack, marking);
  return `${FIX_LIST_COLUMNS.map((column) => escaped(column, String(cells[column] ?? ''))).join(',')}\r\n`;
}

/** Columns that hold the same text for all findings of a rule. */
const STEADY: ReadonlySet<Column> = new Set(['rule', 'how_to_fix', 'marking']);
const steady = new Map<string, string>();

function escaped(column: Column, text: string): string {
  if (!STEADY.has(column)) return forCsv(text);
  const known = steady.get(text) ?? forCsv(text);
  steady.set(text, known);
  return known;
}
