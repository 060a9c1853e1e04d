// node papaparse.mjs DATA FOLDER: papaparse, checks in plain JavaScript.
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { checkRecord } from '../checks.mjs';
import { makeResults } from './results.mjs';

const [data, folder] = process.argv.slice(2);
const results = makeResults(folder);
const seen = new Set();
Papa.parse(createReadStream(data, { highWaterMark: 1 << 20 }), {
  skipFirstNLines: 1,
  step({ data: record }) {
    // A line end at the end of the file makes a last record of one empty cell.
    if (record.length === 1 && record[0] === '') return;
    results.open(record);
    checkRecord(record, seen, results.fail);
  },
  complete: results.close,
});
