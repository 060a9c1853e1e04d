import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { JournalFault, readJournal, undoSplices } from '../../src/fix/index.ts';
import { undoFix, verifyFix } from '../../src/journals.ts';
import { linesIn } from '../../src/model/lines.ts';
import { generated, keyOf, lintFiles } from '../whole-runs/run.ts';
import { changesOf, fixed, journalOf } from './fixing.ts';

const wide = (text: Buffer, bigEndian: boolean): Buffer => {
  const units = Buffer.from(`\ufeff${text.toString()}`, 'utf16le');
  return bigEndian ? units.swap16() : units;
};
const jsonArray = (lines: Buffer): Buffer => Buffer.from(`[\n  ${lines.toString().trimEnd().split('\n').join(',\n  ')}\n]\n`);
const same = (bytes: Buffer): Buffer => bytes;

const batch = (style: 'plain' | 'rms' | 'jsonl', seed: number) => generated({ records: 200, seed, faults: 0.3, style }).batch;
const CASES: readonly (readonly [string, Buffer, (bytes: Buffer) => Buffer])[] = [
  ['CSV', batch('plain', 1), same],
  ['an RMS export in Windows-1252', batch('rms', 2), same],
  ['JSON Lines', batch('jsonl', 3), same],
  ['a JSON array', jsonArray(batch('jsonl', 4)), same],
  ['CSV in UTF-16LE', wide(batch('plain', 5), false), same],
  ['JSON Lines in UTF-16BE, gzipped', gzipSync(wide(batch('jsonl', 6), true)), gunzipSync],
];

describe.each(CASES)('a corrected copy of %s', (_name, input, content) => {
  it('has none of the faults that were corrected and no new one, is the same if corrected again, and gives the original back', async () => {
    const { result, folder, bytes, journal, undo } = await fixed(input, { split: true });
    const changes = await changesOf(journal);
    expect(changes.length).toBeGreaterThan(4);
    expect(result.changes).toBe(changes.length);

    const before = (await lintFiles({ input })).findings.map((f) => keyOf(f.at.record, f.at.field, f.rule));
    const { run, findings } = await lintFiles({ input: bytes });
    const after = findings.map((f) => keyOf(f.at.record, f.at.field, f.rule));
    const known = new Set(before);
    const left = new Set(after);
    expect(after.filter((key) => !known.has(key))).toEqual([]);
    for (const change of changes) expect(left.has(keyOf(change.record, change.field, change.rule)), change.rule).toBe(false);

    // Every byte that no change names is the same.
    const [old, made] = [content(input), content(bytes)];
    let [from, to] = [0, 0];
    for (const change of changes) {
      expect(made.subarray(to, change.after.offset).equals(old.subarray(from, change.before.offset))).toBe(true);
      [from, to] = [change.before.offset + change.before.length, change.after.offset + change.after.length];
    }
    expect(made.subarray(to).equals(old.subarray(from))).toBe(true);

    const read = await journalOf(journal);
    const fixedFile = { path: result.files.fixed, file: 'fixed' };
    const out = join(folder, 'original');
    await undoFix(read, fixedFile, { lines: linesIn([undo]), file: 'undo' }, out);
    expect(content(readFileSync(out)).equals(old)).toBe(true);
    expect(await verifyFix(read, { path: join(folder, 'input'), file: 'input' }, fixedFile)).toBeNull();

    // Records apart: each as it stands in the copy, none lost.
    const { ready, held } = result.files;
    const parts = [ready!, held!].map((path) => content(readFileSync(path)));
    expect(result.split).toEqual({ ready: run.totals.ready, held: run.totals.records - run.totals.ready });
    const [first, second] = [await lintFiles({ ready: parts[0]! }), await lintFiles({ held: parts[1]! })];
    expect([first.run.totals.records, second.run.totals.records]).toEqual([result.split!.ready, result.split!.held]);
    expect(first.findings.filter((finding) => finding.severity === 'error' && finding.at.record !== null)).toEqual([]);

    expect((await fixed(bytes)).result.changes).toBe(0);
  });
});

