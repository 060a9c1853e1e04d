import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Field } from '../model/pack.ts';
import { type CodelistFacts, makeCodelist, type ReadCodelist } from './codelist.ts';
import type { Definitions } from './definitions.ts';
import { MAX_CSV_BYTES } from './json.ts';
import { didYouMean, type Problems, quote, step } from './problems.ts';
import { broken, bytesUpTo, wrongName } from './reading.ts';
import type { CodelistJson } from './shapes.ts';

/** A code list put in the place of a pack's own. */
export interface CodelistOption {
  readonly name: string;
  readonly file: string;
}

/** Columns in which the lookup fields of a code list find spellings. */
export const identifying = (name: string, fields: Iterable<Field>): readonly string[] =>
  [...fields].flatMap((field) => (field.codelist === name ? (field.resolve ?? []) : []));

/** Reads every code list of the packs. */
export function readCodelists(all: Definitions<CodelistJson>, fields: readonly Field[], problems: Problems): Map<string, ReadCodelist> {
  const lists = new Map<string, ReadCodelist>();
  for (const [name, definitions] of all) {
    const { part, value, file, path } = definitions.at(-1)!;
    const { file: csv, version = '', status = 'placeholder', complete = true } = value;
    const bytes = csv === undefined ? undefined : part.files.bytes(`codelists/${csv}`);
    if (csv !== undefined && bytes === undefined) {
      const there = part.files.names.filter((other) => other.startsWith('codelists/')).map((other) => basename(other));
      problems.add(file, step(path, 'file'), `there is no file ${quote(csv)} in the folder codelists${didYouMean(csv, there)}`);
    }
    const facts: CodelistFacts = { name, version, status, complete, file: csv ?? '' };
    const shown = join(part.shown, 'codelists', csv ?? '');
    const unread: ReadCodelist = { list: { ...facts, sha256: '', entries: new Map(), spellings: new Map() }, columns: undefined };
    lists.set(name, bytes === undefined ? unread : makeCodelist(facts, bytes, new Map(), identifying(name, fields), shown, problems));
  }
  return lists;
}

/**
 * Reads the lists that are put in the place of the packs' own. They need the columns that rules and fields use, and those of
 * dates, successors and aliases that the pack's list has.
 *
 * @param used list → column → file that uses it
 * @throws UsageError for a list that no pack has, or a file that can't be read
 */
export function readReplacements(
  options: readonly CodelistOption[],
  own: ReadonlyMap<string, ReadCodelist>,
  used: ReadonlyMap<string, ReadonlyMap<string, string>>,
  fields: readonly Field[],
  problems: Problems,
): Map<string, ReadCodelist> {
  const lists = new Map<string, ReadCodelist>();
  for (const { name, file } of options) {
    const replaced = own.get(name);
    if (replaced === undefined) throw new UsageError(`there is no code list ${quote(name)} to replace${didYouMean(name, own.keys())}`);
    if (lists.has(name)) throw new UsageError(`the code list ${quote(name)} is given twice; keep one`);
    const bytes = bytesOf(file, name);
    const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const kept = ['valid_from', 'valid_to', 'replaced_by', 'aliases'].filter((column) => replaced.columns?.includes(column));
    const needed = new Map([...kept.map((column) => [column, `the code list ${quote(name)}`] as const), ...(used.get(name) ?? [])]);
    const facts: CodelistFacts = { name, version, status: 'official', complete: true, file: basename(file) };
    lists.set(name, makeCodelist(facts, bytes, needed, identifying(name, fields), file, problems));
  }
  return lists;
}

function bytesOf(file: string, name: string): Buffer {
  const refuse = (why: string) => new UsageError(`the code list ${quote(name)} can't be replaced by ${quote(file)}: ${why}`);
  let bytes: Buffer | undefined;
  try {
    bytes = bytesUpTo(file, MAX_CSV_BYTES);
  } catch (error) {
    const why = wrongName(error);
    throw why === undefined ? broken(file, error) : refuse(why);
  }
  if (bytes === undefined) throw refuse(`it is larger than ${MAX_CSV_BYTES / 1_000_000} MB`);
  return bytes;
}
