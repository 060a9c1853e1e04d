// Tries one change after another in one process: with vitest each would cost a new thread that loads everything again, many times what
// most tests take.
import { cpSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { collect, finish, runTest } from './stand-in.mjs';

globalThis.__stryker__ ??= {};
const state = globalThis.__stryker__;
/** A change that is met so many times as often as the code it changed goes round without end. */
const HITS_FACTOR = 100;
/** Times in a row, 100 ms apart, at which nothing was done since the last: then a test waits for what never comes, and was not just held up. */
const HUNG_AFTER = 50;
const isIdle = (since) => performance.eventLoopUtilization(performance.eventLoopUtilization(), since).utilization < 0.1;
/** Folder of the built tests; those of a process that were loaded again lie beside it. */
const [built, skipped] = process.argv.slice(2);
/** Tests by their names that take too long for every process to begin with. */
const isSkipped = (id) => skipped !== '' && new RegExp(skipped).test(id);

let loads = 0;
/** By id: what runs a test. */
let tests = new Map();
/** Makes the test that runs fail, where something it did not wait for throws. */
let fail = () => {};
process.on('unhandledRejection', (reason) => fail(reason));
process.on('uncaughtException', (reason) => fail(reason));
// Shrinking what fails is for people.
fc.configureGlobal({ endOnFailure: true });

/** Loads all modules anew: nothing that a change left behind survives. */
async function load() {
  tests = new Map();
  const folder = join(built, `${process.pid}-${loads++}`);
  cpSync(join(built, '0'), folder, { recursive: true });
  const names = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.test.mjs'));
  for (const name of names.sort()) {
    const path = resolve(folder, name);
    for (const { id, fn } of await collect(relative(folder, path), () => import(pathToFileURL(path).href)))
      if (!isSkipped(id)) tests.set(`${name} ${id}`, { fn });
  }
}

/** The error of a test, undefined if it passes. */
async function errorOf(id) {
  let idle = 0;
  let clock;
  let since = performance.eventLoopUtilization();
  try {
    await new Promise((done, failed) => {
      fail = (reason) => failed(reason ?? new Error('nothing was said'));
      clock = setInterval(() => {
        idle = isIdle(since) ? idle + 1 : 0;
        since = performance.eventLoopUtilization();
        if (idle > HUNG_AFTER) failed(new Error('waits for what never comes'));
      }, 100);
      runTest(tests.get(id)).then(done, fail);
    });
    return undefined;
  } catch (error) {
    return error ?? new Error('nothing was said');
  } finally {
    clearInterval(clock);
    fail = () => {};
  }
}

/** Every test once as it is: milliseconds it took, and how often it met each change. */
async function meet() {
  const met = {};
  for (const id of tests.keys()) {
    state.currentTestId = id;
    const begun = process.cpuUsage();
    const error = await errorOf(id);
    const { user, system } = process.cpuUsage(begun);
    state.currentTestId = undefined;
    met[id] = { took: (user + system) / 1000, hits: state.mutantCoverage?.perTest[id] ?? {} };
    if (error !== undefined) met[id].error = String(error.stack ?? error).slice(0, 2000);
  }
  return { met, whenLoaded: Object.keys(state.mutantCoverage?.static ?? {}) };
}

/** Runs tests in order with a change, up to the first that fails. */
async function judge(mutant, ids) {
  for (const { id, hits } of ids) {
    Object.assign(state, { activeMutant: mutant, hitCount: 0, hitLimit: 1000 + HITS_FACTOR * hits });
    const error = await errorOf(id);
    const endless = state.hitCount > state.hitLimit;
    Object.assign(state, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    if (error !== undefined || endless)
      return { status: endless ? 'endless' : 'noticed', by: id, why: String(error?.message ?? error).slice(0, 300) };
  }
  return { status: 'missed' };
}

/** The same, sure that what fails does not fail without the change too: another one may have left something behind. */
async function judgeSurely(mutant, ids) {
  const first = await judge(mutant, ids);
  if (first.by === undefined || (await errorOf(first.by)) === undefined) return first;
  await load();
  const second = await judge(mutant, ids);
  await load();
  const isItsOwn = second.by === undefined || (await errorOf(second.by)) === undefined;
  return isItsOwn ? second : { status: 'missed', why: `${second.by} fails anyway` };
}

process.on('message', async (message) => {
  if (message.kind === 'end') {
    await finish();
    process.exit(0);
  }
  process.send(message.kind === 'meet' ? await meet() : await judgeSurely(message.mutant, message.tests));
});
await load();
process.send({ status: 'loaded' });
