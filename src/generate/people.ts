import { isoDay } from './calendar.ts';
import { COLUMNS, type Column } from './columns.ts';
import type { Random } from './random.ts';

const LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';

/** Check letter of a PNC ID or CRO number: the two-digit year followed by the seven-digit serial, mod 23. NPCC POLE data standard v1.1. */
export function checkLetter(year: number, serial: number): string {
  return LETTERS[((year % 100) * 10_000_000 + serial) % 23]!;
}

/** A check letter that is not the given one. */
export const nextLetter = (letter: string): string => LETTERS[(LETTERS.indexOf(letter) + 1) % LETTERS.length]!;

const FORENAMES = {
  Male: ['Adam', 'Bilal', 'Callum', 'Daniel', 'Erion', 'Femi', 'Gareth', 'Hassan', 'Ivan', 'Jean-Luc', 'Karim', 'Liam', 'Marek', 'Tomasz'],
  Female: [
    'Aisha',
    'Bethan',
    'Clara',
    'Dorina',
    'Elena',
    'Fatima',
    'Grace',
    'Hannah',
    'Ines',
    'Joanna',
    'Mary-Ann',
    'Nadia',
    'Olga',
    'Ruth',
  ],
} as const;
const SURNAMES = [
  'Abbott',
  'Barlow',
  'Castellan',
  'Dervishi',
  'Eastwick',
  'Farrow',
  'Gjoka',
  'Hartnell',
  'Ilves',
  'Jessop',
  'Kowal',
  'Lockyer',
  'Marchetti',
  "O'Rourke",
  'Pemberton',
  'Quayle',
  'Rahmani',
  'Sandford-Hill',
  'Thackeray',
  'Underhill',
  'Vasile',
  'Whitcombe',
  'Yardley',
  'Zaman',
];
const NATIONALITIES = ['GBR', 'GBR', 'GBR', 'IRL', 'FRA', 'POL', 'ROU', 'ALB', 'TUR', 'IRQ', 'VNM', 'NGA', 'PAK', 'ITA', 'DEU'];
/** Letters that the second half of a postcode may have. */
const INWARD = 'ABDEFGHJLNPQRSTUWXYZ';
const AREAS = ['CT', 'LU', 'BD', 'SA', 'DE', 'IP', 'NE', 'CV', 'BL', 'SL', 'PE', 'EX', 'GL', 'LN', 'NN', 'PR', 'TF', 'WS'];

const FIRST_BIRTH = -7305; // 1950-01-01
const BIRTHS = 21_184; // to the end of 2007

const digits = (random: Random, count: number): string => String(random.below(10 ** count)).padStart(count, '0');
const letters = (random: Random, from: string, count: number): string => {
  let text = '';
  for (let i = 0; i < count; i++) text += from[random.below(from.length)];
  return text;
};

/** A PNC ID, `YYYY/NNNNNNND`, with its right check letter. @param from first year that it may be of */
export function pncId(random: Random, from = 1990): string {
  const year = from + random.below(2026 - from);
  const serial = 1 + random.below(999_999);
  return `${year}/${String(serial).padStart(7, '0')}${checkLetter(year, serial)}`;
}

/** A CRO number, `N…N/YYD`, with its right check letter. @param from first year that it may be of */
export function cro(random: Random, from = 1990): string {
  const year = from + random.below(2026 - from);
  const serial = 1000 + random.below(298_999);
  return `${serial}/${String(year % 100).padStart(2, '0')}${checkLetter(year, serial)}`;
}

/** A number that Ofcom keeps for drama, in E.164. */
export const phone = (random: Random): string => `${random.pick(['+447700900', '+442079460', '+441632960'])}${digits(random, 3)}`;

/** A National Insurance number that is right in form; no prefix beginning with X is known to be in use. */
export const nino = (random: Random): string => `X${letters(random, 'ABEHKLMPRSTWY', 1)}${digits(random, 6)}${letters(random, 'ABCD', 1)}`;

/** A postcode that is right in form, in a district that its area does not have. */
export const postcode = (random: Random): string =>
  `${random.pick(AREAS)}9${2 + random.below(7)} ${digits(random, 1)}${letters(random, INWARD, 2)}`;

/** A registration mark of the current form, with an age identifier that is not in use. */
export const registration = (random: Random): string =>
  `${letters(random, 'ABCDEFGHKLMNOPRSVWXY', 2)}${38 + random.below(10)}${letters(random, 'ABCDEFGHJKLMNOPRSTUVWXYZ', 3)}`;

/** A passport number of nine digits, the form of UK passports and of many others. */
export const passport = (random: Random): string => `${1 + random.below(9)}${digits(random, 8)}`;

/** What is known of a subject; blank text for what is not. At least the minimum set: names, date of birth, gender and one contact reference. */
export type Person = Record<Extract<Column, `subject_${string}`>, string>;

/** No subject: all blank. */
export const NOBODY = Object.fromEntries(COLUMNS.filter((column) => column.startsWith('subject_')).map((column) => [column, ''])) as Person;

/** A driving licence number: surname, decade, month (50 more for women), day, year, initials and the rest. Right in form only. */
function licence(random: Random, name: Pick<Person, 'subject_given_name' | 'subject_surname'>, born: string, female: boolean): string {
  const surname = name.subject_surname
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .padEnd(5, '9')
    .slice(0, 5);
  const month = Number(born.slice(5, 7)) + (female ? 50 : 0);
  const tail = `${name.subject_given_name[0]}9${random.below(10)}${letters(random, 'ABCDEFGH', 2)}`;
  return `${surname}${born[2]}${String(month).padStart(2, '0')}${born.slice(8, 10)}${born[3]}${tail}`;
}

/** Whole years from an ISO date of birth to an ISO day. */
export function ageAt(born: string, day: string): number {
  return Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5, 10) < born.slice(5, 10) ? 1 : 0);
}

/** An invented person. @param reported ISO day at which the age is told */
export function person(random: Random, reported: string): Person {
  const gender = random.chance(0.75) ? 'Male' : 'Female';
  const born = isoDay(FIRST_BIRTH + random.below(BIRTHS));
  const adult = Number(born.slice(0, 4)) + 16;
  const country = random.pick(NATIONALITIES);
  const known = random.chance(0.4);
  const travels = random.chance(0.2);
  const name = { subject_given_name: random.pick(FORENAMES[gender]), subject_surname: random.pick(SURNAMES) };
  return {
    ...NOBODY,
    ...name,
    subject_date_of_birth: born,
    subject_age: String(ageAt(born, reported)),
    subject_gender: gender,
    subject_nationality: country,
    subject_pnc_id: known ? pncId(random, adult) : '',
    subject_cro: known && random.chance(0.3) ? cro(random, adult) : '',
    subject_nino: random.chance(0.15) ? nino(random) : '',
    subject_driving_licence: random.chance(0.1) ? licence(random, name, born, gender === 'Female') : '',
    subject_passport: travels ? passport(random) : '',
    subject_passport_country: travels ? country : '',
    subject_phone: phone(random),
    subject_email: random.chance(0.1) ? `${letters(random, 'abcdefghkmnprstuw', 8)}${digits(random, 2)}@example.org` : '',
  };
}
