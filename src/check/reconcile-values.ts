import type { Param, Place } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { isLater } from './reconcile-dates.ts';
import { foldKey } from './reconcile-keys.ts';
import type { PlannedRelation, ReferencePlan } from './reconcile-plan.ts';
import type { OpenReference } from './reconcile-reference.ts';
import { dateOf, textOf } from './record-values.ts';

/** The place of a row of a reference file, at one of its columns. */
export const placeOfRow = ({ view }: ReferencePlan, { file, line }: OpenReference, row: number, column: number): Place => ({
  file,
  line: line(row),
  record: row + 1,
  field: view.fields[column]!.name,
});

/** What a comparison came to. */
export interface Compared {
  readonly differs: boolean;
  readonly facts: Readonly<Record<string, Param>>;
}

/** Whether a record and its row differ in what they should agree in; undefined if that can't be said: a value lacks, or is not known to its list. */
export function compare(
  pack: Pack,
  plan: ReferencePlan,
  reference: OpenReference,
  { kind, field, column, days }: PlannedRelation,
  record: IntelRecord,
  row: number,
): Compared | undefined {
  if (kind === 'equal') {
    const text = textOf(record, field);
    const other = reference.text(row, plan.texts.indexOf(column));
    const codelist = pack.codelists.get(pack.fields[field]!.codelist ?? '');
    if (text === undefined || other === undefined || codelist?.entries.has(text) === false) return undefined;
    return { differs: foldKey(text) !== foldKey(other), facts: { other } };
  }
  const date = dateOf(record, field);
  const other = reference.date(row, plan.dates.indexOf(column));
  if (Number.isNaN(date) || Number.isNaN(other)) return undefined;
  return { differs: isLater(date, other, days), facts: {} };
}
