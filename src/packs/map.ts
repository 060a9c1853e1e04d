import { existsSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import type { ColumnMap, Pack } from '../model/pack.ts';
import { readJsonFile } from './files.ts';
import { didYouMean, either, noProblems, type Problems, quote, step } from './problems.ts';
import { broken, wrongName } from './reading.ts';

/** Proves that a map leads to fields that exist. */
export function proveMap(map: Partial<ColumnMap>, fields: ReadonlyMap<string, unknown>, file: string, problems: Problems): void {
  const unknown = (name: string) => `there is no field ${quote(name)}${didYouMean(name, fields.keys())}`;
  for (const [heading, name] of Object.entries(map.columns ?? {}))
    if (!fields.has(name)) problems.add(file, step('$.columns', heading), unknown(name));
  for (const name of Object.keys(map.values ?? {})) if (!fields.has(name)) problems.add(file, step('$.values', name), unknown(name));
}

/**
 * A column map: one of the pack's by its name, else that of a JSON file.
 *
 * @throws UsageError if there is neither
 * @throws PackError if the file is refused
 */
export function loadMap(nameOrFile: string, pack: Pack): ColumnMap {
  const named = pack.maps.get(nameOrFile);
  if (named) return named;
  if (!existsSync(nameOrFile)) {
    const names = [...pack.maps.keys()];
    const known = names.length === 0 ? 'The packs have no maps' : `Maps of the packs are ${either(names)}`;
    throw new UsageError(`there is no map ${quote(nameOrFile)}${didYouMean(nameOrFile, names) || '.'} ${known}; or give a JSON file`);
  }
  const problems = noProblems();
  const map = (read(nameOrFile, problems) ?? {}) as Partial<ColumnMap>;
  proveMap(map, new Map(pack.fields.map((field) => [field.name, field])), nameOrFile, problems);
  problems.refuse();
  return { columns: map.columns ?? {}, values: map.values ?? {} };
}

function read(file: string, problems: Problems): unknown {
  try {
    return readJsonFile(file, 'map', file, problems);
  } catch (error) {
    if (wrongName(error) === undefined) throw broken(file, error);
    throw new UsageError(`the map ${quote(file)} can't be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
