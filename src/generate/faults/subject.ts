import { dayOf, isoDay } from '../calendar.ts';
import { checkLetter, NOBODY, nextLetter, passport, registration } from '../people.ts';
import { changed, type FaultKind, left, replaced, type TextColumn } from './kind.ts';

const SUBJECT = { subject: true } as const;

/** A kind that puts one of some texts in a field of a record with a subject. */
const wrong = (rule: string, field: TextColumn, texts: readonly string[], kind = rule): FaultKind =>
  replaced(`pole/${rule}`, field, texts, { kind, shape: SUBJECT });

const lacking = (field: TextColumn): FaultKind =>
  left('pole/subject-incomplete', field, { kind: `subject-without-${field}`, shape: SUBJECT });

/** A kind that moves the subject's birth; the age, which would then disagree, is left out. */
const born = (rule: string, day: (reported: string, number: number) => string): FaultKind =>
  changed(
    `pole/${rule}`,
    'subject_date_of_birth',
    (record, random) => {
      record.subject_date_of_birth = day(record.reported_on, random.below(20));
      record.subject_age = '';
    },
    { shape: SUBJECT },
  );

const NO_DAY = ['1985-02-30', '31/06/1990', 'about 1980', '00/00/0000'];

const NAME_FAULTS: readonly FaultKind[] = [
  wrong('reference-in-name', 'subject_surname', ['Barlow (see log 12)', 'Farrow aka Finn', 'Kowal 2']),
  wrong('business-as-person', 'subject_surname', ['Bright Hand Car Wash', 'Eastwick Logistics', 'Quayle and Daughters Ltd']),
  wrong('filler-name', 'subject_given_name', ['Unknown', 'N/A', 'XXX']),
  wrong('filler-name', 'subject_surname', ['not known', 'TBC', 'Xxxx'], 'filler-surname'),
  wrong('malformed-name', 'subject_given_name', ['Anna/Maria', 'Ka;rim', 'L@iam']),
  wrong('malformed-name', 'subject_surname', ['Featherstonehaugh-Cholmondeley-Marjoribanks', 'Vasile_Pop'], 'malformed-surname'),
  lacking('subject_given_name'),
  lacking('subject_surname'),
  lacking('subject_gender'),
];

const BIRTH_FAULTS: readonly FaultKind[] = [
  replaced('pole/unreadable-date-of-birth', 'subject_date_of_birth', NO_DAY, { shape: SUBJECT }),
  replaced('pole/unreadable-date-of-birth', 'subject_date_of_death', NO_DAY, { kind: 'unreadable-date-of-death', shape: SUBJECT }),
  born('date-of-birth-in-future', (_reported, number) => isoDay(dayOf('2027-02-01') + number)),
  born('date-of-birth-after-report', (reported, number) => isoDay(dayOf(reported) + 1 + number)),
  born('date-of-birth-is-report-date', (reported) => reported.slice(0, 10)),
  born('older-than-120', (_reported, number) => isoDay(dayOf('1879-05-01') + number * 100)),
  changed(
    'pole/date-of-birth-after-death',
    'subject_date_of_birth',
    (record, random) => {
      record.subject_date_of_death = isoDay(dayOf(record.subject_date_of_birth) - 1 - random.below(9000));
    },
    { shape: SUBJECT },
  ),
  changed(
    'pole/subject-without-age',
    'subject_date_of_birth',
    (record) => {
      record.subject_date_of_birth = '';
      record.subject_age = '';
    },
    { shape: SUBJECT },
  ),
  wrong('malformed-age', 'subject_age', ['forty', '30s', '-1']),
  changed(
    'pole/age-disagrees',
    'subject_age',
    (record, random) => {
      record.subject_age = String(Number(record.subject_age) + 2 + random.below(20));
    },
    { shape: SUBJECT },
  ),
];

