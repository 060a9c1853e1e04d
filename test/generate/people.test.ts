import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageAt, checkLetter, cro, nextLetter, nino, phone, pncId, postcode, registration } from '../../src/generate/people.ts';
import { seededRandom } from '../../src/generate/random.ts';
import { plainRecords } from './written.ts';

const drawn = (make: (random: ReturnType<typeof seededRandom>) => string) => {
  const random = seededRandom(77);
  return Array.from({ length: 2_000 }, () => make(random));
};
/** The formula once more, in big integers and by text. */
const letterOf = (twoDigitYear: string, serial: string) =>
  'ZABCDEFGHJKLMNPQRTUVWXY'[Number(BigInt(twoDigitYear + serial.padStart(7, '0')) % 23n)];

describe('numbers of invented people', () => {
  it('PNC IDs and CRO numbers end in the letter that the rest gives', () => {
    for (const id of drawn(pncId)) {
      const [, year, serial, letter] = /^(?:19|20)(\d\d)\/(\d{7})([A-Z])$/.exec(id)!;
      expect(letter, id).toBe(letterOf(year!, serial!));
    }
    for (const id of drawn(cro)) {
      const [, serial, year, letter] = /^(\d{1,6})\/(\d\d)([A-Z])$/.exec(id)!;
      expect(letter, id).toBe(letterOf(year!, serial!));
    }
  });

  it('a wrong check letter is never the right one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2049 }), fc.integer({ min: 0, max: 9_999_999 }), (year, serial) => {
        const right = checkLetter(year, serial);
        expect(right).toBe(letterOf(String(year).slice(2), String(serial)));
        expect(nextLetter(right)).not.toBe(right);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('telephone numbers are those that Ofcom keeps for drama', () => {
    for (const number of drawn(phone)) expect(number).toMatch(/^\+44(7700900|2079460|1632960)\d{3}$/);
  });

  it('National Insurance numbers, postcodes and registrations are right in form', () => {
    for (const number of drawn(nino)) expect(number).toMatch(/^X[ABCEGHJ-NPR-TW-Z]\d{6}[A-D]$/);
    for (const code of drawn(postcode)) expect(code).toMatch(/^[A-Z]{2}9[2-8] \d[ABD-HJLNP-UW-Z]{2}$/);
    for (const mark of drawn(registration)) expect(mark).toMatch(/^[A-Z]{2}(3[89]|4[0-7])[A-Z]{3}$/);
  });

  it('ages are whole years at the report, the birthday counted', () => {
    expect(ageAt('1990-03-04', '2026-03-03')).toBe(35);
    expect(ageAt('1990-03-04', '2026-03-04')).toBe(36);
    const records = plainRecords({ records: 2_000, seed: 2, faults: 0 }).filter((record) => record.subject_age !== '');
    expect(records.length).toBeGreaterThan(500);
    for (const { subject_age, subject_date_of_birth, reported_on } of records)
      expect(Number(subject_age)).toBe(ageAt(subject_date_of_birth!, reported_on!));
  });
});
