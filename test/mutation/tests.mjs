/** What is mutated of each folder, and the tests that judge its mutants: those of the stage and those that spoil its input. No threads, no whole processes. */
export const TESTS = {
  read: { mutated: 'src/read/**/*.ts', tests: ['read/', 'fuzz/', 'hostile/'], without: ['hostile/given-files.test.ts'] },
  check: {
    mutated: 'src/check/**/*.ts',
    tests: ['check/', 'batch/', 'reconcile/', 'packs/shipped'],
    without: ['reconcile/threads.test.ts', 'reconcile/command-line.test.ts'],
  },
  tally: { mutated: 'src/tally/**/*.ts', tests: ['tally/', 'report/released'], without: [] },
  report: { mutated: 'src/report/escape.ts', tests: ['report/escape', 'fuzz/'], without: [] },
};

/** One mutant in so many is tried, spread evenly over the files; all are without `SAMPLE`. */
const sample = Number(process.env.SAMPLE ?? 1);
export const isInSample = (id) => Number(id) % sample === 0;
