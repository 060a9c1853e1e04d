import { isKeyed } from './check/index.ts';
import { findingsOf } from './hand-out.ts';
import type { LintedInput } from './linted-input.ts';
import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { WaiverList } from './model/waiver.ts';
import { sealOf } from './spool/seal.ts';
import { openSpool } from './spool/spool.ts';
import { byRecord } from './waivers.ts';

/** A finding of a record that a waiver speaks of, without what waiving does not ask of. */
export interface WaivableFinding extends Finding {
  /** Place of its part among the keys of its run. */
  readonly part: number;
  /** True if the record is not ready, whatever its findings. */
  readonly noneReady: boolean;
}

/** The findings that waiving asks of, in a spool, if there are any. */
export interface WaivableFile {
  readonly path: string;
  readonly exists: boolean;
  /** Hex SHA-256 of the file; empty if there is none. */
  readonly seal: string;
}

/** Ids of the rules whose findings show only when all records are known: what a waiver says of them, no shard can note. */
export function rulesOfWhole({ rules }: Pick<Pack, 'rules'>): ReadonlySet<string> {
  return new Set(rules.flatMap((rule) => (isKeyed(rule) || rule.kind === 'reconcile' ? [rule.id] : [])));
}

/**
 * Spools the findings of all records that a waiver speaks of, so that a merge can waive them as one run does. Those that show only when
 * all records are known are left out.
 */
export async function spoolWaivable(path: string, list: WaiverList, pack: Pack, inputs: readonly LintedInput[]): Promise<WaivableFile> {
  const concerned = new Set(list.waivers.map(({ rule }) => rule));
  const later = rulesOfWhole(pack);
  const spool = openSpool(path);
  let exists = false;
  let part = 0;
  for (const { parts } of inputs) {
    const noneReady = parts.some(({ result }) => result.noneReady);
    for (const one of parts) {
      for await (const findings of byRecord(findingsOf([one])))
        if (findings.some(({ rule }) => concerned.has(rule)))
          for (const finding of findings.filter(({ rule }) => !later.has(rule))) {
            const kept: WaivableFinding = { ...finding, officer: null, params: {}, also: [], suggestion: null, part, noneReady };
            spool.write(kept);
            exists = true;
          }
      part++;
    }
  }
  spool.close();
  return { path, exists, seal: exists ? sealOf(path) : '' };
}
