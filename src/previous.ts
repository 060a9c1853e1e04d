import { UsageError } from './model/errors.ts';
import { onlyAShard } from './model/one-shard.ts';
import type { Pack } from './model/pack.ts';
import type { Run } from './model/run.ts';
import { parseWritten } from './packs/index.ts';
import { UNKNOWN_AGENCY } from './tally/index.ts';

/** What a run is compared with: an earlier one of the same packs. */
export interface PreviousRun {
  /** ISO day. */
  readonly asOf: string;
  readonly complete: boolean;
  /** Agency (its code) → records. */
  readonly records: ReadonlyMap<string, number>;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the `run.json` of an earlier run.
 *
 * @param file name for messages
 * @throws UsageError if it is none, of another schema version, or of other packs than `pack`: their records are not the same ones
 */
export function previousRun(text: string, file: string, pack: Pack): PreviousRun {
  const refuse = (why: string): never => {
    throw new UsageError(`the previous run ${file} ${why}`);
  };
  const json = parseWritten(text, `the previous run ${file}`, 'run.json of an earlier check');
  const { schemaVersion, asOf, complete, packs, scorecards } = (isObject(json) ? json : {}) as Partial<Run>;
  const cards: unknown = scorecards?.agencies;
  const isRun = typeof asOf === 'string' && typeof complete === 'boolean' && Array.isArray(packs) && packs.every(isObject);
  if (!isRun || !Array.isArray(cards) || !cards.every(isCard)) return refuse('is no run.json: give that of an earlier check');
  if (schemaVersion !== 1) return refuse(`has schema version ${String(schemaVersion)}, and this program reads version 1`);
  const part = onlyAShard(json as Run);
  if (part !== undefined) refuse(part);
  const ids = (of: readonly { readonly id?: unknown }[]) => of.map(({ id }) => String(id)).sort();
  const [theirs, ours] = [ids(packs), ids(pack.identities)];
  if (theirs.join() !== ours.join()) return refuse(`was made with other packs: ${theirs.join(', ')}, not ${ours.join(', ')}`);
  const known = cards.filter(({ agency }) => agency !== UNKNOWN_AGENCY);
  return { asOf, complete, records: new Map(known.map(({ agency, records }) => [agency, records])) };
}

function isCard(card: unknown): card is { readonly agency: string; readonly records: number } {
  return isObject(card) && typeof card.agency === 'string' && Number.isSafeInteger(card.records) && (card.records as number) >= 0;
}
