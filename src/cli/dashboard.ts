import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Dashboard } from '../index.ts';
import type { DashboardWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { writeNew } from './file-writer.ts';
import { openHistoryFile } from './history-file.ts';
import { loadNamed } from './load.ts';
import { DASHBOARD, openOutputFolder } from './output-folder.ts';
import { packsOf, readWholeRun } from './run-folder.ts';
import { writingSlowly } from './writing.ts';

/** `dashboard`: runs or a history go in, a folder of pages comes out. */
export async function dashboard(runs: readonly string[], words: DashboardWords, context: Context): Promise<number> {
  const { api, host, out, atEnd } = context;
  const shown = await contentOf(runs, words, context);
  const packs = words.pack ?? packsOf(shown.run);
  const { pack } = loadNamed(packs.length > 0 ? packs : ['oic'], [], host, api);
  const places = api.loadPlaces(host.rulesRoot ?? api.SHIPPED_RULES);
  const { pages, bytes } = await writingSlowly(api, words.out, async () => {
    mustBeOurs(words.out, context);
    const folder = openOutputFolder(resolve(host.cwd, words.out), host, DASHBOARD);
    atEnd(folder.discard);
    for (const name of DASHBOARD.folders) mkdirSync(join(folder.fresh, name), { mode: 0o700 });
    let [pages, bytes] = [0, 0];
    for (const { path, text } of api.dashboardPages(shown, pack, places)) {
      context.signal.throwIfAborted();
      const file = writeNew(join(folder.fresh, path));
      const content = Buffer.from(text);
      file.write(content);
      file.close();
      pages += 1;
      bytes += content.length;
    }
    await folder.commit();
    return { pages, bytes };
  });
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  await out.print(
    `${api.forTerminal(`wrote ${api.counted(pages, 'page')} (${size}); open ${join(words.out, 'index.html')} in a browser`)}\n`,
  );
  return EXIT.done;
}

/** Another folder might have files under the same names. Throws UsageError. */
function mustBeOurs(out: string, { api, host }: Context): void {
  const folder = resolve(host.cwd, out);
  const isFree = !existsSync(folder) || readdirSync(folder).every((name) => name.startsWith('.'));
  if (isFree || (existsSync(join(folder, 'index.html')) && !existsSync(join(folder, 'run.json')))) return;
  throw new api.UsageError(`--out ${out} holds other files and no dashboard: give a new folder, an empty one or an earlier dashboard`);
}

async function contentOf(named: readonly string[], words: DashboardWords, context: Context): Promise<Dashboard> {
  const { api } = context;
  const { history: file, wait, suppress } = words;
  if ((file === undefined) === (named.length === 0))
    throw new api.UsageError('give run.json files, or --history with a history: one of them, not both');
  if (file !== undefined) {
    const history = await openHistoryFile({ history: file, wait }, 'read', context);
    return api.dashboardOfHistory(history, { suppressBelow: suppress ?? null, marking: words.marking ?? 'OFFICIAL-SENSITIVE' });
  }
  const runs = named.map((name) => ({ name, run: readWholeRun(name, context).run }));
  const marking = words.marking ?? runs.at(-1)!.run.marking;
  return api.dashboardOfRuns(runs, { suppressBelow: suppress ?? null, marking });
}
