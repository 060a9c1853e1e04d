import type { IntelRecord, Value } from '../model/record.ts';
import { makeWordFinder, type Words } from './words.ts';

/** What a keyword prepared from its options does with a value. */
export type Prepared = (value: Value, context: Context) => boolean;

/** What compiled schemas see as `this`, and keywords as their context, while one record is judged. */
export interface Context {
  /** Keywords prepared when rules were compiled; generated code calls them by number. */
  readonly k: Prepared[];
  record: IntelRecord;
  /** ISO day at which codes are judged: the record's own, else `asOf`; undefined if the record's date is not readable. */
  day(): string | undefined;
  /** ISO day that stands for today. */
  readonly asOf: string;
  /** The words of a text; those of the last text are remembered, so that keywords share them. */
  wordsOf(text: string): Words;
  /** Whether the schema just called holds. */
  holds: boolean;
}

/**
 * @param dateField index of the field with the record's own date, -1 if there is none
 * @param asOf ISO day
 */
export function makeContext(dateField: number, asOf: string): Context {
  const context: Context = {
    k: [],
    record: undefined as unknown as IntelRecord,
    day: () => {
      if (dateField === -1) return asOf;
      const { state, value } = context.record.reading(dateField);
      if (state === 'unreadable') return undefined;
      return typeof value === 'string' ? value.slice(0, 10) : asOf;
    },
    asOf,
    wordsOf: makeWordFinder(),
    holds: false,
  };
  return context;
}
