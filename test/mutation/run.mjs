// `npm run mutation -- FOLDER`: changes the code of read, check, tally or of report's escaping in small ways, and counts how many of the
// changes the tests notice. More words go to Stryker.
import { spawnSync } from 'node:child_process';
import { TESTS } from './tests.mjs';

const MUTATED = process.argv[2] ?? '';
if (TESTS[MUTATED] === undefined) throw new Error(`name one folder: ${Object.keys(TESTS).join(', ')}`);
const args = ['stryker', 'run', '--mutate', TESTS[MUTATED].mutated, ...process.argv.slice(3)];
process.exitCode = spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, TZ: 'UTC', MUTATED } }).status ?? 1;
