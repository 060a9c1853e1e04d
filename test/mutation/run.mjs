// `npm run mutation -- FOLDER`: changes the code of read, check, tally or of report's escaping in small ways, and counts how many of the
// changes the tests notice. More words go to Stryker. With `SAMPLE=10` one change in ten is tried.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { isInSample, TESTS } from './tests.mjs';

const MUTATED = process.argv[2] ?? '';
if (TESTS[MUTATED] === undefined) throw new Error(`name one folder: ${Object.keys(TESTS).join(', ')}`);
const REPORT = 'reports/mutation.json';
rmSync(REPORT, { force: true });
const args = ['stryker', 'run', '--mutate', TESTS[MUTATED].mutated, ...process.argv.slice(3)];
process.exitCode = spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, TZ: 'UTC', MUTATED } }).status ?? 1;

const { files } = JSON.parse(readFileSync(REPORT, 'utf8'));
const tried = Object.values(files).flatMap(({ mutants }) => mutants.filter(({ id }) => isInSample(id)));
const count = (...statuses) => tried.filter(({ status }) => statuses.includes(status)).length;
const [noticed, missed] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')];
const share = ((100 * noticed) / (noticed + missed)).toFixed(1);
console.log(
  `${MUTATED}: ${noticed} of ${noticed + missed} changes noticed (${share} %), ${count('Timeout')} of them by running on for too long`,
);
console.log(
  `not counted: ${count('RuntimeError')} that end the process, ${count('Ignored')} that only take effect when modules are loaded`,
);