const NUMBER_FAULTS: readonly FaultKind[] = [
  wrong('malformed-pnc-id', 'subject_pnc_id', ['12/3456', 'not on file', '2004/123']),
  wrong('malformed-cro', 'subject_cro', ['pending', '12345-99', 'SF/12']),
  changed(
    'pole/pnc-id-check-letter',
    'subject_pnc_id',
    (record, random) => {
      const serial = 1 + random.below(999_999);
      record.subject_pnc_id = `2014/${String(serial).padStart(7, '0')}${nextLetter(checkLetter(2014, serial))}`;
    },
    { shape: SUBJECT },
  ),
  changed(
    'pole/cro-check-letter',
    'subject_cro',
    (record, random) => {
      const serial = 1000 + random.below(298_999);
      record.subject_cro = `${serial}/11${nextLetter(checkLetter(2011, serial))}`;
    },
    { shape: SUBJECT },
  ),
  wrong('malformed-nino', 'subject_nino', ['QQ123456C', 'GB123456A', 'XA12345B']),
  wrong('malformed-driving-licence', 'subject_driving_licence', ['FOREIGN', 'ABBOT921', 'ABBOT733456AB9CD']),
  changed(
    'pole/malformed-uk-passport',
    'subject_passport',
    (record) => {
      record.subject_passport = 'AB12345';
      record.subject_passport_country = 'GBR';
    },
    { shape: SUBJECT },
  ),
  changed(
    'pole/malformed-passport',
    'subject_passport',
    (record) => {
      record.subject_passport = '12/99 7781';
      record.subject_passport_country = 'FRA';
    },
    { shape: SUBJECT },
  ),
  changed(
    'pole/passport-without-country',
    'subject_passport_country',
    (record, random) => {
      record.subject_passport = passport(random);
      record.subject_passport_country = '';
    },
    { shape: SUBJECT },
  ),
  changed(
    'pole/unknown-passport-country',
    'subject_passport_country',
    (record, random) => {
      record.subject_passport = passport(random);
      record.subject_passport_country = random.pick(['XAA', 'Ruritania', 'EU']);
    },
    { shape: SUBJECT },
  ),
  wrong('unknown-nationality', 'subject_nationality', ['Ruritanian', 'EU', 'XAA']),
  wrong('unknown-gender', 'subject_gender', ['Man', 'K', '7']),
];

const CONTACT_FAULTS: readonly FaultKind[] = [
  wrong('malformed-phone', 'subject_phone', ['900123', 'see text', '+44']),
  wrong('made-up-phone', 'subject_phone', ['+441234567890', '+447777777777', '+440000000000']),
  wrong('malformed-email', 'subject_email', ['someone at example.org', 'none', '@']),
  changed(
    'pole/subject-without-contact',
    'subject_phone',
    (record) => {
      record.subject_phone = '';
      record.subject_email = '';
      record.postcode = '';
      record.vehicle_registration = '';
    },
    { shape: SUBJECT },
  ),
  wrong('malformed-vehicle-registration', 'vehicle_registration', ['white van', 'part only: 38', 'A/B']),
  wrong('malformed-postcode', 'postcode', ['CT95 1CI', '75001', 'LU95']),
  wrong('made-up-postcode', 'postcode', ['AA1 1AA', 'AA99 9ZZ', 'YY9 9YY']),
  wrong('default-value-abuse', 'vehicle_registration', ['UNK', 'NONE', 'NK', 'XXX'], 'default-registration'),
  wrong('default-value-abuse', 'postcode', ['SW1A 2JL', 'ME15 9BZ'], 'station-postcode'),
  changed('pole/orphan-vehicle', 'vehicle_registration', (record, random) => {
    Object.assign(record, NOBODY);
    record.vehicle_registration = registration(random);
    record.postcode = '';
    record.latitude = '';
    record.longitude = '';
  }),
];

const PLACE_FAULTS: readonly FaultKind[] = [
  replaced('pole/malformed-collar-number', 'officer', ['PC-4821/B', '4821.7', 'COLLAR0012345']),
  replaced('pole/malformed-home-office-class', 'home_office_class', ['106', '078/2', 'IMM']),
  replaced('pole/modus-operandi-too-short', 'modus_operandi', ['As usual.', 'By van', 'See text']),
  changed('pole/malformed-latitude', 'latitude', (record) => {
    record.latitude = '51N07';
    record.longitude = '1.3134';
  }),
  changed('pole/malformed-longitude', 'longitude', (record) => {
    record.latitude = '51.1279';
    record.longitude = 'E1/31';
  }),
  changed(
    'pole/half-a-position',
    'latitude',
    (record) => {
      record.latitude = '';
      record.longitude = '1.3134';
    },
    { kind: 'longitude-without-latitude' },
  ),
  changed(
    'pole/half-a-position',
    'longitude',
    (record) => {
      record.latitude = '51.1279';
      record.longitude = '';
    },
    { kind: 'latitude-without-longitude' },
  ),
];

/** Faults of persons, objects and places. */
export const SUBJECT_FAULTS: readonly FaultKind[] = [...NAME_FAULTS, ...BIRTH_FAULTS, ...NUMBER_FAULTS, ...CONTACT_FAULTS, ...PLACE_FAULTS];
