import { resolve } from 'node:path';
import type { Context } from './context.ts';
import { isPipe } from './pipe.ts';
import type { Settings } from './settings.ts';

/** Refuses what a shard can't be checked with. Throws UsageError. */
export function refuseUnshardable(files: readonly string[], settings: Settings, { host, api }: Pick<Context, 'host' | 'api'>): void {
  if (settings.shard === undefined) return;
  const refuse = (why: string): never => {
    throw new api.UsageError(`--shard ${why}`);
  };
  if (settings.out === undefined || !settings.state) refuse('needs --out DIR and --state, from which merge joins the shards');
  const pipe = files.find((file) => file === '-' || isPipe(resolve(host.cwd, file)));
  if (pipe !== undefined) refuse(`needs files, which every shard can read: ${pipe} can be read only once`);
  const later = (['previous', 'history'] as const).flatMap((name) => (settings[name] === undefined ? [] : [`--${name}`]));
  if (later.length > 0) refuse(`goes without ${later.join(', ')}: no shard knows the records of the others; give it to merge`);
  if (settings.baseline !== undefined)
    refuse('goes without --baseline: some findings show only when all shards are merged, and merge writes none; check in one process');
}
