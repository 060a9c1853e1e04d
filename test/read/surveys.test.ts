import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/model/row.ts';
import { survey } from '../../src/read/index.ts';
import { isGzip } from '../../src/read/recognise.ts';
import { takeHead } from '../../src/read/take-head.ts';
import { eventOf, fileOf, readAll, readEvents, readFileOf } from './reading.ts';

const MIB = 1 << 20;

describe('a survey', () => {
  it('has segments that hold something, one after the other', async () => {
    const of = async (text: string, segmentBytes?: number) =>
      (await readFileOf(text, segmentBytes === undefined ? {} : { segmentBytes })).survey.segments;
    expect(await of('a,b\n')).toEqual([]);
    expect(await of('a,b\n1,2\n3,4\n', 4)).toEqual([
      { start: 4, end: 8, line: 2, record: 1, secondTable: 0 },
      { start: 8, end: 12, line: 3, record: 2, secondTable: 0 },
    ]);
    expect(await of('a,b\n1,2\n3,4\n5,6', 5)).toMatchObject([
      { start: 4, end: 12 },
      { start: 12, end: 15, line: 4, record: 3 },
    ]);
    expect((await of('a,b\n1,2\n3,4\n')).length).toBe(1);
    expect(await of('<html>')).toEqual([]);
  });

  it('has segments of a large file that get smaller towards its end', async () => {
    const bytes = Buffer.alloc(36 * MIB + 5, `1,${'x'.repeat(1 << 16)}\n`);
    const { segments } = await survey(fileOf(bytes), 'batch.csv');
    const sizes = segments.map(({ start, end }) => end - start);
    expect(sizes.every((size, n) => n === 0 || size <= sizes[n - 1]!)).toBe(true);
    expect(sizes[0]).toBeGreaterThanOrEqual(8 * MIB);
    expect(sizes.at(-1)).toBeLessThan(3 * MIB);
    expect(segments.every(({ start }, n) => n === 0 || start === segments[n - 1]!.end)).toBe(true);
    expect(segments.at(-1)!.end).toBe(bytes.length);
    expect((await survey(fileOf(bytes.subarray(0, 16 * MIB)), 'batch.csv')).segments.length).toBe(2);
  });

  it.each<[string, Uint8Array, string | null, readonly string[]]>([
    ['a table', Buffer.from('a,b\n1,2\n'), null, []],
    ['gzip cut in its head', gzipSync('a,b\n1,2\n').subarray(0, 5), 'its gzip stream ends inside', ['truncated-file']],
    [
      'gzip of nothing, with more behind it',
      Buffer.concat([gzipSync(''), Buffer.from('x')]),
      'bytes that are no gzip stand after its end',
      ['truncated-file'],
    ],
    ['gzip of nothing', gzipSync(''), null, ['empty-file']],
    ['a page', Buffer.from('<html>'), 'it is of another kind by its content: HTML page', ['wrong-kind-of-file']],
    [
      'a page in gzip that is cut',
      gzipSync(`<html>${'x'.repeat(5000)}`).subarray(0, -4),
      'it is of another kind by its content: HTML page',
      ['wrong-kind-of-file'],
    ],
    ['JSON that is cut', Buffer.from('[{"a":1},'), 'its JSON ends inside', ['truncated-file']],
    [
      'JSON cut in gzip that is cut',
      gzipSync(`[{"a":1},${'{"a":2},'.repeat(9)}`).subarray(0, -4),
      'its gzip stream ends inside',
      ['truncated-file'],
    ],
    ['JSON with a wrong line', Buffer.from('{"a":1}\nx\n'), null, []],
    ['a table cut in its last row', Buffer.from('a,b\n1,2\n3'), null, []],
    ['a header alone', Buffer.from('a,b\n'), null, ['no-records']],
    ['mixed line ends', Buffer.from('a,b\n1,2\n3,4\r\n5,6\n'), null, ['unusual-line-ends']],
    ['headings twice, and no record', Buffer.from('a,a\n'), null, ['duplicate-column', 'no-records']],
  ])('of %s says whether all was read, and what is wrong with the file', async (_, bytes, why, faults) => {
    const { survey: found } = await readFileOf(bytes);
    expect([found.complete, found.why ?? null, found.faults.map(({ fault }) => fault)]).toEqual([why === null, why, faults]);
    expect([found.bytes, found.sha256, found.gzip]).toEqual([
      bytes.length,
      createHash('sha256').update(bytes).digest('hex'),
      isGzip(bytes),
    ]);
  });

  it('says where another encoding begins', async () => {
    const wide = Buffer.from(`\ufeffa,b\n${'1,é\n'.repeat(20)}`, 'utf16le');
    const { survey: found } = await readFileOf(Buffer.concat([wide, Buffer.from('3,plain text of one byte a sign\n'.repeat(9))]));
    expect(found.why).toBe(
      `its encoding changes at byte ${wide.length} (line 22): what follows was not read; export it anew in one encoding`,
    );
    expect(found.complete).toBe(false);
    expect(found.faults.map(({ fault, line }) => [fault, line])).toEqual([['unreadable-bytes', 22]]);
  });

  it('says all of its fault and the file', async () => {
    const { survey: found } = await readFileOf(gzipSync('a,b\n1,2\n').subarray(0, -1));
    expect(found.faults).toEqual([
      { kind: 'fault', fault: 'truncated-file', record: null, line: 0, detail: { why: 'its gzip stream ends inside' } },
    ]);
    const header = await survey(fileOf('\ufeffx\na;b\n1;2\n'), 'name', { findHeader: () => 1 });
    expect(header).toMatchObject({ file: 'name', kind: 'csv', bom: 3, badBytes: false, delimiter: ';', headerLine: 2, encoding: 'utf-8' });
    expect((await survey(fileOf('{"a":1}\n'), 'x')).headerLine).toBeNull();
    const empty = await survey(fileOf(' \n'), 'x', { encoding: 'windows-1252' });
    expect(empty.faults.map(({ fault }) => fault)).toEqual(['empty-file']);
    const page = await survey(fileOf(Buffer.from('<html>\xe9', 'latin1')), 'x', { encoding: 'utf-8' });
    expect(page.faults.map(({ fault }) => fault)).toEqual(['wrong-kind-of-file']);
  });
});

