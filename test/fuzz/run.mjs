// `npm run fuzz -- [SECONDS] [TARGET]`: tries spoiled inputs for so many seconds a target (default 60), with another seed each time.
// An input that breaks a target is kept in `corpus/`, from where every test run tries it again.
import { spawnSync } from 'node:child_process';

const [seconds = '60', target] = process.argv.slice(2);
const env = { ...process.env, FUZZ_SECONDS: seconds, ...(target === undefined ? {} : { FUZZ_TARGET: target }) };
process.exitCode = spawnSync('npx', ['vitest', 'run', 'test/fuzz'], { stdio: 'inherit', env }).status ?? 1;
