import { resolve } from 'node:path';
import type { History } from '../index.ts';
import type { HistoryWords } from './command.ts';
import type { Context } from './context.ts';

/** Opens the history that the words name; says when it waits for another process. It is closed when the command ends. */
export async function openHistoryFile(
  { history, wait }: HistoryWords,
  mode: 'read' | 'write',
  { host, api, err, signal, atEnd }: Context,
  otherFiles = false,
  shown = history,
): Promise<History> {
  const opened = await api.openHistory(resolve(host.cwd, history), {
    mode,
    shown,
    wait: wait * 1000,
    onBusy: (holder) => void err.print(`${api.forTerminal(`waiting for ${shown}, in use by ${holder}`)}\n`).catch(() => {}),
    signal,
    ...(otherFiles ? { otherFiles } : {}),
  });
  atEnd(opened.close);
  return opened;
}
