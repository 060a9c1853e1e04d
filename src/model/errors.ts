/** The command, config, waiver file or option is wrong, and no data was read. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One problem of a pack, code list, map or config: where it stands, what was found, what was expected. */
export interface PackProblem {
  readonly file: string;
  /** JSON path (`$.when.urn`) or `line 3, column valid_from` in a CSV. */
  readonly path: string;
  readonly message: string;
}

/** A pack, code list, map or config is refused; holds every problem found, not the first only. Exit code 2. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly problems: readonly PackProblem[];
  constructor(problems: readonly PackProblem[]) {
    super(problems.map((p) => `${p.file}: ${p.path}: ${p.message}`).join('\n'));
    this.problems = problems;
  }
}

/** An input is missing, unreadable, of another kind or ends inside; or an output can't be written. Exit code 3. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
