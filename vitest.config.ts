import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/made-once.ts',
    // Left alone, half of two cores would stand idle.
    maxWorkers: '100%',
    // Loading all modules again for each file would take as long as most of the tests do.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  },
});
