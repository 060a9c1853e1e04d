import { createHash } from 'node:crypto';
import { InputError } from '../model/errors.ts';
import type { Confidence, PackIdentity } from '../model/pack.ts';

/** SHA-256 in hexadecimal. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** A file as the journal names it. Bytes and hash are of its content: of gzip, of what it unpacks to. */
export interface JournalFile {
  /** Relative to the folder of the journal. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A stretch of bytes: 0-based offset in the content. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** First line of a journal. */
export interface JournalHead {
  readonly journal: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly packs: readonly PackIdentity[];
  readonly options: Readonly<Record<string, string | null | readonly string[]>>;
  readonly gzip: boolean;
  readonly input: JournalFile;
}

/**
 * One change. It holds no value, and no hash of one alone, from which a short value could be guessed: the hashes are of the whole record
 * before and after.
 */
export interface JournalChange {
  readonly change: number;
  /** Name of the input, as in findings. */
  readonly file: string;
  readonly record: number;
  readonly urn: string | null;
  readonly field: string;
  /** The rule whose finding it mends, and others that it mends besides. */
  readonly rule: string;
  readonly also: readonly string[];
  readonly confidence: Confidence;
  readonly before: Stretch;
  readonly after: Stretch;
  readonly recordBefore: Stretch & { readonly sha256: string };
  readonly recordAfter: Stretch & { readonly sha256: string };
}

/** Last line of a journal. */
export interface JournalEnd {
  readonly end: true;
  readonly changes: number;
  readonly output: JournalFile;
}

/** A journal whose chain was proved. Its changes are not held: they are read again when they are asked for. */
export interface Journal {
  readonly head: JournalHead;
  /** From the first change on. Throws JournalFault if the journal is not what it was when it was proved. */
  readonly changes: () => AsyncGenerator<JournalChange>;
  readonly end: JournalEnd;
  /** SHA-256 of the last line: it depends on every line before. */
  readonly seal: string;
}

/** Writes a journal line by line, each with the SHA-256 of the line before it. */
export function chained(write: (line: string) => void): { add(entry: JournalHead | JournalChange | JournalEnd): void; seal(): string } {
  let chain: string | null = null;
  return {
    add(entry) {
      const line = JSON.stringify({ ...entry, chain });
      chain = sha256(line);
      write(`${line}\n`);
    },
    seal: () => chain ?? '',
  };
}

/** What is wrong with a journal, in words that follow its name. */
export class JournalFault extends InputError {}

type Line = Readonly<Record<string, unknown>>;

function parsed(text: string, number: number, file: string): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null) return line as Line;
  } catch {}
  throw new InputError(`${file}: line ${number} is not a line of a journal; give the journal that fix wrote`);
}

const isStretch = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['offset', 'length'].every((key) => Number.isSafeInteger((value as Line)[key]) && Number((value as Line)[key]) >= 0);
const isFile = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Line).file === 'string' && typeof (value as Line).sha256 === 'string';

/**
 * Reads a journal and proves its chain.
 * @param linesOf its lines from the first on, without their ends; asked for again for each pass over the changes
 * @throws InputError if it is no journal; JournalFault if it is one that was changed or cut
 */
export async function readJournal(linesOf: () => AsyncIterable<string>, file: string): Promise<Journal> {
  let head: Line | undefined;
  let last: Line | undefined;
  let chain: string | null = null;
  let number = 0;
  let odd: number | undefined;
  for await (const text of linesOf()) {
    const entry = parsed(text, ++number, file);
    if (number === 1) {
      if (entry.journal !== 1 || !isFile(entry.input)) break;
      head = entry;
    }
    if (entry.chain !== chain)
      throw new JournalFault(`${file}: line ${number} does not follow from the line before: the journal was changed`);
    chain = sha256(text);
    if (last !== undefined && last !== head && !isChange(last)) odd ??= number - 1;
    last = entry;
  }
  if (head === undefined) throw new InputError(`${file}: it is not a journal; give the one that fix wrote`);
  if (last?.end !== true || !isFile(last.output)) throw new JournalFault(`${file}: its last line is missing: the journal is cut`);
  if (odd !== undefined || last.changes !== number - 2)
    throw new JournalFault(`${file}: line ${odd ?? number} is not as fix writes it: the journal was changed`);
  const seal = chain ?? '';
  const [first, end] = [head as unknown as JournalHead, last as unknown as JournalEnd];
  return { head: first, changes: () => changesIn(linesOf(), end.changes, seal, file), end, seal };
}

/** The changes of a journal that was proved, which must still be the one with this seal. */
async function* changesIn(lines: AsyncIterable<string>, count: number, seal: string, file: string): AsyncGenerator<JournalChange> {
  let number = 0;
  let chain: string | null = null;
  for await (const text of lines) {
    const entry = parsed(text, ++number, file);
    if (entry.chain !== chain) break;
    chain = sha256(text);
    if (number > 1 && number <= count + 1) yield entry as unknown as JournalChange;
  }
  if (chain !== seal || number !== count + 2)
    throw new JournalFault(`${file}: it changed while it was read; run again when nothing writes to it`);
}

const PLACES: readonly (keyof JournalChange)[] = ['before', 'after', 'recordBefore', 'recordAfter'];
const isChange = (line: Line): boolean => PLACES.every((place) => isStretch(line[place]));
