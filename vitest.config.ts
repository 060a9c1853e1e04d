import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { SOURCES } from './test/made-once.ts';

/** Files that take longest: begun last, one core would wait for the other at the end. */
const LONG = [
  'test/national/nights',
  'test/whole-runs/planted',
  'test/cli/process',
  'test/read/extremes',
  'test/hostile/sizes',
  'test/whole-runs/threads',
  'test/hostile/pollock',
  'test/whole-runs/every-rule',
];
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

const sources = fileURLToPath(new URL('src/', import.meta.url));
// Each project reads these settings anew, in one process: all must come to the same name, and no two runs to one.
const madeOnce = join(tmpdir(), `pnd-lint-made-once-${process.pid}-${performance.timeOrigin}`);
const built = join(madeOnce, SOURCES, 'dist');

/**
 * Each test makes rules, readers and threads anew and works on little: more time went into compiling what is over soon than into running it.
 * With these the engine waits longer before it compiles, takes smaller pieces, and collects garbage on the core that the process has, but
 * seldom: what a test made is over before the room for what is new (in MB) is full, and need not be moved.
 */
const SHORT_LIVED = [
  '--interrupt-budget=400000',
  '--max-inlined-bytecode-size-cumulative=400',
  '--single-threaded-gc',
  '--min-semi-space-size=64',
  '--max-semi-space-size=128',
];
// Node does not start with an option that its engine lacks, and each version has others.
const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
const ofEngine = SHORT_LIVED.filter((option) => options.includes(`  ${option.replace(/=.*/, '')} (`));

/** Has Node load the sources, not vitest, whose modules take several times as long at their work. */
const sourcesByNode = {
  name: 'sources-by-node',
  enforce: 'pre' as const,
  resolveId(id: string, importer: string | undefined) {
    const path = importer === undefined ? id : resolve(dirname(importer), id);
    return path.startsWith(sources) ? { id: join(built, path.slice(sources.length).replace(/\.ts$/, '.js')), external: true } : undefined;
  },
};

export default defineConfig({
  test: {
    globalSetup: 'test/made-once.ts',
    provide: { madeOnce },
    // Left alone, half of two cores would stand idle.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    sequence: { sequencer: LongestFirst },
    server: { deps: { external: [/[\\/]pnd-lint-made-once-[^\\/]+[\\/]/] } },
    projects: [
      {
        extends: true,
        plugins: [sourcesByNode],
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: APART,
          isolate: false,
          execArgv: ['--enable-source-maps', ...ofEngine],
        },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
