import { CommandError } from './command.ts';
import type { Api } from './context.ts';
import { EXIT } from './context.ts';
import { Stopped } from './stoppable.ts';
import { systemCause } from './writing.ts';

/** What is said on standard error when a command ends by an error, and its exit code. The first line is the reason. */
export interface Failure {
  readonly code: number;
  readonly lines: readonly string[];
}

/**
 * Turns any error into words and an exit code.
 * The text of an unknown error may quote the data, so it is shown only with `--debug`.
 */
export async function describeFailure(error: unknown, debug: boolean, load: () => Promise<Api>): Promise<Failure> {
  if (error instanceof Stopped) return { code: EXIT[error.signal], lines: [`pnd-lint: ${error.message}`] };
  const api = await load().catch(() => undefined);
  const safe = api === undefined ? plainText : api.forTerminal;
  const stack = debug && error instanceof Error && error.stack !== undefined ? error.stack.split('\n').map(safe) : [];
  if (error instanceof CommandError) return { code: EXIT.wrongCommand, lines: [safe(`pnd-lint: ${error.message}`), ...stack] };
  if (api !== undefined) {
    if (error instanceof api.PackError) return { code: EXIT.wrongCommand, lines: [...problemLines(error.problems).map(safe), ...stack] };
    if (error instanceof api.UsageError) return { code: EXIT.wrongCommand, lines: [safe(`pnd-lint: ${error.message}`), ...stack] };
    if (error instanceof api.InputError) return { code: EXIT.notWhole, lines: [safe(`pnd-lint: ${error.message}`), ...stack] };
  }
  return { code: EXIT.notWhole, lines: [safe(`pnd-lint: ${unknownFault(error, debug)}`), ...stack] };
}

function problemLines(problems: readonly { readonly file: string; readonly path: string; readonly message: string }[]): string[] {
  const sentences = problems.map((p) => `${p.file}: ${p.path}: ${p.message}`);
  if (sentences.length === 1) return [`pnd-lint: ${sentences[0]}`];
  return [`pnd-lint: ${sentences.length} problems; no data was read`, ...sentences.map((sentence) => `  ${sentence}`)];
}

function unknownFault(error: unknown, debug: boolean): string {
  const cause = systemCause(error);
  if (cause !== undefined) return `the system refused: ${cause}`;
  const name = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : typeof error;
  return debug ? `a fault of the program: ${name}` : `a fault of the program (${name}): run again with --debug to see where`;
}

/** Stands in when not even the library can be loaded. */
function plainText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
