import type { IntelRecord, Value } from '../model/record.ts';

/** What a keyword prepared from its options does with a value. */
export type Prepared = (value: Value, context: Context) => boolean;

/** What compiled rules see as `this` while one record is judged. */
export interface Context {
  /** Keywords prepared when rules were compiled; generated code calls them by number. */
  readonly k: Prepared[];
  record: IntelRecord;
  /** Whether the value of a field is understood by its type. */
  readable(field: number): boolean;
  /** ISO day at which codes are judged: the record's own, else `asOf`; undefined if the record's date is not readable. */
  day(): string | undefined;
  /** ISO day that stands for today. */
  readonly asOf: string;
  /** What the rule just called came to. */
  state: 'not-applicable' | 'passed' | 'failed';
}

/**
 * @param dateField index of the field with the record's own date, -1 if there is none
 * @param asOf ISO day
 */
export function makeContext(dateField: number, asOf: string): Context {
  const context: Context = {
    k: [],
    record: undefined as unknown as IntelRecord,
    readable: (field) => context.record.state(field) !== 'unreadable',
    day: () => {
      if (dateField === -1) return asOf;
      const state = context.record.state(dateField);
      if (state === 'unreadable') return undefined;
      const date = context.record.value(dateField);
      return typeof date === 'string' ? date.slice(0, 10) : asOf;
    },
    asOf,
    state: 'not-applicable',
  };
  return context;
}
