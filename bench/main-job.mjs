import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkOptions } from './engines.mjs';
import { measure } from './measure.mjs';
import { untilQuiet } from './quiet.mjs';
import { disturbance, summary, table } from './table.mjs';

const STYLES = ['plain', 'jsonl'];

/** A generated batch and the number of faults planted in it. */
async function batchOf(style, records, folder, program) {
  const batch = join(folder, `oic-${records}.${style}`);
  const truth = `${batch}.truth`;
  const options = ['--records', String(records), '--seed', '1', '--style', style, '--out', batch, '--truth', truth];
  const made = await measure(process.execPath, [program, 'generate', ...options]);
  if (made.code !== 0) throw new Error(made.errors);
  return { batch, planted: readFileSync(truth, 'utf8').split('\n').length - 2 };
}

/** Measures the product's own job: generated intelligence reports, the full catalogue, one and two threads. */
export async function benchMainJob(records, { runs, wait, program, data, out }) {
  for (const style of STYLES) {
    const { batch, planted } = await batchOf(style, records, data, program);
    const bytes = statSync(batch).size;
    const measured = [1, 2].map((jobs) => ({ engine: { name: 'one thread', title: `pnd-lint, ${style}`, threads: jobs }, runs: [] }));
    for (let run = 0; run < runs; run++)
      for (const one of measured) {
        rmSync(out, { recursive: true, force: true });
        await untilQuiet(wait);
        const options = [...checkOptions(out, one.engine.threads), '--as-of', '2026-06-30'];
        const result = await measure(process.execPath, [program, 'check', batch, ...options]);
        if (result.code !== 0) throw new Error(result.errors);
        const { totals } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
        const found = totals.findings.error + totals.findings.warning + totals.findings.info;
        if (totals.records !== records) throw new Error(`${totals.records} records counted, ${records} made`);
        if (found < planted) throw new Error(`${planted} faults planted, ${found} found`);
        one.runs.push(result);
      }
    const of = measured.map(({ engine, runs: results }) => ({ engine, summary: summary(results) }));
    console.log(`\n### ${records.toLocaleString('en-GB')} generated intelligence reports, ${style}, ${Math.round(bytes / 1e6)} MB`);
    console.log(`\nThe whole job with the full catalogue.\n\n${table(of, of.slice(0, 1), records, bytes)}${disturbance(of)}`);
    rmSync(batch);
  }
}
