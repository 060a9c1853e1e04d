import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** The product as it is built in this checkout. */
export const PROGRAM = here('../bin/pnd-lint.js');
const PACK = here('./pack');

/** Options of every run of the product: the whole job, output folder written, nothing shown. */
export const checkOptions = (out, jobs) => ['--out', out, '--jobs', String(jobs), '--fail-on', 'never', '--quiet', '--format', 'json'];

const ours = (jobs) => ({
  name: `pnd-lint-${jobs}`,
  title: 'pnd-lint, rules as data',
  threads: jobs,
  job: 'own',
  command: (data, out, program) => [process.execPath, [program, 'check', data, '--pack', PACK, ...checkOptions(out, jobs)]],
});
const peer = (name, title, threads, env) => ({
  name,
  title,
  threads,
  job: 'peer',
  ...(env === undefined ? {} : { env }),
  command: (data, out) => [process.execPath, [here(`./peers/${name}.mjs`), data, out]],
});

/** What is measured: `job` says in which form an engine leaves its counts, `none` for what does less than the whole job. */
export const ENGINES = [
  ours(1),
  ours(2),
  peer('csv-parse-ajv', 'csv-parse + ajv', 1),
  peer('papaparse', 'papaparse + checks in JavaScript', 1),
  peer('duckdb', 'DuckDB, checks in SQL', 2, { THREADS: '2' }),
  peer('polars', 'Polars, checks as expressions', 2, { POLARS_MAX_THREADS: '2' }),
  { name: 'reader', title: 'the reader of pnd-lint alone, no cell decoded', threads: 1, job: 'none', command: readerAlone },
  { name: 'wc', title: '`wc -l`, which counts lines', threads: 1, job: 'none', command: (data) => ['wc', ['-l', data]] },
];

function readerAlone(data, _, program) {
  return [process.execPath, [here('./reader.mjs'), program, data]];
}

/** The engines of these names. @throws Error for a name that none has, or if the peers are not installed */
export function enginesNamed(names) {
  const found = names.map((name) => {
    const engine = ENGINES.find((one) => one.name === name);
    if (engine === undefined) throw new Error(`no engine ${name}; there are ${ENGINES.map((one) => one.name).join(', ')}`);
    return engine;
  });
  if (found.some((engine) => engine.job === 'peer') && !existsSync(here('./peers/node_modules')))
    throw new Error('the peers are not installed: run "npm ci" in bench/peers first, or name the --engines you want');
  return found;
}
