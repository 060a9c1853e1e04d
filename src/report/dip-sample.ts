import type { Pack, Rule } from '../model/pack.ts';
import type { Question } from '../model/question.ts';
import { columns } from './columns.ts';
import { forCsv, forTerminal } from './escape.ts';
import { problemOf } from './sentences.ts';

/** Columns of a dip sample, in order. The last but one two are the supervisor's. */
export const SAMPLE_COLUMNS = [
  'sample',
  'verdict',
  'stratum',
  'stratum_size',
  'agency',
  'source_system',
  'unit',
  'urn',
  'file',
  'line',
  'record',
  'field',
  'rule',
  'question',
  'answer',
  'note',
  'marking',
] as const;

/** First line of a dip sample. The byte order mark makes spreadsheets read it as UTF-8. */
export const SAMPLE_HEADER = `\uFEFF${SAMPLE_COLUMNS.join(',')}\r\n`;

/** A question as a line of CSV, CRLF at its end, with an empty cell for the answer. `sample` names the run it is of. */
export function sampleRow(row: Question, sample: string, rule: Rule | undefined, pack: Pack, marking: string): string {
  const { finding } = row;
  const title = rule?.title ?? row.rule;
  const cells: Record<(typeof SAMPLE_COLUMNS)[number], string | number | null> = {
    sample,
    verdict: row.verdict,
    stratum: row.stratum,
    stratum_size: row.stratumSize,
    agency: finding?.agency ?? null,
    source_system: finding?.source_system ?? null,
    unit: finding?.unit ?? null,
    urn: finding?.urn ?? null,
    file: row.file,
    line: finding?.at.line ?? null,
    record: row.record,
    field: finding?.at.field ?? null,
    rule: row.rule,
    question:
      finding && rule ? `Is this a fault of the record? ${problemOf(finding, rule, pack)}` : `Does the record have this fault? ${title}`,
    answer: null,
    note: null,
    marking,
  };
  return `${SAMPLE_COLUMNS.map((column) => forCsv(String(cells[column] ?? ''))).join(',')}\r\n`;
}

/** A share in per cent with its interval and base. */
interface Figure {
  readonly percent: number;
  readonly interval: readonly [number, number];
  readonly n: number;
}

/** How right the linter was by a supervisor's answers, as a table for a terminal. */
export function judgementTable(
  rows: readonly {
    readonly rule: string | null;
    readonly answers: number;
    readonly agreement: Figure | null;
    readonly precision: Figure | null;
    readonly recall: Figure | null;
  }[],
  width: number,
): string {
  const shown = (figure: Figure | null) =>
    figure === null ? 'no data' : `${figure.percent.toFixed(1)} (${figure.interval.map((bound) => bound.toFixed(1)).join('–')})`;
  const heads = ['Answers', 'Agreement %', 'Precision %', 'Recall %'].map((head) => ({ head, align: 'right' as const }));
  const table = columns(
    [{ head: 'Rule', align: 'left', flexible: true }, ...heads],
    rows.map(({ rule, answers, agreement, precision, recall }) =>
      [rule === null ? 'All rules' : forTerminal(rule), String(answers), ...[agreement, precision, recall].map(shown)].map((text) => ({
        text,
      })),
    ),
    width,
  );
  return `${table}\n`;
}
