import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: begun last, one core would wait for the other at the end. */
const LONG = ['test/national/nights', 'test/whole-runs/planted', 'test/cli/process', 'test/hostile/pollock', 'test/whole-runs/every-rule'];
/** Then those that run together, one behind the other: a process is handed on only to the next file of its kind. */
const place = ({ moduleId, project }: TestSpecification): number => {
  const at = LONG.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
  return at === -1 ? LONG.length + Number(project.name !== 'together') : at;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/**
 * Tests that put something else in the place of a module. All others touch nothing but what they import, and run together: loading all
 * modules again for each file would take longer than the tests.
 */
const APART = ['test/cli/output-folder.test.ts'];

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
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: APART, isolate: false } },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
