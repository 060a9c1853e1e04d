import { defineConfig } from 'vitest/config';

/** Tests that judge mutants of a folder: those of the stage itself and those that spoil its input, no whole processes. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  read: ['read', 'fuzz'],
  check: ['check', 'batch', 'reconcile'],
  tally: ['tally'],
  report: ['report/escape'],
};
const folder = process.env.MUTATED ?? '';

export default defineConfig({
  test: {
    include: (TESTS[folder] ?? []).map((name) => `test/${name}{/**/*,}.test.ts`),
    exclude: ['test/reconcile/{threads,command-line}.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  },
});
