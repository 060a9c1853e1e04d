import type { Fault } from '../model/row.ts';
import { phaseOf, type Waiver, type WaiverList } from '../model/waiver.ts';
import type { WaiverUse } from './usage.ts';

/** How a waiver came out of a run. */
export type WaiverState = 'in-force' | 'unmatched' | 'exceeded' | 'expired' | 'premature';

/** State of the waiver at this index on `day` (ISO), its limit being `limit` records. */
export function stateOf(waiver: Waiver, index: number, use: WaiverUse, limit: number | undefined, day: string): WaiverState {
  const phase = phaseOf(waiver, day);
  if (phase !== 'in-force') return phase;
  if (use.findings[index] === 0) return 'unmatched';
  return limit !== undefined && use.records[index]! > limit ? 'exceeded' : 'in-force';
}

/** What is wrong with the waivers: those that do not hold, or hold for nothing. Names of waivers and rules, days and counts only. */
export function waiverFaults(
  list: WaiverList,
  states: readonly WaiverState[],
  limits: readonly (number | undefined)[],
  use: WaiverUse,
): Fault[] {
  return list.waivers.flatMap(({ id, rule, issued, expires }, index): Fault[] => {
    const state = states[index]!;
    if (state === 'in-force') return [];
    const about = { waiver: id, waived_rule: rule };
    const facts = {
      unmatched: about,
      exceeded: { ...about, records: use.records[index]!, limit: limits[index] ?? 0 },
      expired: { ...about, expires },
      premature: { ...about, issued },
    }[state];
    return [{ kind: 'fault', fault: `${state}-waiver`, record: index + 1, line: list.lines[index]!, detail: facts }];
  });
}