describe('a journal', () => {
  it('holds no value, and shows every change to it, to the input and to the copy', async () => {
    const input =
      'urn,agency,subject_phone,protective_marking\nKNT-25-1,Kent,07700 900123,official\nKNT-25-2,kent,+447700900124,OFFICIAL\n';
    const { result, folder, bytes, journal, undo } = await fixed(input);
    expect(bytes.toString()).toBe(
      'urn,agency,subject_phone,protective_marking\nKNT-25-1,Kent,+447700900123,OFFICIAL\nKNT-25-2,kent,+447700900124,OFFICIAL\n',
    );
    expect(journal).not.toContain('900123');
    expect(journal).not.toContain('official');
    for (const file of [result.files.undo, result.files.fixed, result.files.journal]) expect(statSync(file).mode & 0o777).toBe(0o600);
    const read = await journalOf(journal);
    expect((await changesOf(journal)).map(({ record, urn, field, rule }) => [record, urn, field, rule])).toEqual([
      [1, 'KNT-25-1', 'subject_phone', 'pole/malformed-phone'],
      [1, 'KNT-25-1', 'protective_marking', 'intelligence-report/unknown-marking'],
    ]);
    await expect(journalOf(journal.replace('"field":"subject_phone"', '"field":"postcode"'))).rejects.toThrow(JournalFault);
    await expect(journalOf(journal.split('\n').slice(0, -2).join('\n'))).rejects.toThrow(/cut/);
    await expect(journalOf('urn,agency\n')).rejects.toThrow(/not a line of a journal/);
    const fixedFile = { path: result.files.fixed, file: 'fixed' };
    const inputFile = { path: join(folder, 'input'), file: 'input' };
    writeFileSync(inputFile.path, input.replace('KNT-25-2', 'KNT-25-9'));
    expect(await verifyFix(read, inputFile, fixedFile)).toMatch(/bytes differ after the last change/);
    writeFileSync(inputFile.path, input.replace('07700', '07701'));
    expect(await verifyFix(read, inputFile, fixedFile)).toMatch(/record 1 of the input/);
    writeFileSync(result.files.fixed, bytes.toString().replace('+447700900123', '+447700900129'));
    writeFileSync(inputFile.path, input);
    expect(await verifyFix(read, inputFile, fixedFile)).toMatch(/record 1 of the output/);
    await expect(undoFix(read, fixedFile, { lines: linesIn([undo]), file: 'u' }, join(folder, 'x'))).rejects.toThrow(
      /not the file that was corrected/,
    );
    writeFileSync(result.files.fixed, bytes.toString().replace('KNT-25-2', 'KNT-25-9'));
    await expect(undoFix(read, fixedFile, { lines: linesIn([undo]), file: 'u' }, join(folder, 'y'))).rejects.toThrow(
      /not the file that was corrected/,
    );
    await expect(
      undoFix(read, fixedFile, { lines: linesIn([undo.replace('"undo":1', '"undo":2')]), file: 'u' }, join(folder, 'z')),
    ).rejects.toThrow(/belong/);
  });

  it.each([false, true])('knows the bytes of a UTF-16 file that ends in half a character (big-endian: %s)', async (bigEndian) => {
    const table = 'urn,agency,protective_marking,status\nKNT-25-1,kent,official,open\nKNT-25-2,kent,official,open\n';
    const input = wide(Buffer.from(table), bigEndian).subarray(0, -3);
    const { result, folder, journal, undo } = await fixed(input);
    const read = await journalOf(journal);
    expect(result.changes).toBe(2);
    const copy = { path: result.files.fixed, file: 'fixed' };
    expect(await verifyFix(read, { path: join(folder, 'input'), file: 'input' }, copy)).toBeNull();
    await undoFix(read, copy, { lines: linesIn([undo]), file: 'u' }, join(folder, 'back'));
    expect(readFileSync(join(folder, 'back')).equals(input)).toBe(true);
  });

  it('is given back line by line, however long journal and file of replaced bytes are, and not if the journal changes meanwhile', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `KNT-25-${at},kent,official\n`);
    const { journal, undo } = await fixed(`urn,agency,protective_marking\n${rows.join('')}`);
    let [journalLines, undoLines] = [0, 0];
    const counted = async function* (text: string, count: () => void) {
      for await (const line of linesIn([text])) {
        count();
        yield line;
      }
    };
    let text = journal;
    const read = await readJournal(() => counted(text, () => journalLines++), 'journal');
    const splices = () =>
      undoSplices(
        read,
        counted(undo, () => undoLines++),
        'undo',
      );
    const all = async () => {
      for await (const _ of splices());
    };
    journalLines = 0;
    const some = splices();
    for (let taken = 1; taken <= 3; taken++) await some.next();
    expect([journalLines, undoLines]).toEqual([4, 4]);
    await some.return(undefined);
    text = journal.replace('KNT-25-39', 'KNT-25-99');
    await expect(all()).rejects.toThrow(/journal: it changed while it was read/);
    text = `${journal}{}\n`;
    await expect(all()).rejects.toThrow(/journal: it changed while it was read/);
  });

  it('takes only what is certain unless told, and only the rules named', async () => {
    const input = 'urn,agency,subject_phone,protective_marking\nKNT-25-1,Kent,07700 900123,official\n';
    const of = async (more: Parameters<typeof fixed>[1]) => (await changesOf((await fixed(input, more)).journal)).map(({ field }) => field);
    expect(await of({ level: 'certain' })).toEqual(['protective_marking']);
    expect(await of({ only: new Set(['pole/malformed-phone']) })).toEqual(['subject_phone']);
  });

  it('exchanges two values that stand in each other’s place, in columns of their own or in one string, or neither', async () => {
    const own = 'urn,agency,source_evaluation,intelligence_assessment,handling_code\nKNT-25-1,kent,B,2,P\nKNT-25-2,kent,"A",1,C\n';
    const { bytes, journal, undo, result } = await fixed(own);
    expect(bytes.toString()).toBe(own.replace('B,2,P', '2,B,P').replace('"A",1,C', '"1",A,C'));
    const changes = await changesOf(journal);
    expect(changes.map(({ record, field, confidence }) => [record, field, confidence])).toEqual([
      [1, 'source_evaluation', 'likely'],
      [1, 'intelligence_assessment', 'likely'],
      [2, 'source_evaluation', 'likely'],
      [2, 'intelligence_assessment', 'likely'],
    ]);
    expect(undo.trimEnd().split('\n')).toHaveLength(5);
    expect(result).toMatchObject({ changes: 4, refused: 0 });
    const string = 'urn,agency,grading\nKNT-25-1,kent, B2P \n';
    expect((await fixed(string)).bytes.toString()).toBe(string.replace('B2P', '2BP'));
    expect((await fixed(own, { level: 'certain' })).result.changes).toBe(0);
    // A number has no place for a letter's type, so neither changes.
    const nested = '{"urn":"K-1","agency":"kent","source_evaluation":"B","intelligence_assessment":2,"handling_code":"P"}\n';
    expect((await fixed(nested)).bytes.toString()).toBe(nested.replace('"B"', '"2"').replace(':2,', ':"B",'));
  });

  it('takes back what would bring out a fault between records', async () => {
    const row = (urn: string) => `${urn},Kent,ATLAS`;
    const { result, bytes } = await fixed(`urn,agency,source_system\n${row('KNT-25-1')}\n${row('#KNT-25-1')}\n${row('#KNT-25-2')}\n`);
    expect(bytes.toString().split('\n').slice(1, 4)).toEqual([row('KNT-25-1'), row('#KNT-25-1'), row('KNT-25-2')]);
    expect(result).toMatchObject({ changes: 1, refused: 1 });
  });
});

describe('a record without an agency', () => {
  const rows = (others: readonly string[]) =>
    [
      'urn,agency,source_system',
      ...others,
      ...Array.from({ length: 12 }, (_, at) => `KNT-25-${at + 10},kent,ATLAS`),
      'KNT-25-1,,ATLAS',
      'KNT-25-2,Nowhere,',
    ].join('\n');

  it('gets that of all other records with its source system or its kind of URN', async () => {
    const { bytes, journal } = await fixed(rows([]));
    expect(bytes.toString().split('\n').slice(-2)).toEqual(['KNT-25-1,kent,ATLAS', 'KNT-25-2,kent,']);
    expect((await changesOf(journal)).map(({ confidence }) => confidence)).toEqual(['likely', 'likely']);
  });

  it('is left alone where two agencies have them', async () => {
    const { result } = await fixed(rows(['KNT-25-3,essex,ATLAS']));
    expect(result.changes).toBe(0);
  });
});
