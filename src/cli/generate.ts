import { resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { GenerateWords } from './command.ts';
import { CommandError } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { writeWhole } from './single-file.ts';
import { writing } from './writing.ts';

/** `generate`: an invented batch and the truth about it, each written whole or not at all. */
export async function generate(words: GenerateWords, { host, api, signal, atEnd }: Context): Promise<number> {
  const out = resolve(host.cwd, words.out);
  const truth = resolve(host.cwd, words.truth);
  if (out === truth) throw new CommandError('--out and --truth name the same file');
  const batchFile = writing(api, words.out, () => writeWhole(out, host));
  atEnd(batchFile.discard);
  const truthFile = writing(api, words.truth, () => writeWhole(truth, host));
  atEnd(truthFile.discard);
  const { records, seed, faults, agencies, style } = words;
  for (const part of api.generateBatch({ records, seed, faults, agencies, style })) {
    signal.throwIfAborted();
    writing(api, words.out, () => batchFile.write(part.batch));
    writing(api, words.truth, () => truthFile.write(part.truth));
    await turn();
  }
  writing(api, words.out, batchFile.close);
  writing(api, words.truth, truthFile.close);
  writing(api, words.out, batchFile.place);
  writing(api, words.truth, truthFile.place);
  return EXIT.done;
}
