import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { assertUnchanged, bytesOf, inputError, type OpenFile, openFile, readInto } from '../../src/read/bytes.ts';
import { contentOf, fileSize, readSegment, readSheets, readWanted, spool, survey } from '../../src/read/index.ts';
import { fileOf, keep } from './reading.ts';
import { textRows, workbook } from './xlsx.ts';

const TEXT = 'a,b\n1,2\n3,4\n';
const CHANGED = 'batch.csv: it changed while it was read; run again when nothing writes to it';

/** What a reading of an open file gives or throws; the file is closed behind it. */
async function withOpen<T>(path: string, read: (opened: OpenFile) => Promise<T>): Promise<T> {
  const opened = await openFile(path, 'batch.csv');
  try {
    return await read(opened);
  } finally {
    await opened.handle.close();
  }
}

async function portionsOf(bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
  const portions: string[] = [];
  for await (const portion of bytes) portions.push(Buffer.from(portion).toString());
  return portions;
}

describe('an open file', () => {
  it('is unchanged if size, time, device and number are, its own and those of its name', async () => {
    const path = fileOf(TEXT);
    await withOpen(path, async (opened) => {
      const { size, mtimeMs, dev, ino } = opened.stats;
      await assertUnchanged(opened);
      const then = { size, mtimeMs, dev, ino };
      await assertUnchanged(opened, then);
      for (const key of ['size', 'mtimeMs', 'dev', 'ino'] as const)
        await expect(assertUnchanged(opened, { ...then, [key]: then[key] + 1 }), key).rejects.toThrow(CHANGED);
      renameSync(path, `${path}.old`);
      await expect(assertUnchanged(opened)).rejects.toThrow(CHANGED);
      writeFileSync(path, TEXT);
      await expect(assertUnchanged(opened)).rejects.toThrow(CHANGED);
      rmSync(path);
      renameSync(`${path}.old`, path);
      await expect(assertUnchanged({ ...opened, path: `${path}/x` })).rejects.toThrow('batch.csv: a part of its path is not a folder');
    });
  });

  it('gives bytes in portions, and says so if it ends before it should', async () => {
    await withOpen(fileOf(TEXT), async (opened) => {
      expect(await portionsOf(bytesOf(opened, 0, 12))).toEqual([TEXT]);
      expect(await portionsOf(bytesOf(opened, 2, 9, 3))).toEqual(['b\n1', ',2\n', '3']);
      expect(await portionsOf(bytesOf(opened, 4, 5, 3))).toEqual(['1']);
      expect(await portionsOf(bytesOf(opened, 5, 5, 3))).toEqual([]);
      expect(await portionsOf(bytesOf(opened, 5, 4, 3))).toEqual([]);
      await expect(portionsOf(bytesOf(opened, 0, 13, 4))).rejects.toThrow(CHANGED);
      const into = new Uint8Array(6).fill(46);
      await readInto(opened, into, 3, 8);
      expect(Buffer.from(into).toString()).toBe('\n1,2\n.');
      await expect(readInto(opened, new Uint8Array(20), 3, 13)).rejects.toThrow(CHANGED);
    });
  });

  it('lends its portions: the next takes the place of each', async () => {
    await withOpen(fileOf('aabbccdd'), async (opened) => {
      const lent: Uint8Array[] = [];
      for await (const portion of bytesOf(opened, 0, 8, 2)) lent.push(portion);
      expect(lent.map((portion) => Buffer.from(portion).toString())).toEqual(['dd', 'dd', 'dd', 'dd']);
    });
  });

  it('lets others have their turn while it is read', async () => {
    await withOpen(fileOf('a'.repeat(100)), async (opened) => {
      let turns = 0;
      const other = setInterval(() => turns++, 0);
      let portions = 0;
      for await (const { length } of bytesOf(opened, 0, 100, 1)) {
        portions += length;
        for (const from = performance.now(); performance.now() - from < 1; );
      }
      clearInterval(other);
      expect([portions, turns > 0]).toEqual([100, true]);
    });
  });

  it('that can not be read is told with its name and what to do', async () => {
    const folder = await open(dirname(fileOf('')));
    const opened = { ...(await folder.stat().then((stats) => ({ stats }))), handle: folder, file: 'batch.csv', path: '' };
    await expect(portionsOf(bytesOf(opened, 0, 5))).rejects.toThrow('batch.csv: it is a folder; give the files in it');
    await expect(readInto(opened, new Uint8Array(5), 0, 5)).rejects.toThrow('batch.csv: it is a folder; give the files in it');
    await folder.close();
    const of = (code: string) => inputError('x', Object.assign(new Error('no'), { code }));
    expect(of('ENOENT')).toBeInstanceOf(InputError);
    expect([of('EACCES').message, of('EWHAT').message]).toEqual([
      'x: reading it is not permitted; ask for read access',
      'x: it can not be read (EWHAT)',
    ]);
    const [own, plain] = [Object.assign(new InputError('own'), { code: 'ENOENT' }), new Error('plain')];
    expect([inputError('x', own), inputError('x', plain), inputError('x', 'words')]).toEqual([own, plain, 'words']);
    expect(inputError('x', own)).toBe(own);
  });

  it('has the size that it has on disk, and none if it is not there', async () => {
    expect([await fileSize(fileOf(TEXT)), await fileSize('/nowhere/batch.csv')]).toEqual([12, 0]);
  });
});

