import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { readSegment, readWanted, spool, survey } from '../../src/read/index.ts';
import { fileOf, keep, readAll, readEvents, readFileOf, readPath } from './reading.ts';

const TABLE = `urn,name,note\n${Array.from({ length: 500 }, (_, i) => `${i},"n ""${i}""\nx",é${i}`).join('\n')}\n7,"open,x\n8,9\n`;

describe('gzip', () => {
  test('is recognised whatever its name and read as the plain file is', async () => {
    const plain = await readFileOf(TABLE);
    const packed = await readFileOf(gzipSync(TABLE), { chunkSize: 100 });
    expect(packed.survey).toMatchObject({ gzip: true, complete: true, columns: plain.survey.columns });
    expect(packed.survey.segments).toHaveLength(1);
    expect(packed.items).toEqual(plain.items);
    expect(await readAll(gzipSync(TABLE), { chunkSize: 1 })).toEqual(await readAll(TABLE));
  });

  test('its hash and size are those of the file on disk', async () => {
    const bytes = gzipSync(TABLE);
    const { survey: found } = await readFileOf(bytes);
    expect(found).toMatchObject({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  });

  test('several members are one file, and zeros after them are padding', async () => {
    const half = TABLE.indexOf('\n250,') + 1;
    const members = Buffer.concat([gzipSync(TABLE.slice(0, half)), gzipSync(TABLE.slice(half)), Buffer.alloc(600)]);
    const plain = await readFileOf(TABLE);
    for (const chunkSize of [7, 1 << 20]) {
      const packed = await readFileOf(members, { chunkSize }, { chunkSize });
      expect(packed.survey.complete).toBe(true);
      expect(packed.items).toEqual(plain.items);
    }
  });

  test('cut short, it is incomplete, and what was unpacked is read', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 10_007}`).join('\n');
    const bytes = gzipSync(`a,b\n${rows}\n`);
    const { survey: found, items } = await readFileOf(bytes.subarray(0, bytes.length >> 1));
    expect(found).toMatchObject({ complete: false, why: 'its gzip stream ends inside' });
    expect(found.faults).toMatchObject([{ fault: 'truncated-file', record: null }]);
    const read = items.filter((item) => item.kind === 'row');
    expect(read.length).toBeGreaterThan(5000);
    expect(read[4999]!.cells).toEqual(['4999', String((4999 * 7919) % 10_007)]);
    expect(items.filter((item) => item.kind === 'fault')).toHaveLength(1);
  });

  test.each([
    ['garbage at once', Buffer.from('garbage')],
    ['garbage after padding', Buffer.concat([Buffer.alloc(300), Buffer.from('garbage')])],
  ])('%s after the stream makes it incomplete', async (_, garbage) => {
    for (const chunkSize of [64, 1 << 20]) {
      const { survey: found, items } = await readFileOf(Buffer.concat([gzipSync('a,b\n1,2\n'), garbage]), { chunkSize });
      expect(found).toMatchObject({ complete: false, why: 'bytes that are no gzip stand after its end' });
      expect(items.filter((item) => item.kind === 'row').map((row) => row.cells)).toEqual([['1', '2']]);
    }
  });

  test('a broken check sum makes it incomplete', async () => {
    const bytes = gzipSync('a,b\n1,2\n');
    bytes[bytes.length - 6]! ^= 1;
    const { survey: found } = await readFileOf(bytes);
    expect(found).toMatchObject({ complete: false, why: 'its gzip stream is broken' });
  });

  test('a member with a name, a comment and extra bytes in its header is read', async () => {
    const [start, rest] = [gzipSync('a,b\n1,2\n').subarray(0, 10), gzipSync('a,b\n1,2\n').subarray(10)];
    start[3] = 4 + 8 + 16 + 2;
    const bytes = Buffer.concat([start, Buffer.from([3, 0, 7, 7, 7]), Buffer.from('name\0comment\0'), Buffer.from([1, 2]), rest]);
    for (const chunkSize of [1, 1 << 20])
      expect((await readFileOf(bytes, { chunkSize }, { chunkSize })).events).toEqual([[1, 2, '1', '2']]);
  });

  test('JSON cut inside gzip is told once', async () => {
    const bytes = gzipSync(`[${Array.from({ length: 5000 }, (_, i) => `{"a":${i * 7919}}`).join(',')}]`);
    const { survey: found } = await readFileOf(bytes.subarray(0, bytes.length - 500));
    expect(found.faults.map(({ fault }) => fault)).toEqual(['truncated-file']);
  });
});

describe('segments', () => {
  test('meet without gap or overlap, from the first record to the end of the file', async () => {
    const { survey: found } = await readFileOf(TABLE, { segmentBytes: 300 });
    expect(found.segments.length).toBeGreaterThan(10);
    const header = 'urn,name,note\n';
    expect(found.segments[0]).toMatchObject({ start: header.length, line: 2, record: 1 });
    found.segments.slice(1).forEach((segment, index) => {
      expect(segment.start).toBe(found.segments[index]!.end);
    });
    expect(found.segments.at(-1)!.end).toBe(Buffer.byteLength(TABLE));
  });

  test('of any size give the same rows, lines and faults, also when a quote opens in one and closes far behind it', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i},x${i},y`);
    rows[50] = '50,"open,y';
    rows[150] = '150,x,"late" y';
    const text = `urn,name,note\n${rows.join('\n')}\n`;
    const whole = await readFileOf(text);
    expect(whole.events).toContain('unclosed-quote 51:52:2');
    for (const segmentBytes of [1, 64, 500]) expect((await readFileOf(text, { segmentBytes, chunkSize: 50 })).items).toEqual(whole.items);
  });

  test('can be read in any order and alone', async () => {
    const path = fileOf(TABLE);
    const found = await survey(path, 'x', { segmentBytes: 2000 });
    const whole = (await readPath(path)).items;
    const parts = [];
    for (const segment of [...found.segments].reverse()) {
      const sink = keep();
      await readSegment(structuredClone(found), segment, sink);
      parts.unshift(...sink.items);
    }
    expect(parts).toEqual(whole);
  });

  test('bytes read are told', async () => {
    let surveyed = 0;
    let read = 0;
    const found = await survey(fileOf(TABLE), 'x', { onBytes: (bytes) => (surveyed += bytes), segmentBytes: 500 });
    for (const segment of found.segments) await readSegment(found, segment, keep(), { onBytes: (bytes) => (read += bytes) });
    expect(surveyed).toBe(found.bytes);
    expect(read).toBe(found.bytes - 'urn,name,note\n'.length);
  });
});

