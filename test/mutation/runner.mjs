// Runs tests for Stryker in one process, the fastest first, up to the first that fails: with vitest each mutant would cost a new thread
// that loads everything again, many times what most tests take.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import fc from 'fast-check';
import { collect, finish, runTest } from './stand-in.mjs';
import { isInSample, TESTS } from './tests.mjs';

const STAND_IN = new URL('./stand-in.mjs', import.meta.url).href;
/** Folder of the built tests, as deep below the package as `dist/program`; each process has its own, as modules are read when they are needed. */
const BUILT = `.mutants-${process.pid}`;
/** How long each test took, and how often it met each mutant: for processes that come after one that was ended. */
const KNOWN = '.mutants.json';
const [COMPLETE, SUCCESS, FAILED] = ['complete', 0, 1];
/** A mutant that is met so many times as often as the code it changed goes round without end. */
const HITS_FACTOR = 100;

/** Modules know where they stood before they were put together. */
const standsWhereItStood = {
  name: 'stands-where-it-stood',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: STAND_IN, external: true }));
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
    });
  },
};

const filesOf = ({ tests, without }) => {
  const all = readdirSync('test', { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  return all.filter((name) => tests.some((start) => name.startsWith(start)) && !without.includes(name)).sort();
};

async function buildTests(names) {
  await build({
    absWorkingDir: process.cwd(),
    entryPoints: names.map((name) => join('test', name)),
    outdir: join(BUILT, '0'),
    outbase: 'test',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.12',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    plugins: [standsWhereItStood],
  });
}

function makeRunner() {
  globalThis.__stryker__ ??= {};
  const state = globalThis.__stryker__;
  /** By id: each test with its duration in milliseconds and how often it meets each mutant. */
  let tests = new Map();
  let known = {};
  let loads = 0;
  let stray;
  process.on('unhandledRejection', (reason) => {
    stray = reason;
  });
  // Shrinking what fails is for people.
  fc.configureGlobal({ endOnFailure: true });

  /** Loads all modules anew: nothing that a mutant left behind survives. */
  async function load() {
    tests = new Map();
    const folder = join(BUILT, String(loads));
    if (loads > 0) cpSync(join(BUILT, '0'), folder, { recursive: true });
    loads++;
    for (const name of readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.test.mjs'))
      .sort()) {
      const path = resolve(folder, name);
      for (const { id: own, fn } of await collect(relative(folder, name), () => import(pathToFileURL(path).href))) {
        const id = `${name} ${own}`;
        tests.set(id, { id, fn, took: 0, hits: {}, ...known[id] });
      }
    }
  }

  async function resultOf(test) {
    const begun = performance.now();
    stray = undefined;
    let error;
    try {
      await runTest(test);
    } catch (thrown) {
      error = thrown;
    }
    error ??= stray;
    const result = { id: test.id, name: test.id, timeSpentMs: performance.now() - begun };
    if (error === undefined) return { ...result, status: SUCCESS };
    return { ...result, status: FAILED, failureMessage: String(error?.message ?? error).slice(0, 2000) };
  }

  /** Runs tests with a mutant, the fastest first, up to the first that fails, or in which the mutant goes round without end. */
  async function judge(ids, mutant) {
    const results = [];
    for (const test of ids.map((id) => tests.get(id)).sort((a, b) => a.took - b.took)) {
      const hitLimit = 1000 + HITS_FACTOR * (test.hits[mutant] ?? 0);
      Object.assign(state, { activeMutant: mutant, hitCount: 0, hitLimit });
      const result = await resultOf(test);
      const ended = determineHitLimitReached(state.hitCount, hitLimit);
      Object.assign(state, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
      results.push(result);
      if (ended !== undefined || result.status === FAILED) return { failed: test, outcome: ended ?? { status: COMPLETE, tests: results } };
    }
    return { outcome: { status: COMPLETE, tests: results } };
  }

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    async init() {
      if (existsSync(KNOWN)) known = JSON.parse(readFileSync(KNOWN, 'utf8'));
      rmSync(BUILT, { recursive: true, force: true });
      await buildTests(filesOf(TESTS[process.env.MUTATED]));
      await load();
    },
    async dryRun() {
      const results = [];
      for (const test of tests.values()) {
        state.currentTestId = test.id;
        const result = await resultOf(test);
        state.currentTestId = undefined;
        known[test.id] = { took: result.timeSpentMs, hits: state.mutantCoverage?.perTest[test.id] ?? {} };
        Object.assign(test, known[test.id]);
        results.push(result);
      }
      writeFileSync(KNOWN, JSON.stringify(known));
      return { status: COMPLETE, tests: results, mutantCoverage: state.mutantCoverage };
    },
    async mutantRun({ activeMutant: { id }, testFilter }) {
      // Left out of the count. Said to be an error, each would cost a new process.
      if (!isInSample(id)) return { status: 'survived', nrOfTests: 0 };
      const ids = testFilter ?? [...tests.keys()];
      let { failed, outcome } = await judge(ids, id);
      // A test that now fails without the mutant too says nothing: another mutant left something behind.
      if (failed !== undefined && (await resultOf(failed)).status === FAILED) {
        await load();
        ({ outcome } = await judge(ids, id));
        await load();
      }
      return toMutantRunResult(outcome);
    },
    async dispose() {
      await finish();
      rmSync(BUILT, { recursive: true, force: true });
    },
  };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-one-process', makeRunner)];
