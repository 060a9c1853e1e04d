// `npm run mutation -- FOLDER`: changes the code of read, check, tally or of report's escaping in small ways, and counts how many of the
// changes the tests notice. Every change is tried, in an order drawn with `--seed`, or as many as `--sample` and `--minutes` allow.
import { fork } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildTests, mutantsOf, testFilesOf } from './mutants.mjs';
import { TESTS } from './tests.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: 'Infinity' },
    /** Changes of the sample that were tried before: a run that was ended goes on from there. */
    from: { type: 'string', default: '0' },
    minutes: { type: 'string', default: 'Infinity' },
    /** Seconds of processor time of the tests that may be run for one change, the fastest first. */
    budget: { type: 'string', default: '5' },
    processes: { type: 'string', default: '2' },
    /** Parts of the file names whose changes are tried, with commas. */
    only: { type: 'string', default: '' },
    /** Beginnings of the names of the test files that are run, of those that judge the folder, with commas. */
    with: { type: 'string', default: '' },
    /** Tries the changes again that a file of results has as missed. */
    again: { type: 'string' },
  },
});
const [folder = ''] = positionals;
if (TESTS[folder] === undefined) throw new Error(`name one folder: ${Object.keys(TESTS).join(', ')}`);
const RESULTS = `reports/mutation-${folder}.jsonl`;
const BUILT = `.mutants-${folder}-${process.pid}`;
/** Seconds of processor time after which a change that no count ended is taken to run on without end. */
const ENDLESS_AFTER = 20;
const begun = performance.now();
const isOneOf = (list, fits) => list.split(',').some(fits);
const linesOf = (path) => readFileSync(path, 'utf8').trim().split('\n').map(JSON.parse);
/** A change by its file and text: lines move. */
const nameOf = ({ place, mutator, was, is }) => JSON.stringify([place.split(':')[0], mutator, was, is]);
const missedBefore =
  values.again && new Set(linesOf(values.again).flatMap((one) => (/^(missed|unmet)$/.test(one.status) ? [nameOf(one)] : [])));
process.env.TZ = 'UTC';

const { mutants, sources, texts } = await mutantsOf(TESTS[folder].mutated);
rmSync(BUILT, { recursive: true, force: true });
await buildTests(
  testFilesOf(TESTS[folder]).filter((name) => isOneOf(values.with, (part) => name.startsWith(part))),
  texts,
  `${BUILT}/0`,
);
mkdirSync('reports', { recursive: true });
writeFileSync(RESULTS, '');

function cpuSecondsOf(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return performance.now() / 1000;
  }
}