describe('rows read again', () => {
  test.each([
    ['a table', Buffer.from(TABLE)],
    ['a table in UTF-16', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['a gzipped table', gzipSync(TABLE)],
    ['a table with every quote fault', Buffer.from('a,b,c\n1,"x,3\n4,"5" 6,7\n8,"9, 0"x,1\n2,"a\nb",3\n4,"q "r" s",5\n1,2\n6,7,"\n')],
    ['JSON Lines', Buffer.from('{"a":"x","b":["é"]}\n\n{"b":2}\n')],
    ['a JSON array', Buffer.from('[{"a":"x"},\n {"c":{"d":1}}, {"a":"\\n"}]')],
  ])('equal those of the first reading: %s', async (_, bytes) => {
    const { survey: found, items, ragged } = await readFileOf(bytes, { segmentBytes: 400 });
    const rows = items.filter((item) => item.kind === 'row');
    const wanted = rows.filter((row) => row.record % 3 !== 2);
    const sink = keep();
    await readWanted(found, wanted, sink);
    expect(sink.items).toEqual(wanted);
    expect(sink.ragged).toEqual(ragged.filter((record) => record % 3 !== 2));
  });
});

describe('what can not be read', () => {
  test('a missing file, a folder and a device are told in one line with their name', async () => {
    await expect(survey('/nowhere/batch.csv', 'batch.csv')).rejects.toThrow('batch.csv: there is no such file; check the name');
    await expect(survey(dirname(fileOf('')), 'folder')).rejects.toThrow('folder: it is a folder; give the files in it');
    await expect(survey('/dev/null', 'null')).rejects.toThrow(InputError);
    const pipe = join(dirname(fileOf('')), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(survey(pipe, 'pipe')).rejects.toThrow('pipe: it is a pipe or device; copy it to a file first');
  });

  test.each([
    ['grown', (path: string) => appendFileSync(path, '9,9,9\n')],
    ['shrunk', (path: string) => truncateSync(path, 100)],
    ['touched', (path: string) => utimesSync(path, new Date(1e12), new Date(1e12))],
  ])('a file that has %s since the survey is refused', async (_, change) => {
    const path = fileOf(TABLE);
    const found = await survey(path, 'batch.csv');
    change(path);
    await expect(readSegment(found, found.segments[0]!, keep())).rejects.toThrow('batch.csv: it changed while it was read');
    await expect(readWanted(found, [], keep())).rejects.toThrow(InputError);
  });

  test('a file that shrinks while it is read is refused', async () => {
    const path = fileOf(`a,b\n${'1,2\n'.repeat(1000)}`);
    const found = await survey(path, 'batch.csv');
    const reading = readSegment(
      found,
      found.segments[0]!,
      { row: ({ record }) => record === 10 && truncateSync(path, 200), fault() {} },
      { chunkSize: 100 },
    );
    await expect(reading).rejects.toThrow('batch.csv: it changed while it was read');
  });
});

describe('spool', () => {
  test('copies a stream to a file of the owner alone', async () => {
    const path = join(dirname(fileOf('')), 'spooled');
    expect(await spool(Readable.from([Buffer.from('a,b\n'), Buffer.from('1,2\n')]), path, 'in')).toBe(8);
    expect(readFileSync(path, 'utf8')).toBe('a,b\n1,2\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('never writes over a file, and leaves none behind when the stream breaks', async () => {
    const path = fileOf('kept');
    await expect(spool(Readable.from([Buffer.from('x')]), path, 'in')).rejects.toThrow(InputError);
    expect(readFileSync(path, 'utf8')).toBe('kept');
    const broken = join(dirname(path), 'broken');
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x');
      throw new Error('the pipe broke');
    }
    await expect(spool(stream(), broken, 'in')).rejects.toThrow(/could not be copied/);
    expect(() => statSync(broken)).toThrow();
  });

  test('a stream of portions of any size is read as a file is', async () => {
    const events = await readEvents(Readable.from([Buffer.from('a,'), Buffer.from('b\n1,"'), Buffer.from('x\ny"')]));
    expect(events).toEqual([
      [0, 1, 'a', 'b'],
      [1, 2, '1', 'x\ny'],
    ]);
  });
});
