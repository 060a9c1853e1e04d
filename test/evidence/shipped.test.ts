import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evidence/evaluate.ts';
import { expandTerm } from '../../src/evidence/terms.ts';
import { shippedModel, shippedReader } from './pack.ts';

const model = shippedModel();
const reader = shippedReader();
const lines = (name: string): string[] => readFileSync(new URL(name, import.meta.url), 'utf8').split('\n');

describe('the shipped vocabulary', () => {
  it('has no term that its own words do not find', () => {
    const deaf: string[] = [];
    for (const concept of model.concepts) {
      for (const term of concept.terms.flatMap(expandTerm)) {
        const found = reader.features(term.replace(/#k/, '6k').replace(/#(\d)/, (_, digits) => '9'.repeat(Number(digits))));
        if (!found.includes(`concepts\t${concept.name}`)) deaf.push(`${concept.name}: ${term}`);
      }
    }
    expect(deaf).toEqual([]);
  });

  it('weighs no concept alone that counts only in company', () => {
    for (const { name, company } of model.concepts) if (company) expect(model.weights.concepts[name]).toBeUndefined();
  });
});

describe('the shipped weights', () => {
  it('reach on the challenge narratives, which they were not fitted on, what the README says of them', () => {
    const { oic, areaMacroF1, smallBoat, badLines } = evaluate(lines('challenge.jsonl'), reader, model.classes);
    expect(badLines).toEqual([]);
    expect(oic.f1).toBeGreaterThanOrEqual(0.95);
    expect(oic.precision).toBeGreaterThanOrEqual(0.93);
    expect(areaMacroF1).toBeGreaterThanOrEqual(0.87);
    expect(smallBoat.f1).toBeGreaterThanOrEqual(0.8);
  });

  it('do not take an empty text, or one without matter, for organised immigration crime', () => {
    for (const text of ['', '.', 'Nothing to add.']) expect(reader.judge(text).score).toBeLessThan(0.3);
  });

  it.each([
    [
      'disproof',
      'Caller says the haulier brings migrants in his lorry for £3,000 a head.',
      'Enquiries negative, allegation is false and malicious.',
    ],
    [
      'negation',
      'Truck opened at Purfleet, six clandestines found behind pallets, driver arrested.',
      'No clandestines found, no offences. NFA.',
    ],
  ])('turn with %s', (_, claim, ending) => {
    expect(reader.judge(claim).oic).toBe(true);
    expect(
      reader.judge(`Report checked. ${claim.replace(/six clandestines found behind pallets, driver arrested/, 'dog negative')} ${ending}`)
        .oic,
    ).toBe(false);
  });

  it.each([
    [
      'drugs in a boat',
      'Two males on a RHIB landed at night near Ramsgate with 40 kg of cocaine, skipper paid by an OCG. Drugs only, no passengers.',
    ],
    [
      'theft of outboards',
      'Three 40hp outboard engines stolen from the marina at Ramsgate overnight. Bolt croppers used. Owners informed.',
    ],
    [
      'a rescue',
      'Lifeboat launched to an inflatable dinghy blown out off Camber Sands. Two children recovered safe and well, parents advised.',
    ],
    ['a protest', 'Protest outside asylum hotel, group shouting about illegals and small boats. Public order only, dispersal in place.'],
    ['the officer in the case', 'Burglary at boat shop, two kayaks stolen. OIC PC Jones to obtain statement and view CCTV.'],
    ['a lawful query', 'Farmer asked how to check right to work for seasonal workers on valid visas. Advice given, no concerns.'],
    [
      'slavery alone',
      'Two British males forced to work on driveways for no wages, kept in a shed and beaten. NRM submitted, MSHT team informed.',
    ],
    [
      'visa threats at home',
      'Husband hits her and says he will have her spouse visa cancelled. Genuine marriage, valid leave. DASH completed, refuge sought.',
    ],
  ])('do not take %s for organised immigration crime', (_, text) => {
    expect(reader.judge(text).oic).toBe(false);
  });

  it.each([
    [
      'capitals',
      'LARGE RIB BEACHED DEAL 0400HRS. 20 MIGRANTS MADE OFF. LIFEJACKETS LEFT. TWO VANS COLLECTED THEM.',
      ['FACILITATION'],
      true,
    ],
    ['misspellings', 'he is smugling imigrants in the lorrie from calay, they pay him 3 grand each', ['FACILITATION'], false],
    [
      'false papers',
      'Male sells counterfeit Italian ID cards and forged passports at £400 each to overstayers who need work.',
      ['DOCUMENTS'],
      false,
    ],
    [
      'a sham marriage',
      'Registrar suspects sham marriage, fixer paid the bride £4,000, groom is an overstayer and they share no language.',
      ['LEGITIMATE_MEANS'],
      false,
    ],
  ] as const)('read %s', (_, text, areas, smallBoat) => {
    expect(reader.judge(text)).toMatchObject({ oic: true, areas, smallBoat });
  });
});

describe('explanations of the shipped model', () => {
  it('name for a class what speaks for it, the terms of the vocabulary before other words, and nothing that is denied', () => {
    const text = 'Small boat crossing from Dunkirk planned, facilitator took £3,000 a head. No firearms were seen.';
    const told = reader.termsFor(text, ['OIC'], 8);
    expect(told.slice(0, 3).join()).toMatch(/boat|facilitator|head/);
    expect(told).toHaveLength(new Set(told).size);
    expect(told.join()).not.toMatch(/firearm/);
    const all = reader.explain(text).terms.filter((one) => one.class === 'OIC' && one.weight > 0 && !one.negated);
    for (const term of told) expect(all.map((one) => one.term)).toContain(term);
    expect(reader.termsFor(text, ['OIC'], 2)).toEqual(told.slice(0, 2));
    expect(reader.termsFor('', ['OIC'], 8)).toEqual([]);
  });

  it('tell a number as such, and what is known by its beginning alone by that, so that neither a telephone nor a name gets out', () => {
    const beginnings = Object.keys(model.weights.beginnings).map((letters) => `${letters}zzyx`);
    const pairs = Object.keys(model.weights.pairs).map((pair) =>
      pair.replace(/#k/g, '6k').replace(/#(\d+)/g, (_, digits) => '7'.repeat(Number(digits))),
    );
    const endings = Object.keys(model.weights.endings).map((word) =>
      word.replace(/#k/, '6k').replace(/#(\d+)/, (_, digits) => '7'.repeat(Number(digits))),
    );
    const said = [...beginnings, ...pairs, ...endings].flatMap((text) => reader.explain(`Example 07700900987654. ${text}`).terms);
    expect(said.length).toBeGreaterThan(1000);
    for (const { term } of said) expect(term).not.toMatch(/zzyx|077|777/);
  });
});
