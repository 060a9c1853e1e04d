import type { IntelRecord } from '../model/record.ts';
import { encodeDate } from './reconcile-dates.ts';

/** The value of a field as text; undefined if absent. */
export function textOf(record: IntelRecord, field: number): string | undefined {
  const { value } = record.reading(field);
  return value === undefined ? undefined : String(value);
}

/** The value of a date field, encoded; NaN if absent, not readable, or the field is -1. */
export function dateOf(record: IntelRecord, field: number): number {
  if (field === -1) return Number.NaN;
  const { state, value } = record.reading(field);
  return state === 'readable' && typeof value === 'string' ? encodeDate(value) : Number.NaN;
}