/** A process that is asked one thing at a time. */
function start() {
  const child = fork(new URL('./worker.mjs', import.meta.url), [BUILT, TESTS[folder].skip ?? ''], {
    execArgv: ['--max-old-space-size=2000'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = (limit) =>
    new Promise((done) => {
      const from = cpuSecondsOf(child.pid);
      const watch = setInterval(() => {
        if (cpuSecondsOf(child.pid) - from <= limit) return;
        end({ status: 'endless' });
        child.kill('SIGKILL');
      }, 500);
      const end = (result) => {
        clearInterval(watch);
        child.off('message', end);
        child.off('exit', died);
        done(result);
      };
      const died = () => end({ status: 'ended' });
      child.on('message', end);
      child.on('exit', died);
    });
  const loaded = answer(600);
  const ask = async (message, limit) => {
    await loaded;
    if (child.exitCode !== null || child.signalCode !== null) return { status: 'ended' };
    child.send(message);
    return answer(limit);
  };
  return { ask, over: () => child.exitCode !== null || child.signalCode !== null || child.killed };
}

const first = start();
const { met, whenLoaded } = await first.ask({ kind: 'meet' }, 3600);
const broken = Object.entries(met).filter(([, { error }]) => error !== undefined);
if (broken.length > 0)
  throw new Error(
    `tests fail before anything is changed:\n${broken
      .slice(0, 3)
      .map(([id, { error }]) => `${id}: ${error}`)
      .join('\n')}`,
  );
const total = Object.values(met).reduce((sum, { took }) => sum + took, 0);
console.log(`${folder}: ${mutants.length} changes, ${Object.keys(met).length} tests of ${(total / 1000).toFixed(1)} s in all`);
writeFileSync(
  `reports/mutation-${folder}-tests.json`,
  JSON.stringify(
    Object.entries(met)
      .map(([id, { took }]) => [Math.round(took), id])
      .sort(([a], [b]) => b - a),
    undefined,
    1,
  ),
);

/** Tests that meet each change, the fastest first. */
const fastest = Object.entries(met).sort(([, a], [, b]) => a.took - b.took);
const testsOf = new Map();
for (const [id, { took, hits }] of fastest)
  for (const [mutant, times] of Object.entries(hits)) {
    const known = testsOf.get(mutant);
    if (known === undefined) testsOf.set(mutant, [{ id, hits: times, took }]);
    else known.push({ id, hits: times, took });
  }

/** By file and test: how many of its changes the test noticed. */
const noticedBy = new Map();
/** Tests for a change, as many as the budget allows: first those that noticed others of the same file. */
function testsFor({ id, fileName }) {
  const known = noticedBy.get(fileName);
  const all = testsOf.get(id);
  const before = known === undefined ? [] : all.filter((test) => known.has(test.id)).sort((a, b) => known.get(b.id) - known.get(a.id));
  let spent = 0;
  return [...new Set([...before, ...all])].filter(({ took }, n) => {
    spent += took / 1000;
    return n === 0 || spent <= Number(values.budget);
  });
}

/** The same order for the same seed: a linear congruential generator (Numerical Recipes) under Fisher and Yates's shuffle. */
function shuffled(list, seed) {
  const all = [...list];
  let drawn = seed >>> 0;
  const next = () => {
    drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
    return drawn / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

const isStatic = new Set(whenLoaded.filter((id) => !testsOf.has(id)));
const open = mutants.filter(
  (mutant) =>
    mutant.status !== 'Ignored' &&
    !isStatic.has(mutant.id) &&
    isOneOf(values.only, (part) => mutant.fileName.includes(part)) &&
    (missedBefore === undefined || missedBefore.has(nameOf(described(mutant)))),
);
const order = shuffled(open, Number(values.seed)).slice(Number(values.from), Number(values.sample));
const counts = { noticed: 0, endless: 0, missed: 0, unmet: 0, ended: 0 };

function described({ fileName, location, mutatorName, replacement }) {
  const lines = sources.get(fileName).split('\n');
  const { start: from, end: to } = location;
  const was =
    from.line === to.line
      ? lines[from.line].slice(from.column, to.column)
      : [lines[from.line].slice(from.column), ...lines.slice(from.line + 1, to.line + 1)].join('\n');
  const place = `${relative('.', fileName)}:${from.line + 1}:${from.column + 1}`;
  return { place, mutator: mutatorName, was: was.slice(0, 300), is: replacement.slice(0, 300) };
}

function keep(mutant, result) {
  counts[result.status]++;
  appendFileSync(RESULTS, `${JSON.stringify({ ...described(mutant), ...result })}\n`);
  if (result.by === undefined) return;
  const known = noticedBy.get(mutant.fileName) ?? new Map();
  noticedBy.set(mutant.fileName, known.set(result.by, (known.get(result.by) ?? 0) + 1));
}

const isOver = () => performance.now() - begun > Number(values.minutes) * 60_000;
async function work(given) {
  let worker = given;
  for (let mutant = order.shift(); mutant !== undefined && !isOver(); mutant = order.shift()) {
    if (!testsOf.has(mutant.id)) {
      keep(mutant, { status: 'unmet' });
      continue;
    }
    const tests = testsFor(mutant);
    if (worker.over()) worker = start();
    const asked = performance.now();
    const result = await worker.ask({ kind: 'try', mutant: mutant.id, tests }, ENDLESS_AFTER + Number(values.budget));
    keep(mutant, { ...result, tests: tests.length, seconds: Math.round(performance.now() - asked) / 1000 });
  }
  if (!worker.over()) await worker.ask({ kind: 'end' }, 60);
}
await Promise.all([first, ...Array.from({ length: Number(values.processes) - 1 }, start)].map(work));
rmSync(BUILT, { recursive: true, force: true });

/** Wilson's interval of a share, in per cent: see `src/tally/share.ts`. */
function interval(count, n) {
  const z2 = 1.959963984540054 ** 2;
  const middle = (count / n + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt(((count / n) * (1 - count / n)) / n + z2 / (4 * n * n));
  return [middle - half, middle + half].map((bound) => (100 * bound).toFixed(0)).join(' to ');
}
const noticed = counts.noticed + counts.endless;
const tried = noticed + counts.missed + counts.unmet;
console.log(
  `${noticed} of ${tried} changes noticed: ${((100 * noticed) / tried).toFixed(1)} % (${interval(noticed, tried)} with 95 % certainty)`,
);
console.log(`${counts.endless} of them as they run without end; of those missed ${counts.unmet} are met by no test`);
console.log(`not counted: ${counts.ended} that ended the process; ${isStatic.size} that only take effect when modules are loaded`);
console.log(`each change: ${RESULTS}; each test: reports/mutation-${folder}-tests.json`);
process.exitCode = noticed / tried < 0.85 ? 1 : 0;