describe('a file of several portions', () => {
  const long = `a,b\n${Array.from({ length: 30 }, (_, n) => `${n},${'x'.repeat(50_000)}`).join('\n')}\n`;

  it('is read to its end from a stream, a text and a file', async () => {
    async function* stream() {
      for (let at = 0; at < long.length; at += 333_333) yield Buffer.from(long.slice(at, at + 333_333));
    }
    const rows = (await readAll(stream())).filter((item) => item.kind === 'row');
    expect(rows.map(({ record, cells }) => [record, cells[0]]).slice(1)).toEqual(Array.from({ length: 30 }, (_, n) => [n + 1, String(n)]));
    expect((await readAll(long)).length).toBe(31);
    const columns: string[] = [];
    expect((await readAll(Buffer.from(long), { columns, chunkSize: 99_999 })).length).toBe(31);
    expect(columns).toEqual(['a', 'b']);
    const { items, survey: found } = await readFileOf(long, { chunkSize: 400_000 });
    expect([items.length, found.bytes, found.sha256]).toEqual([30, long.length, createHash('sha256').update(long).digest('hex')]);
    expect((await readFileOf(gzipSync(long, { level: 0 }), { chunkSize: 400_000 })).items.length).toBe(30);
  });

  it('whose end shows that its beginning misled is read anew, and its bytes are told once', async () => {
    let read = 0;
    const latin = Buffer.from(`${long}caf\xe9,z\n`, 'latin1');
    const found = await readFileOf(latin, { onBytes: (bytes) => (read += bytes) });
    expect([found.survey.encoding, found.survey.badBytes, read]).toEqual(['windows-1252', false, latin.length]);
    expect(found.events.at(-1)).toEqual([31, 32, 'café', 'z']);
    const told = await readFileOf(latin, { delimiter: ';' });
    expect([told.survey.encoding, told.survey.columns]).toEqual(['windows-1252', ['a,b']]);
    const both = await readFileOf(Buffer.concat([Buffer.from('caf\xe9,b\n', 'latin1'), Buffer.from(`${long.slice(4)}café,z\n`)]));
    expect([both.survey.encoding, both.survey.columns[0]]).toEqual(['utf-8', 'caf\ufffd']);
  });

  it('of JSON is known to be cut, its columns as they are met', async () => {
    const array = `[${Array.from({ length: 30 }, (_, n) => JSON.stringify({ [`k${n}`]: 'x'.repeat(50_000) })).join(',')}`;
    const { survey: found, items } = await readFileOf(array, { chunkSize: 500_000 });
    expect(found).toMatchObject({ complete: false, why: 'its JSON ends inside', columns: Array.from({ length: 30 }, (_, n) => `k${n}`) });
    expect(items.filter((item) => item.kind === 'row').length).toBe(30);
    expect(items.filter((item) => item.kind === 'fault').length).toBe(1);
  });
});

