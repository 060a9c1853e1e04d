import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect } from 'vitest';
import { readSegment, survey } from '../../src/read/index.ts';
import { partsOf, textRows, workbook } from '../read/xlsx.ts';
import type { Target } from './targets.ts';

const rows = [['id', 'name', 'on'], ['1', 'A "quoted",\nname', ''], [], ['2', 'é£’_x0041_', '2026-03-04']];
const numbers =
  '<row r="9"><c r="A9" s="1"><v>46085.5</v></c><c r="C9" t="s"><v>1</v></c><c t="e"><v>#N/A</v></c><c s="2"><v>123456789012</v></c></row>';
const made = {
  sheets: { S: textRows(rows) + numbers, T: '' },
  strings: ['<t>one</t>', '<r><t>two</t></r>'],
  formats: ['dd/mm/yyyy hh:mm', 0],
} as const;

/** Whatever the bytes of a workbook: it is read, or told as what it is; rows stand in order, and no working file but the table is left. */
export const workbookTarget: Target = {
  name: 'workbook',
  // Stored as they are, so that what is spoiled is the XML too and not only what it was packed into.
  good: [workbook(made), zipSync(partsOf(made), { level: 0 })],
  runs: 200,
  async check(input) {
    const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-fuzz-'));
    try {
      const path = join(folder, 'input');
      writeFileSync(path, input);
      const found = await survey(path, 'input', { workbook: { table: join(folder, 'table') } });
      expect(found.complete || found.why !== undefined).toBe(true);
      const places: (readonly [number, number])[] = [];
      for (const segment of found.segments)
        await readSegment(found, segment, { row: ({ record, line }) => void places.push([record, line]), fault() {} });
      expect(places.map(([record]) => record)).toEqual(places.map((_, index) => index + 1));
      expect(places.map(([, line]) => line)).toEqual(places.map(([, line]) => line).sort((a, b) => a - b));
      expect(readdirSync(folder).filter((name) => name !== 'input' && name !== 'table')).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
