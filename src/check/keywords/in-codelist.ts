import type { Codelist, CodelistEntry, Pack } from '../../model/pack.ts';
import type { Context } from '../context.ts';
import { fieldIndex, type Keyword } from './keyword.ts';

type WhereCondition = string | boolean | readonly string[] | { readonly sameAsField: string };
interface Options {
  readonly list: string;
  readonly state?: 'known' | 'valid' | 'current';
  readonly where?: Readonly<Record<string, WhereCondition>>;
}
type Test = (entry: CodelistEntry, context: Context) => boolean;

const optionsOf = (options: unknown): Options => (typeof options === 'string' ? { list: options } : (options as Options));

/** Whether any entry of a list begins or ends on a day. */
const hasDates = (list: Codelist | undefined): boolean =>
  [...(list?.entries.values() ?? [])].some((entry) => entry.validFrom !== undefined || entry.validTo !== undefined);

/** Whether an entry is in force on a day; undefined days can't be judged and count as in force. */
function inForce(entry: CodelistEntry, day: string | undefined): boolean {
  if (day === undefined) return true;
  return (entry.validFrom === undefined || entry.validFrom <= day) && (entry.validTo === undefined || day <= entry.validTo);
}

function columnTest(column: string, condition: WhereCondition, pack: Pack): Test {
  const of = (entry: CodelistEntry) => entry.columns.get(column) ?? [];
  if (condition === true) return (entry) => of(entry).length > 0;
  if (condition === false) return (entry) => of(entry).length === 0;
  if (typeof condition === 'string') return (entry) => of(entry).includes(condition);
  if (!('sameAsField' in condition)) return (entry) => of(entry).some((value) => condition.includes(value));
  const field = fieldIndex(pack, condition.sameAsField);
  return (entry, context) => {
    const value = context.record.reading(field).value;
    const wanted = Array.isArray(value) ? (value as readonly string[]) : value === undefined ? [] : [String(value)];
    return of(entry).some((text) => wanted.includes(text));
  };
}

/** `inCodelist`: the value is a code of the list, at the record's date, and its row meets conditions. */
export const inCodelist: Keyword = {
  name: 'inCodelist',
  reads: (options) =>
    Object.values(optionsOf(options).where ?? {}).flatMap((c) => (typeof c === 'object' && 'sameAsField' in c ? [c.sameAsField] : [])),
  dated: (options, pack) => optionsOf(options).state !== 'known' && hasDates(pack.codelists.get(optionsOf(options).list)),
  prepare(options, pack) {
    const { list: name, state = 'valid', where = {} } = optionsOf(options);
    const list = pack.codelists.get(name);
    if (list === undefined) throw new Error(`no code list ${name}`);
    const tests: Test[] = Object.entries(where).map(([column, condition]) => columnTest(column, condition, pack));
    if (state !== 'known' && hasDates(list)) tests.push((entry, context) => inForce(entry, context.day()));
    if (state === 'current') tests.push((entry) => entry.replacedBy === undefined);
    return (value, context) => {
      const entry = typeof value === 'string' ? list.entries.get(value) : undefined;
      if (entry === undefined) return false;
      for (const test of tests) if (!test(entry, context)) return false;
      return true;
    };
  },
};
