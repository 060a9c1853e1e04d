import { resolve } from 'node:path';
import type { Comparison } from '../index.ts';
import type { CompareWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { openHistoryFile } from './history-file.ts';

/** `compare A B`: two folders of `check --out`, or two runs of a history. */
export async function compare(before: string, after: string, words: CompareWords, context: Context): Promise<number> {
  const { api, host, out } = context;
  const comparison = await comparisonOf(before, after, words, context);
  const { marking, format } = words;
  if (format === 'json') await out.print(api.comparisonJson(comparison, marking));
  else if (format === 'markdown') await out.print(api.comparisonMarkdown(comparison, marking));
  else await out.print(api.comparisonTable(comparison, marking, host.stdout.columns));
  return EXIT.done;
}

async function comparisonOf(before: string, after: string, { history: file, wait }: CompareWords, context: Context): Promise<Comparison> {
  const { api, host } = context;
  if (file === undefined) {
    const [earlier, later] = [before, after].map((path) => api.readRunFolder(resolve(host.cwd, path), path));
    return api.compareFolders(earlier!, later!);
  }
  const history = await openHistoryFile({ history: file, wait }, 'read', context);
  return history.compare(await history.find(before), await history.find(after));
}
