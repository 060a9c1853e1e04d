// npm run bench [-- --records 1000000 --runs 5 --kinds 424,150,bad,oic --engines pnd-lint-1,duckdb]
// Whole processes, side by side, on the same data; every engine must find the same, or the bench fails.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchChecks } from './checks-job.mjs';
import { ENGINES, enginesNamed, PROGRAM } from './engines.mjs';
import { KINDS } from './generate.mjs';
import { benchMainJob } from './main-job.mjs';
import { machine } from './table.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    kinds: { type: 'string', default: '424,150,bad,oic' },
    engines: { type: 'string', default: ENGINES.map((engine) => engine.name).join(',') },
    // Seconds to wait for a quiet machine before each run.
    wait: { type: 'string', default: '60' },
    // A folder whose data is used again and kept; without it a temporary one.
    data: { type: 'string' },
    // Another build to measure: its bin/pnd-lint.js.
    program: { type: 'string', default: PROGRAM },
  },
});
const kinds = values.kinds.split(',');
const unknown = kinds.filter((kind) => kind !== 'oic' && !Object.hasOwn(KINDS, kind));
if (unknown.length > 0) throw new Error(`no kind ${unknown.join(', ')}; there are ${Object.keys(KINDS).join(', ')}, oic`);
const sizes = values.records.split(',').map(Number);
const runs = Number(values.runs);
if (!sizes.every((size) => size > 0) || !(runs > 0)) throw new Error('--records and --runs are numbers above 0');
const engines = kinds.some((kind) => kind !== 'oic') ? enginesNamed(values.engines.split(',')) : [];

const temporary = mkdtempSync(join(tmpdir(), 'pnd-lint-bench-'));
const clear = () => rmSync(temporary, { recursive: true, force: true });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    clear();
    process.exit(1);
  });
const data = values.data === undefined ? temporary : resolve(values.data);
mkdirSync(data, { recursive: true });
const settings = { runs, wait: Number(values.wait), program: resolve(values.program), data, out: join(temporary, 'out'), engines };
try {
  console.log(`Measured on ${machine()}; medians of ${runs}.`);
  for (const records of sizes)
    for (const kind of kinds) await (kind === 'oic' ? benchMainJob(records, settings) : benchChecks(kind, records, settings));
} finally {
  clear();
}
