/** What is mutated of each folder, and the tests that judge its mutants: those of the stage and those that spoil its input. No threads, no whole processes, nothing of a hundred megabytes. */
export const TESTS = {
  read: {
    mutated: 'src/read',
    tests: ['read/', 'hostile/quotes', 'hostile/rows', 'hostile/lines', 'hostile/headers'],
    without: ['read/extremes.test.ts'],
    skip: 'a bomb is not unpacked|bytes that show late|stand far down|100,000 levels',
  },
  check: {
    mutated: 'src/check',
    tests: ['check/', 'batch/', 'reconcile/'],
    without: ['reconcile/command-line.test.ts', 'batch/runs.test.ts'],
    skip: 'small stretches|most values|stay linear|100,000 texts|in any script|serves as many|judged by their shapes as they are',
  },
  tally: { mutated: 'src/tally', tests: ['tally/', 'report/released'], without: [] },
  report: { mutated: 'src/report/escape.ts', tests: ['report/escape', 'fuzz/'], without: [] },
};
