import type { Codelist, Field } from '../model/pack.ts';
import type { Value } from '../model/record.ts';
import { foldSpelling } from '../model/spelling.ts';
import { readDate } from './date.ts';

/** What one text became. */
interface Read {
  readonly value: Value;
  readonly readable: boolean;
}

const YES = new Set(['y', 'yes', 'true', '1']);
const NO = new Set(['n', 'no', 'false', '0']);

/** Reads yes or no: Y/N, Yes/No, true/false, 1/0, in any case; undefined for anything else. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** The code that a spelling stands for, if the list knows exactly one. */
export function resolveCode(list: Codelist, text: string): string | undefined {
  if (list.entries.has(text)) return text;
  const codes = list.spellings.get(foldSpelling(text));
  return codes?.length === 1 ? codes[0] : undefined;
}

/** Reads one trimmed, non-empty text by the type of its field. */
export function readValue(field: Field, text: string, list: Codelist | undefined): Read {
  switch (field.type) {
    case 'date': {
      const date = readDate(text);
      return date === undefined ? { value: text, readable: false } : { value: date, readable: true };
    }
    case 'yesno': {
      const yes = readYesNo(text);
      return yes === undefined ? { value: text, readable: false } : { value: yes, readable: true };
    }
    case 'lookup':
      return { value: (list && resolveCode(list, text)) ?? text, readable: true };
    default:
      return { value: text, readable: true };
  }
}
