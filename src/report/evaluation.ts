import { columns } from './columns.ts';

/** How well decisions of one kind match the labels; null where there is nothing to divide by. */
export interface EvaluationRow {
  readonly what: string;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

const ratio = (value: number | null): string => (value === null ? 'no data' : value.toFixed(3));

/** Precision, recall and F1 of an evaluation with the counts behind them, as a table for a terminal. */
export function evaluationTable(rows: readonly EvaluationRow[], width: number): string {
  const heads = ['Precision', 'Recall', 'F1', 'Right yes', 'Wrong yes', 'Missed', 'Right no'].map((head) => ({
    head,
    align: 'right' as const,
  }));
  const cells = rows.map((row) => [
    row.what,
    ...[row.precision, row.recall, row.f1].map(ratio),
    ...[row.truePositive, row.falsePositive, row.falseNegative, row.trueNegative].map(String),
  ]);
  const table = columns(
    [{ head: 'Decision', align: 'left', flexible: true }, ...heads],
    cells.map((texts) => texts.map((text) => ({ text }))),
    width,
  );
  return `${table}\n`;
}
