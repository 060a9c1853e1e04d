/** A command of a fenced block, as a shell would read it: words, and where standard output goes. */
export interface ShellCommand {
  readonly line: string;
  readonly args: readonly string[];
  readonly stdoutTo: string | undefined;
}

/** Reads `npx pnd-lint …` or `pnd-lint …` with plain and quoted words and `> FILE`; undefined for any other command. */
export function shellCommand(line: string): ShellCommand | undefined {
  const words = [...line.replace(/^\$ /, '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  if (words[0] === 'npx') words.shift();
  if (words.shift() !== 'pnd-lint') return undefined;
  const redirect = words.indexOf('>');
  return redirect === -1
    ? { line, args: words, stdoutTo: undefined }
    : { line, args: words.slice(0, redirect), stdoutTo: words[redirect + 1] };
}

/** The commands of this program in the fenced `sh` blocks of a page of Markdown, or in the examples of `--help`. */
export function shellCommands(text: string): ShellCommand[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  const examples = [...text.matchAll(/^ *(\$ pnd-lint .*)$/gm)].map((match) => match[1] ?? '');
  return [...blocks.flatMap((block) => block.split('\n')), ...examples].map(shellCommand).filter((command) => command !== undefined);
}
