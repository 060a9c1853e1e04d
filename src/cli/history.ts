import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Level } from '../index.ts';
import type { HistoryWords, ShowWords, TrendWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { openHistoryFile } from './history-file.ts';

/** `history add`: each run is added whole or not at all; those that are there already are left as they are. */
export async function addRuns(folders: readonly string[], words: HistoryWords, context: Context): Promise<number> {
  const { host, api, out, signal } = context;
  const runs = folders.map((folder) => api.readRunFolder(resolve(host.cwd, folder), folder));
  const history = await openHistoryFile(words, 'write', context);
  for (const { shown, run, findings } of runs) {
    signal.throwIfAborted();
    const { id, added } = await history.add({ run, findings, addedAt: host.now().toISOString() });
    const note = findings === undefined ? '; it has no findings.jsonl, so nothing will be said of what is new or fixed' : '';
    const words = added
      ? `added ${shown} as ${id} (${run.asOf}, ${api.counted(run.totals.records, 'record')})${note}`
      : `${shown} is there already, as ${id}`;
    await out.print(`${api.forTerminal(words)}\n`);
  }
  return EXIT.done;
}

/** `history list`. */
export async function listRuns(words: ShowWords, context: Context): Promise<number> {
  const { api, host, out } = context;
  const history = await openHistoryFile(words, 'read', context);
  const runs = await history.runs();
  const { marking } = words;
  await out.print(words.format === 'json' ? api.historyJson(marking, { runs }) : api.runsTable(runs, marking, host.stdout.columns));
  return EXIT.done;
}

/** `history show`: a run against its past; ageing belongs to the latest run alone. */
export async function showRun(name: string, words: ShowWords, context: Context): Promise<number> {
  const { api, host, out } = context;
  const history = await openHistoryFile(words, 'read', context);
  const runs = await history.runs();
  const entry = await history.find(name);
  const { scorecards } = await history.run(entry.id);
  const changes = (await history.changes()).filter(({ run }) => run === entry.id);
  const ageing = runs.at(-1)!.id === entry.id ? await history.ageing() : null;
  const { marking } = words;
  const text =
    words.format === 'json'
      ? api.historyJson(marking, { run: entry, changes, ageing })
      : api.runPage({ entry, scorecards, changes, ageing }, marking, host.stdout.columns);
  await out.print(text);
  return EXIT.done;
}

/** `history trend`: of the nation, one region or one agency; of the nation also which agencies have changed. */
export async function showTrend(words: TrendWords, context: Context): Promise<number> {
  const { api, host, out } = context;
  const { measure, agency, region, marking } = words;
  const history = await openHistoryFile(words, 'read', context);
  const [level, name]: [Level, string] =
    agency !== undefined ? ['agency', agency] : region !== undefined ? ['region', region] : ['nation', ''];
  const [series] = await history.series(measure, level, name);
  const isKnown = series?.points.some(({ value }) => value !== null);
  if (series === undefined && level === 'nation') throw new api.UsageError('the history has no runs yet: history add puts one in');
  if (series === undefined) {
    const known = (await history.series(measure, level)).map((one) => one.name);
    throw new api.UsageError(`the history has no ${level} "${name}"${api.didYouMean(name, known)}: it has ${known.join(', ')}`);
  }
  if (!isKnown && !['ready', 'coding', 'score'].includes(measure)) {
    const rules = [...new Set((await history.run((await history.find('latest')).id)).rules.map(({ rule }) => rule))];
    if (!rules.includes(measure))
      throw new api.UsageError(`no measure "${measure}"${api.didYouMean(measure, rules)}: give ready, coding, score or the id of a rule`);
  }
  const others = level === 'nation' ? await history.series(measure, 'agency') : [];
  const text =
    words.format === 'json'
      ? api.historyJson(marking, { series: [series, ...others] })
      : api.trendTable(series, others, marking, host.stdout.columns);
  await out.print(text);
  return EXIT.done;
}

/** `history forget`: retention. */
export async function forgetRuns(words: HistoryWords & { readonly before: string }, context: Context): Promise<number> {
  const { api, out } = context;
  mustBeThere(words, context);
  const history = await openHistoryFile(words, 'write', context, true);
  const runs = await history.forget(words.before);
  await out.print(`forgot ${api.counted(runs, 'run')} before ${words.before}\n`);
  return EXIT.done;
}

/** `history export`. */
export async function exportHistory(
  words: HistoryWords & { readonly parquet: string; readonly marking: string },
  context: Context,
): Promise<number> {
  const { api, host, out } = context;
  const history = await openHistoryFile(words, 'read', context, true);
  const names = await history.exportParquet(resolve(host.cwd, words.parquet), words.marking);
  await out.print(`${api.forTerminal(`wrote ${names.join(', ')} in ${words.parquet}`)}\n`);
  return EXIT.done;
}

/** Opening for writing would make it. */
function mustBeThere({ history }: HistoryWords, { api, host }: Context): void {
  if (!existsSync(resolve(host.cwd, history))) throw new api.InputError(`the history ${history} is not there: history add makes it`);
}
