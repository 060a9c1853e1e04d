import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/packs/csv.ts';
import { noProblems } from '../../src/packs/problems.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', ',', '"', '""', '\n', ' ', ',"x"', '\r\n'), { maxLength: 24 })
  .map((parts) => parts.join(''));

describe('a table of a code list', () => {
  it('has the cells that csv-parse finds in the whole text, and is refused where that refuses it', () => {
    fc.assert(
      fc.property(text, (rows) => {
        const whole = `name,other\n${rows}`;
        const problems = noProblems();
        const table = readTable(whole, 'list.csv', problems);
        let expected: string[][] | undefined;
        try {
          expected = parse(whole.replaceAll('\r\n', '\n'), { relax_column_count: true });
        } catch {}
        if (expected === undefined) expect(table).toBeUndefined();
        else {
          const filled = expected.map((cells) => cells.map((cell) => cell.trim())).filter((cells) => cells.some((cell) => cell !== ''));
          expect([table!.columns, ...table!.rows.map(({ cells }) => cells)]).toEqual(filled);
        }
      }),
      { seed: 31, numRuns: 2_000 },
    );
  });
});
