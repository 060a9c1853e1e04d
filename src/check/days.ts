import type { Pack } from '../model/pack.ts';
import { KEYWORDS } from './keywords/index.ts';
import { isMap } from './schema.ts';

/** Days between which a schema says the same of all dates of one length; see `Keyword.days`. Undefined if there is more to it. */
export function daysOf(schema: unknown, pack: Pack, asOf: string): readonly number[] | undefined {
  if (typeof schema === 'boolean') return [];
  return isMap(schema) ? together(Object.entries(schema).map(([name, options]) => daysOfKeyword(name, options, pack, asOf))) : undefined;
}

function daysOfKeyword(name: string, options: unknown, pack: Pack, asOf: string): readonly number[] | undefined {
  if (name === 'minLength' || name === 'maxLength') return [];
  if (name === 'not') return daysOf(options, pack, asOf);
  if ((name === 'anyOf' || name === 'allOf') && Array.isArray(options)) return together(options.map((one) => daysOf(one, pack, asOf)));
  return KEYWORDS.find((keyword) => keyword.name === name)?.days?.(options, pack, asOf);
}

const together = (all: readonly (readonly number[] | undefined)[]): readonly number[] | undefined =>
  all.every((days) => days !== undefined) ? all.flat() : undefined;
