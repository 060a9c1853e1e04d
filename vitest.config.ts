import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Left alone, half of two cores would stand idle.
  test: { include: ['test/**/*.test.ts'], maxWorkers: '100%', testTimeout: 120_000, hookTimeout: 120_000, env: { TZ: 'UTC' } },
});
