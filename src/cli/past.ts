import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Pack, PreviousRun } from '../index.ts';
import type { Context } from './context.ts';
import { openHistoryFile } from './history-file.ts';
import type { Job } from './job.ts';

/** Seconds that a check waits for a busy history. */
const WAIT = 60;

/** A job with the past that its settings name. */
export async function withPast(job: Job, context: Context): Promise<Job> {
  const { history, asOf } = job.settings;
  return history === undefined ? job : { ...job, previous: await pastOf(history, asOf, job.pack, context) };
}

/**
 * The run of a history that volumes are compared with: the last one before a day. A text says why there is none: in the first night
 * there is no history yet.
 *
 * @param file absolute path of the history
 * @throws UsageError if it is none, InputError if it stays busy
 */
export async function pastOf(file: string, asOf: string, pack: Pack, context: Context): Promise<PreviousRun | string> {
  const name = basename(file);
  if (!existsSync(file)) return `there is no history ${name} yet`;
  const history = await openHistoryFile({ history: file, wait: WAIT }, 'read', context, false, name);
  const packs = pack.identities.map(({ id }) => id);
  const past = await history.before(asOf, packs);
  history.close();
  if (past === undefined) return `the history ${name} has no run of these packs before ${asOf}`;
  const records = [...past.records].filter(([agency]) => agency !== context.api.UNKNOWN_AGENCY);
  return { asOf: past.asOf, complete: true, records: new Map(records) };
}
