import type { Finding, Suggestion } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import { HIDDEN, type Owner } from './finding.ts';

/** What records of known agencies have in common with those of unknown ones: sign (source system, or begin of the URN) → agency → records. */
export type Peers = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Signs beyond which a file's systems and URNs say nothing of agencies. */
const MOST_SIGNS = 10_000;
/** Records of an agency that must show a sign before it speaks for others. */
const FEWEST = 10;

const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

/** The two to eight letters that a URN begins with, in upper case; undefined if it does not begin so. */
function prefixOf(urn: string): string | undefined {
  let length = 0;
  while (length < urn.length && isLetter(urn.charCodeAt(length))) length++;
  return length < 2 || length > 8 || length === urn.length ? undefined : urn.slice(0, length).toUpperCase();
}

/** The signs of a record: its source system, and the letters that its URN begins with. */
function signsOf({ source_system, urn }: Pick<Owner, 'source_system' | 'urn'>): readonly string[] {
  const prefix = urn === null ? undefined : prefixOf(urn);
  const system = source_system === null || source_system === HIDDEN ? [] : [`system ${source_system}`];
  return prefix === undefined ? system : [...system, `urn ${prefix}`];
}

/** Counts the agencies of records by their signs. */
export function countPeers(): { add(owner: Owner): void; peers(): Peers } {
  const counts = new Map<string, Map<string, number>>();
  return {
    add(owner) {
      if (owner.agency === null) return;
      for (const sign of signsOf(owner)) {
        let own = counts.get(sign);
        if (own === undefined) {
          if (counts.size >= MOST_SIGNS) continue;
          own = new Map();
          counts.set(sign, own);
        }
        own.set(owner.agency, (own.get(owner.agency) ?? 0) + 1);
      }
    },
    peers: () => counts,
  };
}

/** Adds up what parts of a run counted. */
export function addPeers(into: Map<string, Map<string, number>>, more: Peers): void {
  for (const [sign, agencies] of more) {
    const own = into.get(sign) ?? new Map<string, number>();
    into.set(sign, own);
    for (const [agency, records] of agencies) own.set(agency, (own.get(agency) ?? 0) + records);
  }
}

/**
 * Suggests the agency of a record that has none, or an unknown one, where all other records with its source system or its kind of URN are
 * of one agency: likely, and only if nothing else is suggested.
 */
export function suggestOfPeers(pack: Pack, peers: Peers): (finding: Finding) => Finding {
  const field = pack.fields.find((one) => one.role === 'agency')?.name;
  return (finding) => {
    const { value } = finding.params;
    if (finding.at.field !== field || finding.agency !== null || finding.suggestion !== null || finding.at.record === null) return finding;
    const agreed = new Set<string>();
    for (const sign of signsOf(finding)) {
      const [one, another] = peers.get(sign) ?? [];
      if (one !== undefined && another === undefined && one[1] >= FEWEST) agreed.add(one[0]);
    }
    const [to] = agreed;
    if (agreed.size !== 1 || to === undefined) return finding;
    const isHidden = value === HIDDEN || value === '';
    const from = typeof value === 'string' ? value.trim() : null;
    const suggestion: Suggestion = { field, from, to: isHidden ? String(value) : to, confidence: 'likely', reason: 'records-agree' };
    return { ...finding, suggestion };
  };
}
