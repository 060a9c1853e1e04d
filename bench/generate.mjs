// node bench/generate.mjs --kind 424|150|bad --records 1000000 --out FOLDER [--seed 1]: writes FOLDER/<kind>-<records>.csv
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { FAULTS } from './faults.mjs';
import * as lists from './lists.mjs';
import { makeRandom } from './random.mjs';

/** The kinds of data: bytes of a record are a mean, `faulty` is the share of records that a fault is put into. */
export const KINDS = {
  424: { long: true, faulty: 0.1, title: '424-byte records' },
  150: { long: false, faulty: 0.1, title: '150-byte records' },
  bad: { long: true, faulty: 1, title: 'records of the long kind, every one with a fault' },
};

const WORDS = (
  'subject seen near vehicle silver hatchback meeting unknown male known address believed to be supplying at the of and in with from two ' +
  'large quantities cash exchanged phone number recent travel associate reports that nominal has been using premises late evening park ' +
  'road station weekly delivery parcel online account payments victim contact message group route coast container lorry driver ' +
  'registered company director funds transferred abroad'
).split(' ');
const POSTAL_AREAS = ['M', 'L', 'B', 'LS', 'NE', 'SW', 'SE', 'EC', 'CF', 'G', 'BT', 'NG', 'BS', 'OX', 'CB'];
const POSTAL_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];
const DAYS = Array.from({ length: 520 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10));

const padded = (number, width) => String(number).padStart(width, '0');
const cellOf = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A few sentences with commas, quotes, line ends and letters beyond ASCII, as narratives have them. */
function narrative({ chance, below, pick }) {
  const length = 80 + below(320);
  let text = 'S';
  while (text.length < length) {
    const kind = chance();
    if (kind < 0.05) text += ', ';
    else if (kind < 0.055) text += ' "Big D" ';
    else if (kind < 0.06) text += '\n';
    else if (kind < 0.064) text += ` £${below(9000)} `;
    else if (kind < 0.066) text += ' café ';
    else text += ' ';
    text += pick(WORDS);
  }
  return `${text}.`;
}

function goodRecord(number, long, random) {
  const { chance, below, pick } = random;
  const category = pick(lists.CATEGORIES);
  const agency = pick(lists.AGENCIES);
  const recorded = 15 + below(500);
  const event = Math.max(0, recorded - below(15));
  const updated = Math.max(recorded, Math.min(DAYS.length - 1, recorded + below(5)));
  const handling = chance() < 0.7 ? 'P' : 'C';
  const tags = new Set(Array.from({ length: below(long ? 4 : 2) }, () => pick(lists.TAGS)));
  const time = `T${padded(below(24), 2)}:${padded(below(60), 2)}:${padded(below(60), 2)}Z`;
  const day = DAYS[recorded];
  const year = day.slice(0, 4);
  const serial = () => padded(below(99_999), 5);
  return [
    `IR${agency}-${year}-${padded(number, 7)}`,
    agency,
    day,
    chance() < (long ? 0.9 : 0.3) ? DAYS[event] : '',
    pick(lists.SOURCE_EVALUATIONS),
    pick(lists.INFORMATION_EVALUATIONS),
    handling,
    handling === 'C' ? pick(lists.MARKINGS.slice(1)) : pick(lists.MARKINGS),
    pick(lists.CODES[category]),
    category,
    [...tags].join(';'),
    long ? narrative(random) : `seen near ${pick(WORDS)}`,
    chance() < (long ? 0.8 : 0.3) ? pick(lists.NATIONALITIES) : '',
    category === 'OCG' || (long && chance() < 0.15) ? `OCG-${agency}-${serial()}` : '',
    category === 'CYBER' ? `NCCU-${year}-${serial()}` : '',
    long || chance() < 0.3 ? `${pick(POSTAL_AREAS)}${1 + below(28)} ${below(10)}${pick(POSTAL_LETTERS)}${pick(POSTAL_LETTERS)}` : '',
    `P${serial()}`,
    pick(lists.REVIEW_GROUPS),
    `2024-W${padded(1 + below(22), 2)}`,
    day + time,
    long ? DAYS[updated] + (updated > recorded ? time : 'T23:59:59Z') : '',
    pick(lists.STATUSES),
  ];
}

/** Writes invented records, the same for the same arguments. */
export function generate(kind, records, seed, path) {
  const { long, faulty } = KINDS[kind];
  const random = makeRandom(seed);
  const { chance, pick } = random;
  const file = openSync(path, 'w');
  let text = `${lists.COLUMNS.join(',')}\n`;
  let earlier;
  for (let number = 0; number < records; number++) {
    const record = goodRecord(number, long, random);
    if (chance() < faulty) {
      if (earlier !== undefined && chance() < 0.04) record[lists.AT.record_id] = earlier;
      else pick(FAULTS)(record, random);
      if (chance() < 0.15) pick(FAULTS)(record, random);
    }
    if (record[lists.AT.record_id] !== '' && chance() < 0.01) earlier = record[lists.AT.record_id];
    text += `${record.map(cellOf).join(',')}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { kind: { type: 'string' }, records: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const { kind, records, out, seed } = values;
  if (!Object.hasOwn(KINDS, kind ?? '') || !(Number(records) > 0) || out === undefined)
    throw new Error(`usage: node bench/generate.mjs --kind ${Object.keys(KINDS).join('|')} --records NUMBER --out FOLDER [--seed NUMBER]`);
  mkdirSync(out, { recursive: true });
  generate(kind, Number(records), Number(seed), join(out, `${kind}-${records}.csv`));
}
