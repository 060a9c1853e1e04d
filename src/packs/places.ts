import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../model/dashboard.ts';
import { readTable } from './csv.ts';
import { noProblems } from './problems.ts';
import { reading } from './reading.ts';

const TILES = ['agency', 'short', 'column', 'row'];
const REGIONS = ['region', 'name'];

/**
 * Reads `tiles.csv` and `regions.csv` in the folder of packs; where there is no such file, nothing of its kind is known.
 *
 * @throws PackError if one is no such table, or a tile has no whole column and row
 * @throws InputError if one can't be read
 */
export function loadPlaces(rulesRoot: string): Places {
  const problems = noProblems();
  const rows = (file: string, columns: readonly string[]) => {
    const path = join(rulesRoot, file);
    if (!existsSync(path)) return [];
    const text = reading(file, () => readFileSync(path, 'utf8'));
    const table = readTable(text, file, problems);
    if (table !== undefined && table.columns.join() !== columns.join())
      problems.add(file, 'line 1', `found the columns ${table.columns.join()}; expected ${columns.join()}`);
    return table?.rows ?? [];
  };
  const tiles = rows('tiles.csv', TILES).map(({ line, cells: [agency = '', short = '', column = '', row = ''] }) => {
    if (![column, row].every((text) => /^[1-9]\d?$/.test(text)))
      problems.add('tiles.csv', `line ${line}`, `found column ${column} and row ${row}; expected whole numbers from 1 to 99`);
    return [agency, { short, column: Number(column), row: Number(row) }] as const;
  });
  const regions = rows('regions.csv', REGIONS).map(({ cells: [region = '', name = ''] }) => [region, name] as const);
  problems.refuse();
  return { tiles: new Map(tiles), regions: new Map(regions) };
}
