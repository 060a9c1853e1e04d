// Runs tests for Stryker in one process, the fastest first, up to the first that fails: with vitest each mutant would cost a new thread
// that loads everything again, many times what most tests take.
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import fc from 'fast-check';
import { collect, finish, runTest } from './stand-in.mjs';
import { isInSample, TESTS } from './tests.mjs';

const STAND_IN = new URL('./stand-in.mjs', import.meta.url).href;
/** Folder of the built tests, as deep below the package as `dist/program`. */
const BUILT = '.mutants';
const [COMPLETE, SUCCESS, FAILED] = ['complete', 0, 1];

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
  /** By id: each test with its last known duration in milliseconds. */
  let tests = new Map();
  let loads = 0;
  let stray;
  process.on('unhandledRejection', (reason) => {
    stray = reason;
  });
  // Shrinking what fails is for people.
  fc.configureGlobal({ endOnFailure: true });

  /** Loads all modules anew: nothing that a mutant left behind survives. */
  async function load() {
    const known = tests;
    tests = new Map();
    const folder = join(BUILT, String(loads));
    if (loads > 0) cpSync(join(BUILT, '0'), folder, { recursive: true });
    loads++;
    for (const name of readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.test.mjs'))
      .sort()) {
      const path = resolve(folder, name);
      for (const test of await collect(relative(folder, name), () => import(pathToFileURL(path).href)))
        tests.set(`${name} ${test.id}`, { ...test, id: `${name} ${test.id}`, took: known.get(`${name} ${test.id}`)?.took ?? 0 });
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

  async function firstFailure(ids, mutant) {
    const chosen = ids.map((id) => tests.get(id)).sort((a, b) => a.took - b.took);
    const results = [];
    for (const test of chosen) {
      state.activeMutant = mutant;
      const result = await resultOf(test);
      state.activeMutant = undefined;
      results.push(result);
      if (result.status === FAILED) break;
    }
    return results;
  }

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    async init() {
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
        test.took = result.timeSpentMs;
        results.push(result);
      }
      return { status: COMPLETE, tests: results, mutantCoverage: state.mutantCoverage };
    },
    async mutantRun({ activeMutant, testFilter, hitLimit }) {
      if (!isInSample(activeMutant.id)) return { status: 'error', errorMessage: 'not in the sample' };
      const ids = testFilter ?? [...tests.keys()];
      const once = async () => {
        Object.assign(state, { hitCount: 0, hitLimit });
        const results = await firstFailure(ids, activeMutant.id);
        const { hitCount } = state;
        Object.assign(state, { hitCount: undefined, hitLimit: undefined });
        return { results, ended: determineHitLimitReached(hitCount, hitLimit) };
      };
      let { results, ended } = await once();
      const failed = results.at(-1);
      // A test that now fails without the mutant too says nothing: another mutant left something behind.
      if (failed?.status === FAILED && (await resultOf(tests.get(failed.id))).status === FAILED) {
        await load();
        ({ results, ended } = await once());
        await load();
      }
      return toMutantRunResult(ended ?? { status: COMPLETE, tests: results });
    },
    async dispose() {
      await finish();
      rmSync(BUILT, { recursive: true, force: true });
    },
  };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-one-process', makeRunner)];
