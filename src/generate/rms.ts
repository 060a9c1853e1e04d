import { AGENCIES } from './agencies.ts';
import { britishDate } from './calendar.ts';
import type { BatchRecord, Column } from './columns.ts';
import { csvCell } from './plain.ts';
import type { Writer } from './style.ts';

/** Headings of the export, in order. The three parts of the grading share one column. */
const HEADINGS: readonly (readonly [string, Column])[] = [
  ['Report Ref', 'urn'],
  ['Force', 'agency'],
  ['System', 'source_system'],
  ['BCU', 'unit'],
  ['Collar No', 'officer'],
  ['Date Reported', 'reported_on'],
  ['Incident Date', 'event_on'],
  ['Submission Date', 'submitted_on'],
  ['3x5x2', 'grading'],
  ['Handling Instructions', 'handling_conditions'],
  ['Prot Marking', 'protective_marking'],
  ['Crime Code', 'crime_identifier_codes'],
  ['CJS Offence Codes', 'offence_codes'],
  ['HO Class', 'home_office_class'],
  ['OIC Threat Area', 'threat_area'],
  ['SB Flag', 'small_boat'],
  ['4P', 'four_p'],
  ['NCCU Ref', 'nccu_reference'],
  ['OCG Ref', 'ocg_reference'],
  ['APMIS No', 'apmis_reference'],
  ['How Obtained', 'collection_method'],
  ['MoPI Group', 'review_group'],
  ['Forename', 'subject_given_name'],
  ['Family Name', 'subject_surname'],
  ['DOB', 'subject_date_of_birth'],
  ['Date Died', 'subject_date_of_death'],
  ['Apparent Age', 'subject_age'],
  ['Sex', 'subject_gender'],
  ['Nationality Code', 'subject_nationality'],
  ['PNC No', 'subject_pnc_id'],
  ['CRO No', 'subject_cro'],
  ['NI Number', 'subject_nino'],
  ['Driver Number', 'subject_driving_licence'],
  ['Passport No', 'subject_passport'],
  ['Passport Country Code', 'subject_passport_country'],
  ['Mobile No', 'subject_phone'],
  ['E-mail Address', 'subject_email'],
  ['VRM', 'vehicle_registration'],
  ['Location Postcode', 'postcode'],
  ['Lat', 'latitude'],
  ['Long', 'longitude'],
  ['MO', 'modus_operandi'],
  ['Intel Text', 'narrative'],
  ['Record Status', 'status'],
];

const SPECIAL = /[";\n\r]/;
const FORCES = new Map(AGENCIES.map((agency, index) => [agency.id, index % 2 === 0 && agency.forceCode ? agency.forceCode : agency.name]));
const FLAGS: Readonly<Record<string, string>> = { yes: 'Y', no: 'N' };
const SEXES: Readonly<Record<string, string>> = { Male: 'M', Female: 'F' };

/** Characters of ours that Windows-1252 has between 0x80 and 0x9F; all others stand where Latin-1 has them. */
const SHIFTED: Readonly<Record<string, string>> = { '€': '\x80', '‘': '\x91', '’': '\x92', '“': '\x93', '”': '\x94', '–': '\x96' };

function cellOf(record: BatchRecord, column: Column): string {
  switch (column) {
    case 'agency':
      return FORCES.get(record.agency) ?? record.agency;
    case 'reported_on':
    case 'event_on':
    case 'submitted_on':
    case 'subject_date_of_birth':
    case 'subject_date_of_death':
      return britishDate(record[column]);
    case 'grading':
      return record.grading || record.source_evaluation + record.intelligence_assessment + record.handling_code;
    case 'small_boat':
      return FLAGS[record.small_boat] ?? record.small_boat;
    case 'subject_gender':
      return SEXES[record.subject_gender] ?? record.subject_gender;
    case 'crime_identifier_codes':
    case 'offence_codes':
      return record[column].join(';');
    default:
      return record[column];
  }
}

/** Export of a records management system: its own headings, `;`, CRLF, Windows-1252, `dd/mm/yyyy`, the grading as one string. */
export const rms: Writer = {
  head: `${HEADINGS.map(([heading]) => heading).join(';')}\r\n`,
  line(record) {
    let line = '';
    for (const [, column] of HEADINGS) line += `${csvCell(cellOf(record, column), SPECIAL)};`;
    return `${line.slice(0, -1)}\r\n`;
  },
  encode: (text) =>
    Buffer.from(
      text.replace(/[€‘’“”–]/g, (character) => SHIFTED[character]!),
      'latin1',
    ),
};
