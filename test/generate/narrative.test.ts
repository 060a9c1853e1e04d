import { describe, expect, it } from 'vitest';
import { plainRecords } from './written.ts';

const records = plainRecords({ records: 20_000, seed: 6, faults: 0 });
const of = (is: (record: Record<string, string>) => boolean) => records.filter(is).map((record) => record.narrative!);
const BOATS = /boat|dinghy|dinghies|inflatable|lifejacket/i;
const IMMIGRATION = /migrant|smuggl|clandestine|visa\b|passport|illegal|right to work|residence|border|channel|marriage|sponsor/i;

describe('invented narratives', () => {
  it('have 20 words and more, end as sentences, leave no blank unfilled, and are all different', () => {
    for (const { narrative } of records) {
      expect(narrative!.split(/\s+/).length, narrative).toBeGreaterThanOrEqual(20);
      expect(narrative, narrative).toMatch(/^[A-Z0-9].*\.$/s);
      expect(narrative).not.toMatch(/[{}]|undefined| {2}/);
    }
    expect(new Set(records.map((record) => record.narrative)).size).toBe(records.length);
  });

  it('speak of small boats exactly where the record says so', () => {
    for (const text of of((record) => record.small_boat === 'yes')) expect(text).toMatch(BOATS);
    for (const text of of((record) => record.small_boat === 'no')) expect(text).not.toMatch(BOATS);
  });

  it('say nothing of immigration crime outside its scope', () => {
    const texts = of((record) => record.threat_area === '');
    expect(texts.length).toBeGreaterThan(6_000);
    for (const text of texts) expect(text.replace('car boot', '')).not.toMatch(IMMIGRATION);
  });

  it('are about organised immigration crime in about six records of ten', () => {
    expect(of((record) => record.threat_area !== '').length / records.length).toBeCloseTo(0.6, 1);
  });
});
