/** What is mutated of each folder, and the tests that judge its mutants: those of the stage and those that spoil its input. No threads, no whole processes. */
export const TESTS = {
  read: {
    mutated: 'src/read',
    tests: ['read/', 'hostile/'],
    without: ['given-files', 'pollock', 'sizes', 'canary', 'packs', 'values', 'strangers'].map((name) => `hostile/${name}.test.ts`),
  },
  check: {
    mutated: 'src/check',
    tests: ['check/', 'batch/', 'reconcile/'],
    without: ['reconcile/command-line.test.ts'],
  },
  tally: { mutated: 'src/tally', tests: ['tally/', 'report/released'], without: [] },
  report: { mutated: 'src/report/escape.ts', tests: ['report/escape', 'fuzz/'], without: [] },
};
