import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { generated, lintFiles, oicPack } from './run.ts';

const [header, ...rows] = parse(generated({ records: 300, seed: 5, faults: 0.4 }).batch) as [string[], ...string[][]];
const pack = oicPack();
const required = pack.fields.filter((field) => field.required !== 'no').map((field) => field.name);
const inScope = new Set(pack.fields.filter((field) => field.required === 'in-scope').map((field) => field.name));
const column = (name: string) => header.indexOf(name);

const csv = (table: readonly (readonly string[])[]) =>
  table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
const lint = async (table: readonly (readonly string[])[]) => (await lintFiles({ batch: csv(table) })).run;
const RANK = { 'not-ready': 0, 'ready-with-waivers': 1, ready: 2 };

/** The nation's score, ready share and verdict: none may rise. */
function expectNotBetter(after: Run, before: Run, what: string): void {
  expect(after.scorecards.nation.score ?? 0, `${what}: score`).toBeLessThanOrEqual(before.scorecards.nation.score ?? 0);
  expect(after.totals.ready / after.totals.records, `${what}: ready share`).toBeLessThanOrEqual(
    before.totals.ready / before.totals.records,
  );
  const verdict = (run: Run) => RANK[run.scorecards.nation.verdict.verdict];
  expect(verdict(after), `${what}: verdict`).toBeLessThanOrEqual(verdict(before));
}

/** Whether a record is declared by something else than this field: then the field is required of it. */
const isDeclaredWithout = (row: readonly string[], name: string) =>
  ['threat_area', 'nccu_reference', 'crime_identifier_codes'].some(
    (sign) => sign !== name && row[column(sign)] !== '' && (sign !== 'crime_identifier_codes' || row[column(sign)]!.includes('OIC')),
  );

/** What can be split from another field is left out only if that goes too. */
const splitFrom = (name: string) =>
  pack.fields.filter((field) => field.splits?.some((split) => split.into.includes(name))).map((field) => field.name);

describe('leaving data out never pays', () => {
  const before = lint([header, ...rows]);

  it('a required column that is dropped raises nothing, and none of its records is ready', async () => {
    for (const name of required) {
      const gone = new Set([name, ...splitFrom(name)].map(column));
      const without = [header, ...rows].map((row) => row.filter((_, index) => !gone.has(index)));
      const after = await lint(without);
      expectNotBetter(after, await before, `without column ${name}`);
      expect(after.totals.ready, name).toBe(0);
    }
  });

  it('required cells that are blanked raise nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(rows.length - 1), fc.constantFrom(...required)), { minLength: 1, maxLength: 40 }),
        async (cells) => {
          const after = rows.map((row) => [...row]);
          for (const [record, name] of cells)
            if (!inScope.has(name) || isDeclaredWithout(after[record]!, name))
              for (const gone of [name, ...splitFrom(name)]) after[record]![column(gone)] = '';
          expectNotBetter(await lint([header, ...after]), await before, JSON.stringify(cells));
        },
      ),
      { seed: 3, numRuns: 12 },
    );
  });

  it('a row cut short raises nothing', async () => {
    const short = rows.map((row, index) => (index % 3 === 0 ? row.slice(0, -2) : row));
    expectNotBetter(await lint([header, ...short]), await before, 'short rows');
  });
});
