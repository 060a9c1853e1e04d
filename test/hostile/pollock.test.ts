import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/pack.ts';
import { headerFinder, makeRecord, planColumns } from '../../src/normalise/index.ts';
import { readRows, readSegment, survey } from '../../src/read/index.ts';
import { temporaryFolder } from '../cli/fake-host.ts';
import { lintFiles, oicPack } from '../whole-runs/run.ts';
import { bytesOf, type Polluted, pollutionsOf, RFC, type Source, type Style } from './pollution.ts';

const TEXT = { quoteAll: false, lineEnd: '\n' };
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Samples, how they are written before they are polluted, and with which columns, if not with all. */
const SAMPLES: readonly (readonly [string, Style, (readonly string[])?])[] = [
  ['clean', RFC],
  ['two-agencies', { ...RFC, ...TEXT }],
  ['rms-export', { ...RFC, quoteAll: false, delimiter: ';', encode: latin1 }],
  ['clean', { ...RFC, ...TEXT, delimiter: '\t', encode: utf16 }, ['urn', 'agency', 'officer', 'reported_on', 'threat_area', 'narrative']],
];
const RECORDS = 12;

/** The shipped pack with the rules that tell broken tables: those about files, missing and unknown values and dates. */
function fewRules(): Pack {
  const { coding: _, evidence: __, references: ___, scorecard: ____, ...pack } = oicPack();
  const rules = pack.rules.filter(
    ({ kind, id }) => kind === 'file' || (kind === 'record' && /^file\/|\/(missing|unknown|unreadable)-/.test(id)),
  );
  return { ...pack, rules };
}

/** The first records of a sample; the longest text of each has quotes and delimiters in it, none has a line end. */
async function sourceOf(sample: string, { delimiter }: Style, columns?: readonly string[]): Promise<Source> {
  const rows: string[][] = [];
  for await (const item of readRows(readFileSync(new URL(`../../samples/${sample}/batch.csv`, import.meta.url))))
    if (item.kind === 'row') rows.push(item.cells.map((cell) => String(cell ?? '')));
  const [headings, ...records] = rows as [string[], ...string[][]];
  const kept = headings.flatMap((heading, column) => ((columns?.includes(heading) ?? true) ? [column] : []));
  const whole = records.slice(0, RECORDS).map((cells) => kept.map((column) => cells[column]!));
  const texts = whole.map((cells) => cells.map((cell) => cell.replace(/[\r\n]+/g, ' ').replace(/[^\u0000-\u00ff]/g, '£')));
  const longest = (cells: readonly string[]): number =>
    cells.reduce((best, cell, column) => (cell.length > cells[best]!.length ? column : best), 0);
  return {
    headings: kept.map((column) => headings[column]!),
    records: texts.map((cells) =>
      cells.with(longest(cells), `He said "no${delimiter} never"${delimiter} and left. ${cells[longest(cells)]!}`),
    ),
  };
}

interface ReadRecord {
  readonly record: number;
  readonly line: number;
  /** Original text by field, outer blanks aside. */
  readonly values: string;
}

async function recordsOf(path: string, pack: Pack, findHeader: ReturnType<typeof headerFinder>): Promise<ReadRecord[]> {
  const found = await survey(path, 'batch.csv', { findHeader });
  const record = makeRecord(pack, planColumns(found.columns, found.headerLine ?? 0, pack.fields, undefined, {}), undefined);
  const read: ReadRecord[] = [];
  const row = (view: Parameters<typeof record.load>[0]): void => {
    record.load(view);
    const values = pack.fields.map((_, index) => {
      record.reading(index);
      return record.original(index)?.trim();
    });
    read.push({ record: view.record, line: view.line, values: JSON.stringify(values) });
  };
  for (const segment of found.segments) await readSegment(found, segment, { row, fault() {} });
  return read;
}

interface Expected {
  readonly origin: number | null;
  /** 1-based number of the first record that the line is read as, and how many it is. */
  readonly record: number;
  readonly records: number;
  readonly line: number;
}

const breaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

/** Where each line of a polluted file should stand. */
function expectedOf({ first, lines }: Polluted): Expected[] {
  let line = 1 + first.reduce((sum, text) => sum + 1 + breaks(text), 0);
  let record = 1;
  return lines.map((one) => {
    const stand = { origin: one.origin, record, records: one.records, line };
    line += 1 + breaks(one.text);
    record += one.records;
    return stand;
  });
}

/** What is found, of an untouched file and of a polluted one, compared by rule and field. */
const factOf = ({ rule, at }: Finding): string => `${rule} ${at.field}`;

/** What came of all polluted files: counts, and the places of what should not be. */
interface Verdict {
  files: number;
  /** Records that differ from the source, are lost or are too many; of these, those told at their place, elsewhere only, or nowhere. */
  differences: number;
  located: number;
  readonly elsewhere: string[];
  readonly silent: string[];
  /** Records that were not polluted; of these, those of the right content, number and line, and those that are not. */
  others: number;
  intact: number;
  readonly broken: string[];
}

