import type { Run } from './run.ts';

/** Why a run can't stand for all its inputs, to follow its name in a message; undefined if it can. */
export function onlyAShard({ options }: Pick<Run, 'options'>): string | undefined {
  const shard = options?.shard;
  return typeof shard === 'string'
    ? `is shard ${shard} of a run alone: merge all its shards first, and give what merge has written`
    : undefined;
}
