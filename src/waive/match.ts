import type { Finding } from '../model/finding.ts';
import { phaseOf, type Waiver, type WaiverScope } from '../model/waiver.ts';

/** Tells which waivers speak of a finding. */
export interface WaiverMatcher {
  /** Rules that any waiver in force is about. */
  readonly rules: ReadonlySet<string>;
  /** Indexes of the waivers in force that a finding falls under, caps aside. */
  of(finding: Finding): readonly number[];
}

const NONE: readonly number[] = [];

/** Sorts the waivers that are in force on `day` (ISO) by their rule, so that findings of other rules cost one look. */
export function matchWaivers(waivers: readonly Waiver[], day: string): WaiverMatcher {
  const byRule = new Map<string, { readonly index: number; readonly scope: WaiverScope }[]>();
  for (const [index, waiver] of waivers.entries()) {
    if (phaseOf(waiver, day) !== 'in-force') continue;
    const own = byRule.get(waiver.rule);
    if (own === undefined) byRule.set(waiver.rule, [{ index, scope: waiver.scope }]);
    else own.push({ index, scope: waiver.scope });
  }
  return {
    rules: new Set(byRule.keys()),
    of(finding) {
      const own = byRule.get(finding.rule);
      if (own === undefined) return NONE;
      return own.filter(({ scope }) => covers(scope, finding)).map(({ index }) => index);
    },
  };
}

function covers(scope: WaiverScope, finding: Finding): boolean {
  const same = (wanted: string | undefined, found: string | null) => wanted === undefined || wanted === found;
  return (
    same(scope.agency, finding.agency) &&
    same(scope.source_system, finding.source_system) &&
    same(scope.unit, finding.unit) &&
    same(scope.urn, finding.urn) &&
    same(scope.fingerprint, finding.fingerprint) &&
    same(scope.field, finding.at.field)
  );
}
