// `npm run mutation -- FOLDER`: changes the code of read, check, tally or of report's escaping in small ways, and counts how many of the
// changes the tests notice. Takes long: run it by hand, one folder at a time.
import { spawnSync } from 'node:child_process';

const MUTATED = process.argv[2] ?? '';
const FILES = { read: 'src/read/**/*.ts', check: 'src/check/**/*.ts', tally: 'src/tally/**/*.ts', report: 'src/report/escape.ts' };
if (FILES[MUTATED] === undefined) throw new Error(`name one folder: ${Object.keys(FILES).join(', ')}`);
const args = ['stryker', 'run', '--mutate', FILES[MUTATED], ...process.argv.slice(3)];
process.exitCode = spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, MUTATED } }).status ?? 1;
