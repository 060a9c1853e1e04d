import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { plainRecords, written } from './written.ts';

const records = 3_000;
const seed = 21;
const plain = plainRecords({ records, seed, faults: 0 });

describe('the plain style', () => {
  it('is UTF-8 with LF outside quotes, one row for each record and all columns in each', () => {
    const { batch } = written({ records, seed });
    const rows = parse(batch) as string[][];
    expect(rows).toHaveLength(records + 1);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows[0]!.length]));
    expect(Buffer.from(batch.toString('utf8')).equals(batch)).toBe(true);
    expect(batch.includes('\r')).toBe(false);
  });

  it('has quoted cells with commas, quotes and line breaks, so that readers are tried', () => {
    const texts = plain.map((record) => record.narrative!);
    for (const character of [',', '"', '\n', '£', 'é', '’', ';']) expect(texts.some((text) => text.includes(character))).toBe(true);
  });

  it('has every date of a clean record within the year', () => {
    for (const record of plain)
      for (const date of [record.reported_on!, record.event_on!, record.submitted_on!])
        if (date !== '') expect(date >= '2025-06-01' && date.slice(0, 10) <= '2026-05-31', date).toBe(true);
  });
});

describe('the rms style', () => {
  const { batch } = written({ records, seed, faults: 0, style: 'rms' });
  const rows = parse(new TextDecoder('latin1').decode(batch), { delimiter: ';', columns: true, record_delimiter: '\r\n' }) as Record<
    string,
    string
  >[];

  it('holds the same records under headings of its own', () => {
    expect(rows.map((row) => row['Report Ref'])).toEqual(plain.map((record) => record.urn));
    expect(rows.map((row) => row['3x5x2'])).toEqual(
      plain.map((record) => `${record.source_evaluation}${record.intelligence_assessment}${record.handling_code}`),
    );
  });

  it('writes dates as dd/mm/yyyy', () => {
    for (const [index, row] of rows.entries()) {
      const [, day, month, year, time] = /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d:\d\d))?$/.exec(row['Date Reported']!)!;
      expect(`${year}-${month}-${day}${time === undefined ? '' : `T${time}`}`).toBe(plain[index]!.reported_on);
    }
  });

  it('is Windows-1252 in which no high bytes form a UTF-8 sequence', () => {
    const { batch } = written({ records: 20_000, seed, faults: 0.5, style: 'rms' });
    const sequences = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/;
    expect(sequences.test(batch.toString('latin1'))).toBe(false);
    for (const byte of [0xa3, 0xe9, 0x92, 0x80]) expect(batch.includes(byte)).toBe(true);
  });

  it('ends its rows with CRLF and has lists with the delimiter inside quotes', () => {
    expect(batch.subarray(-2).toString()).toBe('\r\n');
    expect(rows.some((row) => row['Crime Code']!.includes(';'))).toBe(true);
  });

  it('has only headings that the shipped packs know for the field', () => {
    const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
    const names = new Map<string, string>();
    for (const pack of ['intelligence-report', 'pole', 'oic']) {
      const { fields } = JSON.parse(readFileSync(new URL(`../../rules/${pack}/fields.json`, import.meta.url), 'utf8')) as {
        fields: { name: string; label: string; aliases?: string[] }[];
      };
      for (const field of fields) for (const text of [field.name, field.label, ...(field.aliases ?? [])]) names.set(fold(text), field.name);
    }
    expect(Object.keys(rows[0]!).filter((heading) => !names.has(fold(heading)))).toEqual([]);
    expect(Object.keys(rows[0]!).filter((heading) => names.get(fold(heading)) === fold(heading))).toEqual([]);
  });
});

describe('the jsonl style', () => {
  const { batch } = written({ records, seed, faults: 0, style: 'jsonl' });
  const objects = batch
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('holds the same records, with lists as arrays, flags as booleans and null for what is absent', () => {
    expect(objects).toHaveLength(records);
    const expected = plain.map((record) =>
      Object.fromEntries(
        Object.entries(record).map(([name, text]) => {
          if (text === '') return [name, null];
          if (name === 'crime_identifier_codes' || name === 'offence_codes') return [name, text.split(';')];
          return [name, name === 'small_boat' ? text === 'yes' : text];
        }),
      ),
    );
    expect(objects).toEqual(expected);
  });
});
