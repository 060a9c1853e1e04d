import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, FIELD_OF } from '../checks.mjs';
import { AT } from '../lists.mjs';

const cellOf = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const nameOf = (number) => `R${String(number).padStart(2, '0')}`;

/** Writes `scorecards.json`: agency as written → records, records with a finding, findings by number of the check. */
export function writeScorecards(folder, agencies) {
  writeFileSync(join(folder, 'scorecards.json'), JSON.stringify(agencies));
}

/** Makes the folder of an engine's results; gives the path of its fix list. */
export function openResults(folder) {
  mkdirSync(folder, { recursive: true });
  return join(folder, 'fix-list.csv');
}

/** What the engines that go record by record do with what they find: write a fix list, count by agency. */
export function makeResults(folder) {
  const file = openSync(openResults(folder), 'w');
  const agencies = new Map();
  let text = 'row,record_id,agency,check,field,value\n';
  let row = 0;
  let record;
  let counts;
  let isBad = false;
  return {
    /** Begins a record, given as cells in the order of COLUMNS. */
    open(cells) {
      row++;
      record = cells;
      isBad = false;
      const agency = cells[AT.agency_code];
      counts = agencies.get(agency);
      if (counts === undefined) {
        counts = { records: 0, bad: 0, checks: Object.fromEntries(CHECKS.map(({ number }) => [number, 0])) };
        agencies.set(agency, counts);
      }
      counts.records++;
    },
    fail(number) {
      counts.checks[number]++;
      if (!isBad) counts.bad++;
      isBad = true;
      const field = FIELD_OF[number];
      const value = record[AT[field]].slice(0, 80);
      text += `${row},${cellOf(record[AT.record_id])},${cellOf(record[AT.agency_code])},${nameOf(number)},${field},${cellOf(value)}\n`;
      if (text.length > 1 << 20) {
        writeSync(file, text);
        text = '';
      }
    },
    close() {
      writeSync(file, text);
      closeSync(file);
      writeScorecards(folder, Object.fromEntries(agencies));
    },
  };
}