describe('no file stays open', () => {
  /** Files of a folder that this process holds open now. */
  const heldIn = (folder: string): string[] =>
    readdirSync('/proc/self/fd').flatMap((number) => {
      try {
        return [readlinkSync(`/proc/self/fd/${number}`)].filter((path) => path.startsWith(folder));
      } catch {
        return [];
      }
    });

  /** Those that it still holds when what was begun to be closed is. */
  async function openIn(folder: string): Promise<string[]> {
    for (let tries = 0; tries < 20 && heldIn(folder).length > 0; tries++) await new Promise((done) => setTimeout(done, 5));
    return heldIn(folder);
  }

  it.each([
    ['read to its end', Buffer.from(TEXT)],
    ['packed', gzipSync(TEXT)],
    ['of JSON Lines', Buffer.from('{"a":1}\n{"a":2}\n')],
  ])('that was %s', async (_, bytes) => {
    const path = fileOf(bytes);
    const found = await survey(path, 'batch.csv', { segmentBytes: 4 });
    const sink = keep();
    for (const segment of found.segments) await readSegment(found, segment, sink);
    const rows = sink.items.filter((item) => item.kind === 'row');
    await readWanted(found, rows, keep());
    await portionsOf(contentOf(found));
    for await (const _portion of contentOf(found)) break;
    expect(await openIn(dirname(path))).toEqual([]);
  });

  it('that could not be read', async () => {
    const path = fileOf(TEXT);
    const found = await survey(path, 'batch.csv');
    const wanted = [{ record: 9, line: 9, start: 12, end: 12 }];
    await expect(readWanted(found, wanted, keep())).rejects.toThrow('batch.csv: record 9 is not where it was; run again');
    await expect(survey(dirname(path), 'folder')).rejects.toThrow(InputError);
    await expect(survey(path, 'batch.csv', { delimiter: ',,' })).rejects.toThrow('give one character');
    const failing = { row: () => expect.fail('no more'), fault() {} };
    await expect(readSegment(found, found.segments[0]!, failing)).rejects.toThrow('no more');
    writeFileSync(path, 'a,b\n');
    await expect(readSegment(found, found.segments[0]!, keep())).rejects.toThrow(CHANGED);
    await expect(readWanted(found, [], keep())).rejects.toThrow(CHANGED);
    await expect(portionsOf(contentOf(found))).rejects.toThrow(CHANGED);
    expect(await openIn(dirname(path))).toEqual([]);
  });

  it('that changed while it was read', async () => {
    const path = fileOf(TEXT);
    const found = await survey(path, 'batch.csv');
    const touch = { row: () => writeFileSync(path, 'a,b\n1,2\n3,4\n5,6\n'), fault() {} };
    await expect(readSegment(found, found.segments[0]!, touch)).rejects.toThrow(CHANGED);
    const again = await survey(path, 'batch.csv');
    const [row] = [{ record: 1, line: 2, start: 4, end: 7 }];
    await expect(readWanted(again, [row!], { ...touch, row: () => writeFileSync(path, TEXT) })).rejects.toThrow(CHANGED);
    const third = await survey(path, 'batch.csv');
    const content = contentOf(third);
    await content.next();
    writeFileSync(path, 'a,b\n');
    await expect(content.next()).rejects.toThrow(CHANGED);
    await expect(survey(path, 'batch.csv', { onBytes: () => writeFileSync(path, TEXT) })).rejects.toThrow(CHANGED);
    expect(await openIn(dirname(path))).toEqual([]);
  });

  it('of a workbook, its table and its texts', async () => {
    const strings = ['<t>a</t>', '<t>b</t>'];
    const shared = '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="2"><c><v>1</v></c></row>';
    const good = workbook({ sheets: { One: shared, Two: textRows([['x']]) }, strings });
    for (const bytes of [
      good,
      workbook({ sheets: { One: '<row r="2"/><row r="1"/>' } }),
      good.subarray(0, good.length - 30),
      good.subarray(0, 60),
    ]) {
      const path = fileOf(bytes, 'batch.xlsx');
      const found = await survey(path, 'batch.xlsx', { workbook: { table: `${path}-table` } });
      for (const segment of found.segments) await readSegment(found, segment, keep());
      const refused = await survey(path, 'batch.xlsx', { workbook: { table: `${path}-other`, sheet: 'None' } }).catch(
        (error: Error) => error,
      );
      if (bytes === good) expect(String(refused)).toContain('has no sheet "None": it has "One", "Two"');
      await readSheets(path, 'batch.xlsx', dirname(path)).catch(() => {});
      expect(await openIn(dirname(path))).toEqual([]);
      expect(existsSync(`${dirname(path)}/texts`)).toBe(false);
    }
  });

  it('of a stream that was copied, or broke', async () => {
    const path = `${fileOf('')}.copy`;
    async function* stream(breaks: boolean): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x');
      if (breaks) throw new Error('the pipe broke');
    }
    expect(await spool(stream(false), path, 'in')).toBe(1);
    await expect(spool(stream(true), `${path}2`, 'in')).rejects.toThrow(
      'in: it could not be copied to the working folder (Error: the pipe broke)',
    );
    await expect(spool(stream(false), path, 'in')).rejects.toThrow('(EEXIST); check its free space and rights');
    expect(await openIn(dirname(path))).toEqual([]);
  });
});
