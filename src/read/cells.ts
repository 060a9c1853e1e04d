import { createReadStream } from 'node:fs';
import { readRows } from './rows.ts';

/** All cells of a small table in a file, its heading among the rows; what is wrong with the file is passed over. */
export async function readCells(path: string): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = [];
  for await (const one of readRows(createReadStream(path), { header: false }))
    if (one.kind === 'row') rows.push(one.cells.map((cell) => (typeof cell === 'string' ? cell : '')));
  return rows;
}
