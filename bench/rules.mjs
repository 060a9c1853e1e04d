// npm run bench:rules [-- --pack oic --records 20000 --data FILE]: what each rule costs a record, in microseconds, and what the rest does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROGRAM } from './engines.mjs';
import { measure } from './measure.mjs';
import { makeMeter } from './rule-costs.mjs';
import { machine } from './table.mjs';

const { values } = parseArgs({
  options: {
    pack: { type: 'string', multiple: true, default: ['oic'] },
    records: { type: 'string', default: '20000' },
    // The file to measure on; without it a generated batch of intelligence reports.
    data: { type: 'string' },
    program: { type: 'string', default: PROGRAM },
  },
});
const program = resolve(values.program);
const temporary = mkdtempSync(join(tmpdir(), 'pnd-lint-bench-'));

async function generated() {
  const batch = join(temporary, 'batch.csv');
  const made = await measure(process.execPath, [
    ...[program, 'generate', '--records', values.records, '--seed', '1', '--style', 'plain'],
    ...['--out', batch, '--truth', join(temporary, 'truth.csv')],
  ]);
  if (made.code !== 0) throw new Error(made.errors);
  return batch;
}

const row = (what, microseconds) => console.log(`| ${what} | ${Math.max(0, microseconds).toFixed(2)} |`);

try {
  const meter = await makeMeter(program, values.data ?? (await generated()), values.pack, temporary);
  const { rules } = meter;
  console.log(`${meter.records.toLocaleString('en-GB')} records, pack ${values.pack.join(', ')}, one thread; ${machine()}.\n`);
  console.log('| part | CPU µs a record |\n| --- | ---: |');
  row('first pass over the file: hash, encoding, quotes, cuts', await meter.survey());
  const rows = await meter.rows();
  row('reading rows, no cell decoded', rows);
  const cells = await meter.cells();
  row('decoding every cell', cells - rows);
  row('normalising every field, its cells decoded on the way', (await meter.fields()) - rows);
  const bare = await meter.judged([]);
  row('a record of no rules: counted, its owner found', bare - rows);
  row(`all ${rules.length} rules and the coding state, with what they decode and find`, (await meter.all()) - rows);
  const evidence = await meter.evidence();
  if (evidence !== undefined) row(`evidence alone (${evidence.perHundred.toFixed(2)} µs per 100 characters)`, evidence.perRecord);

  console.log(
    '\nEach rule alone, with decoding what it reads and writing what it finds; together they share that, so that the sum is more than the whole.\n',
  );
  console.log('| rule | CPU µs a record |\n| --- | ---: |');
  const costs = [];
  for (const rule of rules) costs.push({ id: rule.id, cost: (await meter.judged([rule])) - bare });
  for (const { id, cost } of costs.sort((a, b) => b.cost - a.cost)) row(id, cost);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
