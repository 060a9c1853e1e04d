import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_CSV_BYTES, MAX_JSON_BYTES, readJson } from './json.ts';
import type { Problems } from './problems.ts';
import { bytesUpTo, reading } from './reading.ts';
import { prove } from './schema.ts';
import type { SchemaName } from './validators.ts';

/** Folders inside a pack's folder that are looked into: `codelists/`, `maps/` and what a later keyword may need. */
const MAX_FOLDERS = 2;

/** The JSON and CSV files of a pack's folder, by name relative to it with `/`, in order of name. */
export interface PackFiles {
  readonly names: readonly string[];
  /** Undefined if there is no such file. */
  bytes(name: string): Buffer | undefined;
  /** Hex SHA-256 over the names and bytes of all files, in order of name. */
  readonly sha256: string;
  /** False if a file was too large to be read. */
  readonly whole: boolean;
}

/**
 * Reads all files of a pack; a JSON file that is too large is a problem and is not read.
 *
 * @param shown the folder as messages name it
 * @throws InputError if the folder or a file can't be read
 */
export function readPackFiles(folder: string, shown: string, problems: Problems): PackFiles {
  const found = new Map<string, Buffer>();
  const hash = createHash('sha256');
  let whole = true;
  for (const name of reading(shown, () => namesIn(folder, '', 0)).sort()) {
    const path = join(folder, name);
    const about = join(shown, name);
    const most = name.endsWith('.json') ? MAX_JSON_BYTES : MAX_CSV_BYTES;
    if (reading(about, () => statSync(path)).size > most) {
      const kind = name.endsWith('.json') ? 'JSON file of a pack' : 'code list';
      problems.add(about, '$', `the file is larger than ${most / 1_000_000} MB, which no ${kind} needs to be`);
      whole = false;
      continue;
    }
    const bytes = reading(about, () => readFileSync(path));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
    found.set(name, bytes);
  }
  return { names: [...found.keys()], bytes: (name) => found.get(name), sha256: hash.digest('hex'), whole };
}

function namesIn(folder: string, prefix: string, depth: number): string[] {
  return readdirSync(join(folder, prefix)).flatMap((entry) => {
    if (entry.startsWith('.')) return [];
    const name = prefix === '' ? entry : `${prefix}/${entry}`;
    const kind = statSync(join(folder, name), { throwIfNoEntry: false });
    if (kind?.isDirectory()) return depth < MAX_FOLDERS ? namesIn(folder, name, depth + 1) : [];
    return kind?.isFile() && /\.(json|csv)$/.test(entry) ? [name] : [];
  });
}

/** The text of UTF-8 bytes, without a byte order mark; undefined and a problem if they are not UTF-8. */
export function textOf(bytes: Uint8Array, file: string, problems: Problems): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    problems.add(file, '$', 'the file is not UTF-8 text; save it as UTF-8');
    return undefined;
  }
}

/**
 * The content of a JSON file as its schema has it, less what is wrong in it; undefined if nothing of it can be used.
 * @param proven true if it is known to be as its schema says
 */
export function jsonOf(bytes: Uint8Array, schema: SchemaName, file: string, problems: Problems, proven = false): unknown {
  const text = textOf(bytes, file, problems);
  if (text === undefined) return undefined;
  if (proven) return JSON.parse(text) as unknown;
  const value = readJson(text, file, problems);
  return value === undefined ? undefined : prove(schema, value, file, problems);
}

/** As `jsonOf`, of a file that lies outside packs. @throws NodeJS.ErrnoException if it can't be read */
export function readJsonFile(path: string, schema: SchemaName, shown: string, problems: Problems): unknown {
  const bytes = bytesUpTo(path, MAX_JSON_BYTES);
  if (bytes !== undefined) return jsonOf(bytes, schema, shown, problems);
  problems.add(shown, '$', 'the file is larger than 5 MB');
  return undefined;
}
