import { type Check, type CompiledRules, type Judge, makeJudge, makeSuggest } from './check/index.ts';
import type { Suggestion } from './model/finding.ts';
import type { ColumnMap } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import type { RowView } from './model/row.ts';
import { type CellEdit, type ColumnPlan, type LoadableRecord, makeEditor, makeRecord } from './normalise/index.ts';
import { viewOfCells } from './read/index.ts';

/** The row with another cell in one place. */
export function withCell(row: RowView, { column, cell }: CellEdit): RowView {
  const cells = Array.from({ length: row.length }, (_, index) => (index === column ? cell : row.cell(index)));
  const { record, line, start, end, ragged, nested } = row;
  return { ...viewOfCells(cells), record, line, start, end, ragged, nested };
}

/** Finds what a value should be that a check found fault with. */
export interface Suggesting {
  /**
   * @param row the record's row, as the reader lends it
   * @param failed all checks that the record failed
   * @param items failing items of a list, 1-based
   */
  suggest(
    check: Check,
    record: IntelRecord,
    row: RowView,
    failed: readonly Check[],
    items: readonly { readonly index: number; readonly value: string }[],
  ): Suggestion | null;
}

/**
 * Suggestions that are tried before they are made: the record is judged again with the value in place. One that leaves the fault is dropped,
 * and one that brings out another is for review. What the trial costs is paid by failing records alone.
 *
 * @param plan which column holds which field
 */
export function makeSuggesting(rules: CompiledRules, plan: ColumnPlan, map: ColumnMap | undefined): Suggesting {
  const { pack } = rules;
  const suggest = makeSuggest(pack);
  const edit = makeEditor(pack, plan, map);
  const indexOf = new Map(pack.fields.map((field, index) => [field.name, index]));
  let trial: { readonly judge: Judge; readonly record: LoadableRecord } | undefined;

  const tried = (suggestion: Suggestion, check: Check, row: RowView, before: ReadonlySet<Check>): Suggestion | undefined => {
    const changed = edit(row, indexOf.get(suggestion.field)!, suggestion.from, suggestion.to);
    if (changed === null) return { ...suggestion, confidence: 'review' };
    trial ??= { judge: makeJudge(rules, plan.missing), record: makeRecord(pack, plan, map) };
    trial.record.load(withCell(row, changed));
    const { failed } = trial.judge.judge(trial.record);
    if (failed.includes(check)) return undefined;
    return failed.every((one) => before.has(one)) ? suggestion : { ...suggestion, confidence: 'review' };
  };
  return {
    suggest(check, record, row, failed, items) {
      let forReview: Suggestion | null = null;
      let before: ReadonlySet<Check> | undefined;
      for (const suggestion of suggest(check, record, items)) {
        before ??= new Set(failed);
        const isOpen = suggestion.reason === 'several-near';
        const made = isOpen ? suggestion : tried(suggestion, check, row, before);
        if (made !== undefined && made.confidence !== 'review') return made;
        forReview ??= made ?? null;
      }
      return forReview;
    },
  };
}
