import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assertSame, countsOf } from './counts.mjs';
import { generate, KINDS } from './generate.mjs';
import { measure } from './measure.mjs';
import { untilQuiet } from './quiet.mjs';
import { disturbance, summary, table } from './table.mjs';

const SEED = 1;

/** The data of a kind; made unless it is there. Only whole files bear the name. */
function dataOf(kind, records, folder) {
  const path = join(folder, `${kind}-${records}.csv`);
  if (!existsSync(path)) {
    generate(kind, records, SEED, `${path}.part`);
    renameSync(`${path}.part`, path);
  }
  return path;
}

/** Measures the 34 checks on one kind of data by all engines in turn, and prints the table. @throws Error if two differ */
export async function benchChecks(kind, records, { runs, wait, program, data, out, engines }) {
  const path = dataOf(kind, records, data);
  const measured = engines.map((engine) => ({ engine, runs: [] }));
  let expected;
  for (let run = 0; run < runs; run++)
    for (const one of measured) {
      const { engine } = one;
      rmSync(out, { recursive: true, force: true });
      await untilQuiet(wait);
      const result = await measure(...engine.command(path, out, program), engine.env);
      if (result.code !== 0) throw new Error(`${engine.name} ended with ${result.code}: ${result.errors.slice(-2000)}`);
      one.runs.push(result);
      if (engine.job === 'none') continue;
      const counts = countsOf(engine.job, out);
      if (counts.records !== records) throw new Error(`${engine.name} counted ${counts.records} records of ${records}`);
      if (expected !== undefined) assertSame(expected.counts, counts, expected.name, engine.name);
      expected ??= { name: engine.name, counts };
    }
  const rows = measured.map(({ engine, runs: results }) => ({ engine, summary: summary(results) }));
  const bytes = statSync(path).size;
  console.log(`\n### ${records.toLocaleString('en-GB')} ${KINDS[kind].title}, ${Math.round(bytes / 1e6)} MB`);
  if (expected !== undefined)
    console.log(
      `\nThe 34 checks; every engine that does the whole job found the same ${expected.counts.findings.toLocaleString('en-GB')} faults.`,
    );
  console.log(
    `\n${table(
      rows,
      rows.filter(({ engine }) => engine.job === 'own'),
      records,
      bytes,
    )}${disturbance(rows)}`,
  );
}
