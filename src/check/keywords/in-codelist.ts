import type { Codelist, CodelistEntry, Pack } from '../../model/pack.ts';
import { foldSpelling, spellingHash } from '../../model/spelling.ts';
import type { Context } from '../context.ts';
import { fieldIndex, type Keyword, type Outline } from './keyword.ts';

type OtherField = { readonly sameAsField: string } | { readonly sharesWithField: string };
type WhereCondition = string | boolean | readonly string[] | OtherField;
interface Options {
  readonly list: string;
  readonly state?: 'known' | 'valid' | 'current';
  readonly spelling?: boolean;
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

/** True if some texts stand in both. */
function shares(some: readonly string[], others: readonly string[]): boolean {
  for (let n = 0; n < some.length; n++) if (others.includes(some[n]!)) return true;
  return false;
}

function columnTest(column: string, condition: WhereCondition, pack: Pack): Test {
  const of = (entry: CodelistEntry) => entry.columns.get(column) ?? [];
  if (condition === true) return (entry) => of(entry).length > 0;
  if (condition === false) return (entry) => of(entry).length === 0;
  if (typeof condition === 'string') return (entry) => of(entry).includes(condition);
  if (!('sameAsField' in condition || 'sharesWithField' in condition))
    return (entry) => of(entry).some((value) => condition.includes(value));
  const field = fieldIndex(pack, fieldOf(condition));
  const others = 'sharesWithField' in condition ? pack.codelists.get(pack.fields[field]!.codelist ?? '') : undefined;
  const holds =
    others === undefined
      ? (own: readonly string[], text: string) => own.includes(text)
      : (own: readonly string[], code: string) => shares(own, others.entries.get(code)?.columns.get(column) ?? []);
  return (entry, context) => {
    const { value } = context.record.reading(field);
    if (value === undefined) return false;
    const own = of(entry);
    return typeof value === 'object' ? value.some((text) => holds(own, text)) : holds(own, String(value));
  };
}

const fieldOf = (condition: OtherField): string => ('sameAsField' in condition ? condition.sameAsField : condition.sharesWithField);

/** Finds the entry of which a text is the code or, where any spelling will do, the first that is so spelt. */
function entryFinder(list: Codelist, spelling: boolean): (text: string) => CodelistEntry | undefined {
  const { entries, spellings } = list;
  if (!spelling) return (text) => entries.get(text);
  const hashes = new Set([...spellings.keys(), ...entries.keys()].map(spellingHash));
  return (text) => {
    // Nearly no value is in a list of values that mean nothing: its hash tells.
    if (!hashes.has(spellingHash(text))) return undefined;
    const exact = entries.get(text);
    const code = exact === undefined ? spellings.get(foldSpelling(text))?.[0] : undefined;
    return code === undefined ? exact : entries.get(code);
  };
}

/** Codes beyond which shapes are not compared with all of them. */
const MOST_COMPARED = 2000;

/** A text of a shape that is spelt like a folded one, if there is just one such; undefined if there may be more. */
function textSpelt(shape: readonly string[], fold: (kind: string) => string, folded: string): string | undefined {
  let text = '';
  let at = 0;
  for (const kind of shape) {
    const letters = fold(kind);
    const fitting = letters.trim() === '' ? [...kind] : [...kind].filter((_, n) => letters[n] === folded[at]);
    if (fitting.length !== 1) return undefined;
    if (letters.trim() !== '') at++;
    text += fitting[0]!;
  }
  return text;
}

/** Says that no text of a shape is a code of the list or, where any spelling will do, spelt like one: but for those that are. */
function outlineOfList({ entries, spellings }: Codelist, spelling: boolean): Outline {
  if (entries.size + spellings.size > MOST_COMPARED) return () => undefined;
  const folded = new Map<string, string>();
  const fold = (kind: string): string => {
    const known = folded.get(kind) ?? [...kind].map((character) => foldSpelling(character) || ' ').join('');
    folded.set(kind, known);
    return known;
  };
  const mayBe = (shape: readonly string[], text: string): boolean =>
    text.length === shape.length && shape.every((kind, at) => kind.includes(text[at]!));
  return (shape, but) => {
    const except = (text: string | undefined): boolean => text !== undefined && but !== undefined && but.push(text) > 0;
    for (const code of entries.keys()) if (mayBe(shape, code) && !except(code)) return undefined;
    if (!spelling) return false;
    const letters = shape.map(fold).filter((kind) => kind.trim() !== '');
    if (letters.some((kind) => kind.includes(' '))) return undefined;
    for (const text of spellings.keys()) if (mayBe(letters, text) && !except(textSpelt(shape, fold, text))) return undefined;
    return false;
  };
}

/** Days with which codes begin, or spellings of them. */
function daysOfList({ entries, spellings }: Codelist, spelling: boolean): readonly number[] | undefined {
  if (entries.size + spellings.size > MOST_COMPARED) return undefined;
  const texts = [...[...entries.keys()].map(foldSpelling), ...(spelling ? spellings.keys() : [])];
  return texts.filter((text) => /^[0-9]{8}/.test(text)).map((text) => Number(text.slice(0, 8)));
}

/** `inCodelist`: the value is a code of the list, at the record's date, and its row meets conditions. */
export const inCodelist: Keyword = {
  name: 'inCodelist',
  reads: (options) =>
    Object.values(optionsOf(options).where ?? {}).flatMap((c) =>
      typeof c !== 'object' || Array.isArray(c) ? [] : [fieldOf(c as OtherField)],
    ),
  dated: (options, pack) => optionsOf(options).state !== 'known' && hasDates(pack.codelists.get(optionsOf(options).list)),
  outline(options, pack) {
    const { list: name, spelling = false } = optionsOf(options);
    return outlineOfList(pack.codelists.get(name)!, spelling);
  },
  days(options, pack) {
    const { list: name, spelling = false } = optionsOf(options);
    return daysOfList(pack.codelists.get(name)!, spelling);
  },
  prepare(options, pack) {
    const { list: name, state = 'valid', spelling = false, where = {} } = optionsOf(options);
    const list = pack.codelists.get(name);
    if (list === undefined) throw new Error(`no code list ${name}`);
    const tests: Test[] = Object.entries(where).map(([column, condition]) => columnTest(column, condition, pack));
    if (state !== 'known' && hasDates(list)) tests.push((entry, context) => inForce(entry, context.day()));
    if (state === 'current') tests.push((entry) => entry.replacedBy === undefined);
    const entryOf = entryFinder(list, spelling);
    return (value, context) => {
      const entry = typeof value === 'string' ? entryOf(value) : undefined;
      if (entry === undefined) return false;
      for (const test of tests) if (!test(entry, context)) return false;
      return true;
    };
  },
};
