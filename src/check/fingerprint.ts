import { hash } from 'node:crypto';
import type { IntelRecord } from '../model/record.ts';

/** Whom a record belongs to. */
interface Owner {
  readonly agency: string | null;
  readonly source_system: string | null;
  readonly urn: string | null;
}

const hashOf = (text: string): string => hash('sha256', text).slice(0, 32);

/** First 128 bits of the SHA-256 of a list as JSON, as 32 hex digits. */
export const fingerprint = (parts: readonly unknown[]): string => hashOf(JSON.stringify(parts));

/**
 * Makes the fingerprints of records' findings: of agency, source system, URN, rule and field. What all findings of a record share is written once.
 *
 * @param plain indexes of the fields that stand for the URN where there is none
 */
export function makeFingerprints(plain: readonly number[]): (record: IntelRecord, owner: Owner, rule: string, field: string) => string {
  let last: Owner | undefined;
  let beginning = '';
  const endings = new Map<string, Map<string, string>>();
  const endingOf = (rule: string, field: string): string => {
    const known = endings.get(rule)?.get(field);
    if (known !== undefined) return known;
    const made = JSON.stringify([rule, field]).slice(1);
    endings.set(rule, (endings.get(rule) ?? new Map<string, string>()).set(field, made));
    return made;
  };
  return (record, owner, rule, field) => {
    if (owner !== last) {
      const reference = owner.urn ?? fingerprint(plain.map((index) => record.reading(index).value ?? null));
      beginning = JSON.stringify([owner.agency, owner.source_system, reference]).slice(0, -1);
      last = owner;
    }
    return hashOf(`${beginning},${endingOf(rule, field)}`);
  };
}
