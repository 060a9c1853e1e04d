import { defineConfig } from 'vitest/config';

/** Folders whose tests touch nothing but what they import: loading all modules again for each file would take longer than the tests. */
const PURE = ['check', 'normalise', 'packs', 'report', 'tally'].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    globalSetup: 'test/made-once.ts',
    // Left alone, half of two cores would stand idle.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
