import { cro, nino, phone, pncId, postcode, registration } from '../people.ts';
import type { FaultKind } from './kind.ts';
import { slip, type TextColumn } from './kind.ts';

const SUBJECT = { subject: true } as const;

/** A slip in a field of a record with a subject. */
const written = (rule: string, field: TextColumn, kind: string, ways: Parameters<typeof slip>[3], mean?: FaultKind['mean']): FaultKind =>
  slip(`pole/${rule}`, field, kind, ways, mean === undefined ? { shape: SUBJECT } : { shape: SUBJECT, mean });

const apart = (from: number) => (text: string) => `${text.slice(0, from)} ${text.slice(from)}`;
const lower = (text: string): string => text.toLowerCase();

/** How nationals of a country and the country itself are called. */
const COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  GBR: ['British', 'UK', 'United Kingdom'],
  IRL: ['Irish', 'IE', 'Ireland'],
  FRA: ['French', 'FR', 'France'],
  POL: ['Polish', 'PL', 'Poland'],
  ROU: ['Romanian', 'RO', 'Romania'],
  ALB: ['Albanian', 'AL', 'Albainan'],
  TUR: ['Turkish', 'TR', 'Turkey'],
  IRQ: ['Iraqi', 'IQ', 'Iraq'],
  VNM: ['Vietnamese', 'VN', 'Vietnamsee'],
  NGA: ['Nigerian', 'NG', 'Nigeria'],
  PAK: ['Pakistani', 'PK', 'Pakistan'],
  ITA: ['Italian', 'IT', 'Italy'],
  DEU: ['German', 'DE', 'Germany'],
};
const COUNTRY_WAYS = [0, 1, 2].map((at) => (code: string) => COUNTRIES[code]?.[at] ?? code.toLowerCase()).concat(lower);

/** Slips and other ways of writing in what is known of a subject. */
export const SUBJECT_SLIPS: readonly FaultKind[] = [
  written('title-in-name', 'subject_given_name', 'title-in-name', [
    (name) => `Mr ${name}`,
    (name) => `Dr ${name}`,
    (name) => `MISS ${name}`,
  ]),
  written('malformed-name', 'subject_given_name', 'name-with-two-blanks', [(name) => name.replace(' ', '  ')], (record) => {
    record.subject_given_name = `${record.subject_given_name} Maria`;
  }),
  written('malformed-name', 'subject_surname', 'surname-with-a-sign-before-it', [(name) => `*${name}`, (name) => `${name},`]),
  written(
    'malformed-phone',
    'subject_phone',
    'phone-in-another-form',
    [
      apart(3),
      (number) => number.replace('+44', '0'),
      (number) => number.replace('+44', '+44 (0)'),
      (number) => number.replace('+', '00'),
      (number) => `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
    ],
    (record, random) => {
      record.subject_phone = phone(random);
    },
  ),
  written(
    'malformed-postcode',
    'postcode',
    'postcode-in-another-form',
    [lower, (code) => code.replace(' ', ''), (code) => code.replace(' ', '  '), (code) => code.replace(' ', '-')],
    (record, random) => {
      record.postcode = postcode(random);
    },
  ),
  written(
    'malformed-vehicle-registration',
    'vehicle_registration',
    'registration-in-another-form',
    [apart(4), (mark) => `${mark.slice(0, 4)}-${mark.slice(4)}`],
    (record, random) => {
      record.vehicle_registration = registration(random);
    },
  ),
  written(
    'malformed-pnc-id',
    'subject_pnc_id',
    'pnc-id-in-another-form',
    [lower, (id) => id.replace('/', ''), (id) => id.replace('/', '-'), (id) => id.replace(/\/0+/, '/'), (id) => id.slice(2), apart(5)],
    (record, random) => {
      record.subject_pnc_id = pncId(random, 2000);
    },
  ),
  written(
    'malformed-cro',
    'subject_cro',
    'cro-in-another-form',
    [lower, (id) => id.replace('/', '-'), (id) => id.replace('/', ' / ')],
    (record, random) => {
      record.subject_cro = cro(random, 2000);
    },
  ),
  written(
    'malformed-nino',
    'subject_nino',
    'nino-in-another-form',
    [lower, (id) => id.replace(/^(..)(..)(..)(..)(.)$/, '$1 $2 $3 $4 $5'), apart(8)],
    (record, random) => {
      record.subject_nino = nino(random);
    },
  ),
  written(
    'malformed-email',
    'subject_email',
    'email-with-a-blank',
    [(mail) => mail.replace('@', ' @'), (mail) => mail.replace('@', '(at)'), (mail) => mail.replace('@', ' at@ ').replace(' at@ ', '@ ')],
    (record) => {
      record.subject_email = `${record.subject_surname.toLowerCase().replace(/[^a-z]/g, '')}@example.org`;
    },
  ),
  written('unknown-nationality', 'subject_nationality', 'nationality-in-words', COUNTRY_WAYS),
  written('unknown-passport-country', 'subject_passport_country', 'passport-country-in-words', COUNTRY_WAYS, (record) => {
    record.subject_passport = '123456789';
    record.subject_passport_country = record.subject_nationality;
  }),
  written('malformed-age', 'subject_age', 'age-in-words', [(age) => `${age} years`, (age) => `${age}yrs`, (age) => `${age} y`]),
  written(
    'malformed-longitude',
    'longitude',
    'longitude-with-a-letter',
    [(at) => `${at.slice(1)}W`, (at) => `W${at.slice(1)}`, (at) => at.replace('.', ',')],
    (record) => {
      record.latitude = '51.1279';
      record.longitude = '-1.3134';
    },
  ),
  slip(
    'pole/malformed-home-office-class',
    'home_office_class',
    'home-office-class-in-another-form',
    [(code) => code.slice(1), (code) => code.replace('/', '-')],
    {
      mean: (record) => {
        record.home_office_class ||= '078/29';
      },
    },
  ),
];
