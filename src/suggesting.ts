import { type Check, type Judge, makeSuggest } from './check/index.ts';
import type { Suggestion } from './model/finding.ts';
import type { ColumnMap, Pack } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import type { RowView } from './model/row.ts';
import { type CellEdit, type ColumnPlan, type FieldChange, makeEditor } from './normalise/index.ts';
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
    before: readonly Check[],
  ): Suggestion | undefined => {
    const { field, from, to, also } = suggestion;
    const changes: FieldChange[] = [{ field: indexOf.get(field)!, from, to }];
    if (also !== undefined) for (const one of also) changes.push({ field: indexOf.get(one.field)!, from: one.from, to: one.to });
    const changed = edit(row, changes);
    if (changed === null) return forReview(suggestion);
    const failed = judge.failsAfter(overlay.over(record, row, changed), overlay.fieldsOf(changed), before);
    if (failed.includes(check)) return undefined;
    for (let n = 0; n < failed.length; n++) if (!before.includes(failed[n]!)) return forReview(suggestion);
    return suggestion;
  };
  return {
    suggest(check, record, row, failed, items) {
      let second: Suggestion | null = null;
      const all = suggest(check, record, items);
      for (let n = 0; n < all.length; n++) {
        const suggestion = all[n]!;
        const isOpen = suggestion.reason === 'several-near';
        const made = isOpen ? suggestion : tried(suggestion, check, record, row, failed);
        if (made !== undefined && made.confidence !== 'review') return made;
        second ??= made ?? null;
      }
      return second;
    },
  };
}

function forReview({ field, from, to, reason, also }: Suggestion): Suggestion {
  const confidence = 'review';
  return also === undefined ? { field, from, to, confidence, reason } : { field, from, to, confidence, reason, also };
}
