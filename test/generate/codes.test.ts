import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { AGENCIES } from '../../src/generate/agencies.ts';
import {
  CODES,
  COLLECTION_METHODS,
  ENDING_IDENTIFIER,
  FOUR_PS,
  MIGRANT_OFFENCES,
  OLD_OFFENCES,
  RETIRED_IDENTIFIERS,
  REVIEW_GROUPS,
  SUPERSEDED_IDENTIFIER,
} from '../../src/generate/codes.ts';

const list = (pack: string, name: string): ReadonlyMap<string, Record<string, string>> => {
  const text = readFileSync(new URL(`../../rules/${pack}/codelists/${name}.csv`, import.meta.url));
  return new Map((parse(text, { columns: true, bom: true }) as Record<string, string>[]).map((row) => [row.code!, row]));
};
const identifiers = list('oic', 'crime-identifiers');
const offences = list('oic', 'offences');

describe('codes of generated records', () => {
  it.each(Object.entries(CODES))('about %s are in the shipped lists, current for the whole year, and fit each other', (topic, codes) => {
    if (codes.threatArea !== '') expect(list('oic', 'threat-areas').has(codes.threatArea)).toBe(true);
    for (const code of codes.identifiers.filter((c) => c !== '')) {
      const row = identifiers.get(code);
      expect(row, code).toMatchObject({ valid_from: '', valid_to: '', replaced_by: '', threat_areas: codes.threatArea });
      expect(row!.family === 'OIC', topic).toBe(codes.threatArea !== '');
    }
    for (const code of codes.offences)
      expect(offences.get(code), code).toMatchObject({ replaced_by: '', valid_to: '', threat_areas: codes.threatArea, offender: '' });
  });

  it('that are planted as retired or superseded are so in the shipped lists', () => {
    for (const { code, now } of Object.values(RETIRED_IDENTIFIERS)) {
      expect(identifiers.get(code)!.valid_to! < '2025-06-01', code).toBe(true);
      expect(identifiers.get(code), code).toMatchObject({ valid_to: expect.stringMatching(/./), replaced_by: now });
    }
    expect(identifiers.get(ENDING_IDENTIFIER.code)!.valid_to).toBe(ENDING_IDENTIFIER.lastDay);
    expect(identifiers.get(SUPERSEDED_IDENTIFIER.code)).toMatchObject({ valid_to: '', replaced_by: SUPERSEDED_IDENTIFIER.now });
    for (const { code, now } of OLD_OFFENCES) expect(offences.get(code)!.replaced_by, code).toBe(now);
    for (const [area, codes] of Object.entries(MIGRANT_OFFENCES))
      for (const code of codes) expect(offences.get(code), code).toMatchObject({ threat_areas: area, offender: 'migrant' });
  });

  it('of other kinds are in the shipped lists', () => {
    for (const code of FOUR_PS) expect(list('oic', 'four-ps').has(code), code).toBe(true);
    for (const code of COLLECTION_METHODS) expect(list('intelligence-report', 'collection-methods').has(code), code).toBe(true);
    for (const code of REVIEW_GROUPS) expect(list('intelligence-report', 'review-groups').has(code), code).toBe(true);
  });

  it('name agencies that the shipped list has, with the same name and force code', () => {
    const agencies = list('intelligence-report', 'agencies');
    for (const { id, name, forceCode } of AGENCIES) {
      const row = agencies.get(id);
      expect(row, id).toBeDefined();
      expect([row!.label, ...row!.aliases!.split(';')], id).toContain(name);
      expect(row!.force_code, id).toBe(forceCode);
    }
    expect(new Set(AGENCIES.map((agency) => agency.mark)).size).toBe(AGENCIES.length);
  });
});
