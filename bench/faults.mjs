import { AT, CATEGORIES, CODES } from './lists.mjs';

/** Puts one of `texts` into a column. */
const put =
  (column, ...texts) =>
  (record, { pick }) => {
    record[AT[column]] = pick(texts);
  };
const set = (values) => (record) => {
  for (const [column, text] of Object.entries(values)) record[AT[column]] = text;
};

/** Faults that can be put into a good record. Whatever was put in before, the record has at least one fault afterwards. */
export const FAULTS = [
  put('record_id', ''),
  (record) => {
    const id = record[AT.record_id];
    record[AT.record_id] = `${id.slice(0, 8)}X${id.slice(9)}`;
  },
  put('agency_code', '99', 'MPS', ''),
  put('date_recorded', '2024-02-30', '03/04/2024', '2024-13-01', ''),
  set({ date_of_event: '2024-06-01', date_recorded: '2023-05-05' }),
  put('date_recorded', '2031-01-01'),
  put('date_of_event', '2024-02-30', 'last week'),
  put('source_eval', '4', 'A', 'E41', ''),
  put('info_eval', 'F', '1', 'a'),
  put('handling_code', 'X', '5', ''),
  set({ handling_code: 'C', protective_marking: 'OFFICIAL' }),
  put('protective_marking', 'RESTRICTED', 'official', ''),
  (record) => {
    const next = CATEGORIES[(CATEGORIES.indexOf(record[AT.threat_category]) + 1) % CATEGORIES.length];
    record[AT.crime_identifier_code] = CODES[next][0];
  },
  put('crime_identifier_code', '12', 'dru101', 'DRUG1'),
  put('threat_category', 'Drugs', 'OTHER'),
  (record) => {
    const tags = record[AT.threat_tags];
    record[AT.threat_tags] = `${tags === '' ? '' : `${tags};`}county lines`;
  },
  put('threat_tags', 'cash;crypto;cash'),
  put('summary', '', '   ', 'TBC'),
  put('summary', 'see above'),
  put('nationality', 'UK', 'XXX', 'gbr'),
  put('ocg_urn', 'OCG/12'),
  set({ threat_category: 'CYBER', crime_identifier_code: CODES.CYBER[0], nccu_ref: '' }),
  set({ threat_category: 'OCG', crime_identifier_code: CODES.OCG[0], ocg_urn: '' }),
  put('nccu_ref', 'NCCU/12'),
  put('postcode', 'M1', 'ZZ99 99', 'SW1A1A'),
  put('officer_id', '', 'p1', '12345'),
  put('review_group', 'RG-Z'),
  put('export_batch', '2024W1'),
  (record) => {
    record[AT.created_at] = record[AT.created_at].slice(0, 10);
  },
  put('updated_at', '2020-01-01T00:00:00Z'),
  put('updated_at', '2024-01-01'),
  put('status', 'new', 'OPEN', ''),
];
