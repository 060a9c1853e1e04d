import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: begun last, one core would wait for the other at the end. */
const LONG = ['test/national/nights', 'test/whole-runs/planted', 'test/cli/process', 'test/hostile/pollock', 'test/whole-runs/every-rule'];
const place = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
  return at === -1 ? LONG.length : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

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
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE.map((path) => path.replace(/\*\*$/, '**/*.test.ts')) } },
    ],
  },
});
