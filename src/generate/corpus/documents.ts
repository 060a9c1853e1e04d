import type { Theme } from './theme.ts';

/** False identity documents made, sold or rented out. */
export const DOCUMENTS: readonly Theme[] = [
  {
    topic: 'documents',
    reports: [
      'A search of a flat in {place} on {day} found a laminator, hologram foil and {count} blank identity cards used to make counterfeit residence permits.',
      'Information suggests that a man known as {nick} prints counterfeit passports at {shop} in {place} for people who are in the country illegally.',
      'A print works in {place} is reported to be making false residence cards by night on a machine that is meant for gift cards.',
    ],
    details: [
      'The finished documents cost {sum} each, take two days to make and are used to open bank accounts and to pass right to work checks.',
      'Photographs and false names are sent in by phone, and about {count} finished cards were posted out of {place} in {month}.',
      'The forger throws away spoiled cards in a shop bin two streets off and keeps the blank stock under a false drawer.',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A seller on an encrypted channel is offering forged visas and counterfeit residence permits for {sum} each, with collection at {shop} in {place}.',
      'An online account run from {place} shows videos of counterfeit national identity cards being printed and offers delivery anywhere in the country.',
    ],
    details: [
      'The seller, known as {nick}, claims that the false papers are good for job and tenancy checks and gives a discount for families.',
      'Payment is taken in advance, and {count} buyers have left comments saying that the forged card got them work within a week.',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A woman in {place} is buying genuine passports from people short of money and renting them out to lookalike travellers for {sum} a journey.',
      'Genuine passports of residents of {place} are reported lost, then hired out to impostors with a similar face, who travel on them as lookalikes.',
    ],
    details: [
      'The holder is paid {sum}, waits until the traveller has landed and only then reports the passport as lost or stolen.',
      'The impostors post the passport back to {shop} in {place}, where a man known as {nick} finds the next face that fits.',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A parcel opened at the depot near {port} on {day} held {count} counterfeit identity cards in different names with the same signature style.',
      'A package declared as greeting cards and addressed to {shop} in {place} was found to hold {count} forged passports and visa stickers.',
    ],
    details: [
      'The forged documents were to be handed on by a man known as {nick}, who charges {sum} for each identity supplied to illegal entrants.',
      'Three earlier parcels of false papers went to the same address in {month} and were signed for in three different names.',
    ],
  },
  {
    topic: 'documents',
    reports: [
      'A labour agency in {place} has found that {count} of its packing staff gave near identical forged identity cards with numbers in sequence.',
      'Checks at a building site in {place} on {day} showed that {count} workers had used counterfeit residence cards to get through the gate.',
    ],
    details: [
      'The false cards were all supplied by a man known as {nick}, who sells them outside {shop} for {sum} with a matching insurance number.',
      'The workers said that they had bought the forged papers in {place} and that the same seller also makes false driving licences.',
    ],
  },
];
