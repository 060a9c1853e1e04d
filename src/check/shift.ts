import type { Field, Pack } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { foldSpelling } from '../model/spelling.ts';
import type { Check } from './compile.ts';

/** Misfits that a value in its neighbour's column must have beside it to count. */
const FEW_MISFITS = 3;

/** Tells records whose cells stand one column off: a delimiter was lost, and another one in a text hides it. */
export interface ShiftTest {
  /** Cheap: false if a record whose checks failed so can't be one. */
  mayBe(failed: readonly Check[]): boolean;
  /**
   * The 0-based column from which on the cells look as if they stood one column off, -1 if none.
   * @param left the same row seen through a plan that takes every field from the column before its own, `right` from the one after it
   */
  from(record: IntelRecord, left: IntelRecord, right: IntelRecord): number;
  /**
   * Names of fields whose values may be those of a sensitive field, if two values of the record or more are none of their own field's:
   * of the fields with a sensitive field's column beside them, those with such a value and those of free text. They are not to be shown.
   */
  strays(record: IntelRecord): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** A field whose values are known beforehand, so that another's value shows. */
interface ClosedField {
  /** Index in `Pack.fields`. */
  readonly index: number;
  readonly column: number;
  readonly isDate: boolean;
  fits(record: IntelRecord): boolean;
}

/** @param columnOf by index of the field: 0-based column, or -1 */
export function makeShiftTest(pack: Pack, columnOf: Int32Array): ShiftTest {
  const closed = pack.fields
    .flatMap((field, index): ClosedField[] => {
      const column = columnOf[index]!;
      const fits = column === -1 ? undefined : fitOf(pack, field, index);
      return fits === undefined ? [] : [{ index, column, isDate: field.type === 'date', fits }];
    })
    .sort((a, b) => a.column - b.column);
  const at = new Map(closed.map((field) => [field.column, field]));
  const isClosed = new Set(closed.map(({ index }) => index));
  const judged = new Set(pack.rules.flatMap((rule) => (rule.kind === 'record' ? rule.at : [])));
  const isBlind = closed.filter(({ index }) => !judged.has(pack.fields[index]!.name)).length * 2 >= closed.length;

  const sensitive = new Set([...columnOf].filter((column, index) => column !== -1 && pack.fields[index]!.sensitive));
  const besideSensitive = pack.fields.flatMap(({ sensitive: isSensitive }, index) => {
    const column = columnOf[index]!;
    return column !== -1 && !isSensitive && (sensitive.has(column - 1) || sensitive.has(column + 1)) ? [index] : [];
  });
  const misfitsOf = (record: IntelRecord): ClosedField[] => {
    const misfits: ClosedField[] = [];
    for (const field of closed) if (record.reading(field.index).state !== 'absent' && !field.fits(record)) misfits.push(field);
    return misfits;
  };

  return {
    mayBe(failed) {
      if (isBlind) return true;
      let first = -1;
      for (let n = 0; n < failed.length; n++) {
        const { at: field } = failed[n]!;
        if (field === first || !isClosed.has(field)) continue;
        if (first !== -1) return true;
        first = field;
      }
      return false;
    },
    from(record, left, right) {
      const misfits = misfitsOf(record);
      const [first] = misfits;
      if (misfits.length < 2 || first === undefined) return -1;
      const last = misfits.at(-1)!;
      const between = closed.filter(({ column, isDate }) => !isDate && column > first.column && column < last.column);
      // A code of one character may be one of its neighbour's by chance, as C is in two of the three gradings.
      const atHome = between.reduce((sum, field) => sum + (field.fits(record) ? weightOfValue(record, field.index) : 0), 0);
      if (atHome >= 1) return -1;
      const weightOf = (fits: (column: number) => boolean): number =>
        misfits.reduce((sum, { index, column }) => sum + (fits(column) ? weightOfValue(record, index) : 0), 0);
      const fromLeft = weightOf((column) => at.get(column + 1)?.fits(left) === true);
      const fromRight = weightOf((column) => at.get(column - 1)?.fits(right) === true);
      const [most, least] = [Math.max(fromLeft, fromRight), Math.min(fromLeft, fromRight)];
      const isShifted = most > least + atHome && (most >= 2 || (most >= 1 && least === 0 && misfits.length >= FEW_MISFITS));
      return isShifted ? first.column : -1;
    },
    strays(record) {
      const misfits = misfitsOf(record);
      if (misfits.length < 2) return NONE;
      const isStray = (index: number): boolean =>
        isClosed.has(index) ? misfits.some((field) => field.index === index) : pack.fields[index]!.role === undefined;
      return new Set(besideSensitive.filter(isStray).map((index) => pack.fields[index]!.name));
    },
  };
}

/** What it says that a value is at home in the column beside its own: of codes of one character, as gradings are, half as much. */
function weightOfValue(record: IntelRecord, index: number): number {
  const { value } = record.reading(index);
  return typeof value === 'string' && value.length === 1 ? 0.5 : 1;
}

/** Whether a record's value is one that the field may have; undefined for a field of free text. */
function fitOf(pack: Pack, field: Field, index: number): ClosedField['fits'] | undefined {
  if (field.type === 'date' || field.type === 'yesno' || field.splits !== undefined)
    return (record) => record.reading(index).state === 'readable';
  const list = field.codelist === undefined ? undefined : pack.codelists.get(field.codelist);
  if (list === undefined) return undefined;
  return (record) => {
    const { value } = record.reading(index);
    const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
    return codes.length > 0 && codes.every((code) => list.entries.has(code) || list.spellings.has(foldSpelling(code)));
  };
}
