import { defineConfig } from 'vitest/config';

/** Tests that change what others in the same process see, or measure the process: each file gets one of its own, which takes seconds to load. */
const ALONE = ['test/browser/**', 'test/fuzz/**', 'test/machine/**', 'test/cli/output-folder.test.ts', 'test/cli/process.test.ts'];

export default defineConfig({
  test: {
    globalSetup: 'test/made-once.ts',
    // Left alone, half of two cores would stand idle.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    projects: [
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE.map((path) => path.replace(/\*\*$/, '**/*.test.ts')) } },
    ],
  },
});