describe('rows of a text', () => {
  it('come with what is wrong before, in and behind their header', async () => {
    expect(await readEvents('title\n\0a,b,a\n1,2,3\n', { findHeader: () => 1, delimiter: ',' })).toEqual([
      'lines-before-header -:1',
      [0, 2, '\0a', 'b', 'a'],
      'nul-character -:2:1',
      [1, 3, '1', '2', '3'],
    ]);
    expect(await readEvents('a,a\n1,2\n')).toEqual([[0, 1, 'a', 'a'], 'duplicate-column -:1:2', [1, 2, '1', '2']]);
    expect(await readEvents('a,b\n1,2\n', { header: false })).toEqual([
      [1, 1, 'a', 'b'],
      [2, 2, '1', '2'],
    ]);
    expect(await readEvents('a,b\n1,2\n', { findHeader: () => -1 })).toEqual(['no-header -:1', [1, 1, 'a', 'b'], [2, 2, '1', '2']]);
    expect(await readEvents('a,b,c\n1,2,3\nTotal: 1\n', { header: false })).toEqual([
      [1, 1, 'a', 'b', 'c'],
      [2, 2, '1', '2', '3'],
      [3, 3, 'Total: 1'],
      'ragged-row 3:3',
    ]);
  });

  it('are those of gzip too, and its faults come last', async () => {
    const packed = gzipSync('a,b\n1,2\n3');
    expect(await readEvents(packed, { chunkSize: 1 })).toEqual([[0, 1, 'a', 'b'], [1, 2, '1', '2'], [2, 3, '3'], 'truncated-file 2:3']);
    const cut = await readAll(packed.subarray(0, -1));
    expect(cut.map(eventOf)).toEqual([[0, 1, 'a', 'b'], [1, 2, '1', '2'], [2, 3, '3'], 'truncated-file -:0']);
    expect((cut.at(-1) as Fault).detail).toEqual({ why: 'its gzip stream ends inside' });
    expect(await readEvents(Buffer.from([0x1f, 0x8b]))).toEqual(['truncated-file -:0']);
    expect(await readEvents(gzipSync(''))).toEqual(['empty-file -:0']);
  });

  it('are read in the encoding that all bytes show', async () => {
    const late = Buffer.from(`a,b\n${`1,${'x'.repeat(60_000)}\n`.repeat(20)}caf\xe9,2\n`, 'latin1');
    expect((await readEvents(late)).at(-1)).toEqual([21, 22, 'café', '2']);
    expect((await readEvents(Buffer.from('caf\xe9\n', 'latin1'), { encoding: 'utf-8', header: false }))[0]).toEqual([1, 1, 'caf\ufffd']);
    expect(await readEvents('é\n', { header: false })).toEqual([[1, 1, 'é']]);
    expect(await readEvents('a,b\n1,2\n3,4\r\n')).toEqual([[0, 1, 'a', 'b'], [1, 2, '1', '2'], [2, 3, '3', '4'], 'unusual-line-ends -:3']);
  });
});

describe('the head of a file', () => {
  async function* portions(bytes: Uint8Array, size: number, asked: { count: number }): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) {
      asked.count++;
      const lent = Uint8Array.from(bytes.subarray(at, at + size));
      yield lent;
      lent.fill(0);
    }
  }
  const take = async (text: string | Uint8Array, size: number) => {
    const asked = { count: 0 };
    const { head, layout, ended } = await takeHead(portions(Buffer.from(text as string), size, asked), {});
    return { head: Buffer.from(head), columns: layout.columns, body: layout.body, ended, asked: asked.count, layout };
  };

  it('is all of a small one, in portions of any size', async () => {
    for (const size of [1, 3, 100]) {
      const found = await take('a,b\n1,2\n', size);
      expect(found).toMatchObject({ columns: ['a', 'b'], ended: true, asked: Math.ceil(8 / size) });
      expect(found.head.toString()).toBe('a,b\n1,2\n');
    }
    expect((await take('', 1)).layout).toMatchObject({ empty: true });
    expect((await take('a,b', 1)).columns).toEqual(['a', 'b']);
  });

  it('is a mebibyte of a large one, and no more is asked for', async () => {
    const text = `a,b\n${`1,${'x'.repeat(9_997)}\n`.repeat(220)}`;
    const found = await take(text, 100_000);
    expect(found).toMatchObject({ columns: ['a', 'b'], body: { start: 4, line: 2 }, ended: false, asked: 11 });
    expect(found.head.length).toBe(1_100_000);
    const whole = await take(text, 1 << 24);
    expect([whole.columns, whole.ended, whole.asked]).toEqual([['a', 'b'], false, 1]);
    expect(whole.head.length).toBe(text.length);
  });

  it('is more where nothing but blanks, or not one whole row, stands in that', async () => {
    const blanks = await take(`${' '.repeat(MIB - 1)}\na,b\n1,2\n`, MIB / 2);
    expect(blanks).toMatchObject({ columns: ['a', 'b'], body: { start: MIB + 4, line: 3 } });
    const wide = `${'x'.repeat(MIB)},b\n`;
    expect((await take(`${wide}1,2\n`, 700_000)).columns.map((one) => one.length)).toEqual([MIB, 1]);
    expect((await take(wide.slice(0, -1), 700_000)).columns.map((one) => one.length)).toEqual([MIB, 1]);
    expect((await take(' '.repeat(MIB + 5), 1 << 19)).layout).toMatchObject({ empty: true, faults: [{ fault: 'empty-file' }] });
    expect((await take(`a,b\n${'1'.repeat(MIB - 4)}`, MIB)).ended).toBe(false);
  });
});
