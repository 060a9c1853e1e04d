import type { Finding, Suggestion } from '../model/finding.ts';
import { EVERYWHERE, type Pack } from '../model/pack.ts';
import type { Span } from '../model/record.ts';
import { HIDDEN, type Holder, type Owner } from './finding.ts';

/** What records of known agencies have in common with those of unknown ones: sign (source system, or begin of the URN) → agency → records. */
export type Peers = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Signs beyond which a file's systems and URNs say nothing of agencies. */
const MOST_SIGNS = 10_000;
/** Records of an agency that must show a sign before it speaks for others. */
const FEWEST = 10;

const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

const lengthOf = (urn: string | Span): number => (typeof urn === 'string' ? urn.length : urn.to - urn.from);
const codeAt = (urn: string | Span, at: number): number => (typeof urn === 'string' ? urn.charCodeAt(at) : urn.units[urn.from + at]!);

/** Where the two to eight letters end that a URN begins with; 0 if it does not begin so. */
function prefixEnd(urn: string | Span): number {
  const all = lengthOf(urn);
  let length = 0;
  while (length < all && isLetter(codeAt(urn, length))) length++;
  return length < 2 || length > 8 || length === all ? 0 : length;
}

const signOfSystem = (system: string): string => `system ${system}`;
/** @param end where the letters end that the URN begins with */
const signOfPrefix = (urn: string | Span, end: number): string =>
  `urn ${String.fromCharCode(...Array.from({ length: end }, (_, at) => codeAt(urn, at))).toUpperCase()}`;

/** The signs of a record: its source system, and the letters that its URN begins with. */
function signsOf({ source_system, urn }: Pick<Owner, 'source_system' | 'urn'>): readonly string[] {
  const end = urn === null ? 0 : prefixEnd(urn);
  const system = source_system === null || source_system === HIDDEN ? [] : [signOfSystem(source_system)];
  return end === 0 ? system : [...system, signOfPrefix(urn!, end)];
}

/** Agency → records. */
type Records = Map<string, number>;

/** A letter of a URN in a number, its case aside, and how many numbers it takes. */
const LETTER = 0x1f;
const LETTERS = 0x20;

/** Counts the agencies of records by their signs. */
export interface PeerCounter {
  /** Begins to count anew. */
  begin(): void;
  add(holder: Holder, urn: string | Span | null): void;
  /** What was counted since it was begun. */
  peers(): Peers;
}

/** Nothing is counted yet. */
export function countPeers(): PeerCounter {
  let counts = new Map<string, Records>();
  /** The same by what signs are made of, so that none is made for each record: by source system, and by the letters as a number. */
  const bySystem = new Map<string, Records | null>();
  const byLetters = new Map<number, Records | null>();
  /** Null if there are too many signs already. */
  const recordsOf = (sign: string): Records | null => {
    const known = counts.get(sign);
    if (known !== undefined || counts.size >= MOST_SIGNS) return known ?? null;
    const made: Records = new Map();
    counts.set(sign, made);
    return made;
  };
  const count = (records: Records | null, agency: string): void => {
    if (records !== null) records.set(agency, (records.get(agency) ?? 0) + 1);
  };
  return {
    begin() {
      counts = new Map();
      bySystem.clear();
      byLetters.clear();
    },
    add({ agency, source_system }, urn) {
      if (agency === null) return;
      if (source_system !== null && source_system !== HIDDEN) {
        let records = bySystem.get(source_system);
        if (records === undefined) {
          records = recordsOf(signOfSystem(source_system));
          if (bySystem.size < MOST_SIGNS) bySystem.set(source_system, records);
        }
        count(records, agency);
      }
      const end = urn === null ? 0 : prefixEnd(urn);
      if (end === 0) return;
      let letters = 0;
      for (let at = 0; at < end; at++) letters = letters * LETTERS + (codeAt(urn!, at) & LETTER);
      let records = byLetters.get(letters);
      if (records === undefined) {
        records = recordsOf(signOfPrefix(urn!, end));
        if (byLetters.size < MOST_SIGNS) byLetters.set(letters, records);
      }
      count(records, agency);
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

/** What records of others tell about findings of records whose agency is not known. */
export interface PeerSuggestion {
  /** False if no finding of the rule, by its index, is ever completed. */
  mayComplete(rule: number): boolean;
  /** The finding, with an agency suggested if all other records say so. */
  complete(finding: Finding): Finding;
}

/**
 * Suggests the agency of a record that has none, or an unknown one, where all other records with its source system or its kind of URN are
 * of one agency: likely, and only if nothing else is suggested.
 */
export function suggestOfPeers(pack: Pack, peers: Peers): PeerSuggestion {
  const field = pack.fields.find((one) => one.role === 'agency')?.name;
  const isAtAgency = pack.rules.map(
    (rule) => field !== undefined && (!('at' in rule) || rule.at.includes(field) || rule.at.includes(EVERYWHERE)),
  );
  const complete = (finding: Finding): Finding => {
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
  return { mayComplete: (rule) => isAtAgency[rule]!, complete };
}
