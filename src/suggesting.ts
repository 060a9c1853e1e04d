import { type Check, type Judge, makeSuggest } from './check/index.ts';
import type { Suggestion } from './model/finding.ts';
import type { ColumnMap, Pack } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import type { RowView } from './model/row.ts';
import { type CellEdit, type ColumnPlan, makeEditor } from './normalise/index.ts';
import { makeOverlay } from './overlay.ts';
import { viewOfCells } from './read/index.ts';

/** The row with another cell in one place. */
export function withCell(row: RowView, { column, cell }: CellEdit): RowView {
  const cells = Array.from({ length: row.length }, (_, index) => (index === column ? cell : row.cell(index)));
  const { record, line, start, end, ragged, nested } = row;
  return { ...viewOfCells(cells, record, nested), line, start, end, ragged };
}

/** Finds what a value should be that a check found fault with. */
export interface Suggesting {
  /**
   * @param row the record's row, as the reader lends it
   * @param failed all checks that the record failed; not a judge's own list, as trials are judged too
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
 * Suggestions that are tried before they are made: the record is judged again with the value in place, by the checks that look there. One that leaves the fault is dropped,
 * and one that brings out another is for review. What the trial costs is paid by failing records alone.
 *
 * @param judge the judge of the input's records
 * @param plan which column holds which field
 */
export function makeSuggesting(pack: Pack, judge: Judge, plan: ColumnPlan, map: ColumnMap | undefined): Suggesting {
  const suggest = makeSuggest(pack);
  const edit = makeEditor(pack, plan, map);
  const indexOf = new Map(pack.fields.map((field, index) => [field.name, index]));
  const overlay = makeOverlay(pack, plan, map);

  const tried = (
    suggestion: Suggestion,
    check: Check,
    record: IntelRecord,
    row: RowView,
    before: ReadonlySet<Check>,
  ): Suggestion | undefined => {
    const changes = [suggestion, ...(suggestion.also ?? [])].map(({ field, from, to }) => ({ field: indexOf.get(field)!, from, to }));
    const changed = edit(row, changes);
    if (changed === null) return { ...suggestion, confidence: 'review' };
    const failed = judge.failsAfter(overlay.over(record, row, changed), overlay.fieldsOf(changed), before);
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
        const made = isOpen ? suggestion : tried(suggestion, check, record, row, before);
        if (made !== undefined && made.confidence !== 'review') return made;
        forReview ??= made ?? null;
      }
      return forReview;
    },
  };
}
