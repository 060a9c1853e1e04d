import { resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { CommandError, type GenerateWords, REFERENCES } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { writeWhole } from './single-file.ts';
import { writing } from './writing.ts';

/** `generate`: an invented batch, the truth about it and the files that go with it, each written whole or not at all. */
export async function generate(words: GenerateWords, { host, api, signal, atEnd }: Context): Promise<number> {
  const wanted = Object.entries(REFERENCES).flatMap(([option, name]) => {
    const file = words[option as keyof typeof REFERENCES];
    return file === undefined ? [] : [{ name, option: `--${name}`, file }];
  });
  const values = words.trueValues === undefined ? [] : [{ option: '--true-values', file: words.trueValues }];
  const named = [{ option: '--out', file: words.out }, { option: '--truth', file: words.truth }, ...values, ...wanted];
  const paths = named.map(({ file }) => resolve(host.cwd, file));
  for (const [at, { option }] of named.entries()) {
    const twin = named[paths.indexOf(paths[at]!)]!;
    if (twin.option !== option) throw new CommandError(`${twin.option} and ${option} name the same file`);
  }
  const files = named.map(({ file }, at) => {
    const opened = writing(api, file, () => writeWhole(paths[at]!, host));
    atEnd(opened.discard);
    return { ...opened, name: file };
  });
  const { records, seed, faults, agencies, style, batchFault, night } = words;
  const references = wanted.map(({ name }) => name);
  for (const part of api.generateBatch({ records, seed, faults, agencies, style, references, batchFault, night })) {
    signal.throwIfAborted();
    const pieces = [part.batch, part.truth, ...values.map(() => part.values), ...references.map((name) => part.references[name] ?? '')];
    for (const [at, file] of files.entries()) writing(api, file.name, () => file.write(pieces[at]!));
    await turn();
  }
  for (const file of files) writing(api, file.name, file.close);
  for (const file of files) writing(api, file.name, file.place);
  return EXIT.done;
}