/** A file with what was read and found. */
interface Seen {
  readonly read: ReadonlyMap<number, ReadRecord>;
  readonly findings: readonly Finding[];
}

/** Reads and lints all these in one run. */
async function see(all: readonly Polluted[], pack: Pack): Promise<readonly Seen[]> {
  const files = Object.fromEntries(all.map((polluted, index) => [`${index}.csv`, bytesOf(polluted)]));
  const { findings } = await lintFiles(files, { pack });
  const of = new Map(Object.keys(files).map((name): [string, Finding[]] => [name, []]));
  for (const finding of findings) of.get(finding.at.file)?.push(finding);
  const folder = temporaryFolder();
  const findHeader = headerFinder(pack.fields, undefined);
  return Promise.all(
    Object.entries(files).map(async ([name, bytes]) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return { read: new Map((await recordsOf(path, pack, findHeader)).map((one) => [one.record, one])), findings: of.get(name)! };
    }),
  );
}

/** Findings that the clean file does not have at the same record of the source. */
function freshOf(seen: Seen, clean: Seen, expected: readonly Expected[]): Finding[] {
  const known = new Set(clean.findings.map((finding) => `${finding.at.record} ${factOf(finding)}`));
  const originOf = new Map(
    expected.flatMap(({ origin, record, records }) => (origin !== null && records === 1 ? [[record, origin] as const] : [])),
  );
  return seen.findings.filter((finding) => {
    const { record } = finding.at;
    const before = record === null ? null : (originOf.get(record) ?? -1) + 1;
    return !known.has(`${before} ${factOf(finding)}`);
  });
}

/** True if a finding stands at this line of the file or at what it is read as. */
const standsAt =
  ({ line, record, records }: Expected) =>
  ({ at, params }: Finding): boolean => {
    if (at.record !== null) return at.record >= record && at.record < record + records;
    const last = typeof params.to === 'number' ? params.to : at.line;
    return last >= line && at.line <= line + Math.max(0, records - 1);
  };

function judge(name: string, polluted: Polluted, seen: Seen, clean: Seen, sum: Verdict): void {
  const expected = expectedOf(polluted);
  const fresh = freshOf(seen, clean, expected);
  const isAboutAll =
    polluted.where === 'file' && fresh.some(({ at }) => at.record === null && at.line <= Math.max(1, polluted.first.length));
  for (const one of expected) {
    const place = `${name}: record ${one.record}, line ${one.line}`;
    const now = one.records === 1 ? seen.read.get(one.record) : undefined;
    const isSame = one.origin !== null && now?.values === clean.read.get(one.origin + 1)?.values;
    const isLocated = fresh.some(standsAt(one));
    if (one.origin !== null && polluted.touched !== 'all' && !polluted.touched.has(one.origin)) {
      sum.others++;
      if (isSame && now?.line === one.line) sum.intact++;
      else sum.broken.push(place);
    }
    if (isSame) continue;
    sum.differences++;
    if (isLocated || isAboutAll) sum.located++;
    else (fresh.length === 0 ? sum.silent : sum.elsewhere).push(place);
  }
  const surplus = [...seen.read.keys()].filter(
    (record) => !expected.some((one) => record >= one.record && record < one.record + one.records),
  );
  if (surplus.length > 0 && !isAboutAll) sum.broken.push(`${name}: too many: records ${surplus}`);
}

/** Pollutes samples in every way, and looks at what comes of it. */
async function measure(samples: typeof SAMPLES, pack: Pack): Promise<Verdict> {
  const sum: Verdict = { files: 0, differences: 0, located: 0, elsewhere: [], silent: [], others: 0, intact: 0, broken: [] };
  for (const [sample, style, columns] of samples) {
    const [untouched, ...pollutions] = pollutionsOf(await sourceOf(sample, style, columns), style);
    const [clean, ...seen] = await see([untouched!, ...pollutions], pack);
    pollutions.forEach((polluted, index) => {
      judge(`${sample}: ${polluted.kind}, ${polluted.where}`, polluted, seen[index]!, clean!, sum);
    });
    sum.files += pollutions.length;
  }
  return sum;
}

test('pollutions of the samples: nothing changes silently, damage is told where it is, and no other record suffers', async () => {
  const { files, differences, located, elsewhere, silent, others, intact, broken } = await measure(SAMPLES, fewRules());
  const share = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`;
  const told = [
    `silent differences ${silent.length}`,
    `located ${share(located, differences)}`,
    `other records intact ${share(intact, others)}`,
  ];
  process.stdout.write(`${files} polluted files: ${told.join(', ')}\n`);
  expect([files > 850, differences > 1500, others > 8000]).toEqual([true, true, true]);
  expect({ silent, elsewhere, broken }).toEqual({ silent: [], elsewhere: [], broken: [] });
});

test('the measure sees what is silent: without the rules about files much is', async () => {
  const pack = fewRules();
  const { silent } = await measure(SAMPLES.slice(-1), { ...pack, rules: pack.rules.filter(({ kind }) => kind !== 'file') });
  expect(silent.length).toBeGreaterThan(50);
});
