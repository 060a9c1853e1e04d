import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../src/model/source.ts';
import { eventOf, readAll, readEvents, readFileOf } from './reading.ts';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const wide = (text: string, order: 'le' | 'be', bom = false): Buffer => {
  const encoded = Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le');
  return order === 'be' ? encoded.swap16() : encoded;
};

const TEXT = 'urn,name\n1,Zoë €5\n2,"Ž\nx"\n';

describe('encodings', () => {
  test.each([
    ['utf-8 without a mark', Buffer.from(TEXT), 'utf-8', 0],
    ['utf-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8', 3],
    ['utf-16le with a mark', wide(TEXT, 'le', true), 'utf-16le', 2],
    ['utf-16be with a mark', wide(TEXT, 'be', true), 'utf-16be', 2],
    ['utf-16le without a mark', wide(TEXT, 'le'), 'utf-16le', 0],
    ['utf-16be without a mark', wide(TEXT, 'be'), 'utf-16be', 0],
    ['windows-1252', bytes('urn,name\n1,Zo', [0xeb], ' ', [0x80], '5\n2,"', [0x8e], '\nx"\n'), 'windows-1252', 0],
  ] as const)('%s is recognised and decoded', async (_, file, encoding, bom) => {
    const { survey, events, items } = await readFileOf(file);
    expect(survey).toMatchObject({ encoding, bom, badBytes: false, columns: ['urn', 'name'], faults: [] });
    expect(events).toEqual([
      [1, 2, '1', 'Zoë €5'],
      [2, 3, '2', 'Ž\nx'],
    ]);
    const row = items[1]!;
    const written = file.subarray((row as { start: number }).start, (row as { end: number }).end);
    const unit = encoding.startsWith('utf-16') ? 2 : 1;
    expect(written.length).toBe(encoding === 'utf-8' ? 8 : 7 * unit);
    expect(await readEvents(file, { chunkSize: 1 })).toEqual([[0, 1, 'urn', 'name'], ...events]);
  });

  test('every byte of Windows-1252 has its character, and the five without one are told', async () => {
    const { survey, items, events } = await readFileOf(bytes('a,b\n', [0x80, 0x91, 0x9f, 0xff], ',', [0x81], 'x\n'));
    expect(survey).toMatchObject({ encoding: 'windows-1252', badBytes: true });
    expect(events).toEqual([[1, 2, '€‘Ÿÿ', '\ufffdx'], 'unreadable-bytes 1:2:2']);
    expect(items[1]).toMatchObject({ detail: { offset: 9, bytes: '81', column: 2 } });
  });

  test('with valid and broken sequences it is UTF-8, and each broken one is told with its offset', async () => {
    const file = bytes('a,b\né,1\nx', [0xe9], ',2\n"3\n', [0xc0, 0xaf], '",', [0xe2, 0x82], '\n4,5\n');
    const { survey, events, items } = await readFileOf(file);
    expect(survey).toMatchObject({ encoding: 'utf-8', badBytes: true });
    expect(events).toEqual([
      [1, 2, 'é', '1'],
      [2, 3, 'x\ufffd', '2'],
      'unreadable-bytes 2:3:1',
      [3, 4, '3\n\ufffd\ufffd', '\ufffd'],
      'unreadable-bytes 3:5:1',
      'unreadable-bytes 3:5:1',
      'unreadable-bytes 3:5:2',
      [4, 6, '4', '5'],
    ]);
    const faults = items.filter((item) => item.kind === 'fault');
    expect(faults.map(({ detail }) => [detail.offset, detail.bytes])).toEqual([
      [10, 'e9'],
      [17, 'c0'],
      [18, 'af'],
      [21, 'e282'],
    ]);
    for (const chunkSize of [1, 2, 3]) expect((await readFileOf(file, { chunkSize }, { chunkSize })).events).toEqual(events);
  });

  test('bytes that show late that a file is Windows-1252 are heeded', async () => {
    const rows = 'plain,row\n'.repeat(120_000);
    const { survey, items } = await readFileOf(bytes('a,b\n', rows, 'caf', [0xe9], ',x\n'));
    expect(survey).toMatchObject({ encoding: 'windows-1252', badBytes: false });
    expect(items.at(-1)).toMatchObject({ cells: ['café', 'x'], record: 120_001 });
  });

  test('bytes that show late that a file is UTF-8 are heeded, in the header too', async () => {
    const rows = 'plain,row\n'.repeat(120_000);
    const { survey, events } = await readFileOf(bytes('a', [0xe9], ',b\n', rows, 'café,x\n'));
    expect(survey).toMatchObject({ encoding: 'utf-8', badBytes: true, columns: ['a\ufffd', 'b'] });
    expect(events[0]).toBe('unreadable-bytes -:1:1');
    expect(events.at(-1)).toEqual([120_001, 120_002, 'café', 'x']);
  });

  test('surrogates, overlong forms and bytes beyond Unicode are no UTF-8', async () => {
    const items = await readAll(bytes('é\n', [0xed, 0xa0, 0x80], '\n', [0xf4, 0x90, 0x80, 0x80], '\n', [0xe0, 0x80, 0xaf], '\n'), {
      header: false,
    });
    const faults = items.filter((item) => item.kind === 'fault').map(({ detail }) => detail.bytes);
    expect(faults).toEqual(['ed', 'a0', '80', 'f4', '90', '80', '80', 'e0', '80', 'af']);
  });

  test('half a character at the end of UTF-16, and half a surrogate pair, are told', async () => {
    const file = Buffer.concat([wide('a,b\n1,', 'le', true), Buffer.from([0x3d, 0xd8]), wide('\n2,x', 'le'), Buffer.from([0x41])]);
    const { survey, events, items } = await readFileOf(file);
    expect(survey.badBytes).toBe(true);
    expect(events).toEqual([[1, 2, '1', '\ufffd'], 'unreadable-bytes 1:2:2', [2, 3, '2', 'x\ufffd'], 'unreadable-bytes 2:3:2']);
    expect(items[1]).toMatchObject({ detail: { offset: 14, bytes: '3dd8' } });
    expect(items[3]).toMatchObject({ detail: { bytes: '41' } });
    expect(items[2]).toMatchObject({ end: file.length });
  });

  test('a told encoding wins over the one that would be found', async () => {
    const { survey, events } = await readFileOf(bytes('a,b\n1,é\n'), { encoding: 'windows-1252' });
    expect(survey.encoding).toBe('windows-1252');
    expect(events).toEqual(['declared-encoding-wrong -:0', [1, 2, '1', 'Ã©']]);
  });

  test('bytes without a character are told in all of a file told as Windows-1252, though some of it may be UTF-8', async () => {
    const far = 'x'.repeat(1 << 20);
    const { survey, events } = await readFileOf(bytes('a,b\n1,é\n2,', far, '\n3,', far, '\n4,', [0x81], '\n'), {
      encoding: 'windows-1252',
    });
    expect(survey.badBytes).toBe(true);
    expect(events.at(-1)).toBe('unreadable-bytes 4:5:2');
  });

  const latin = Buffer.from('a,b\n1,\xe9\n', 'latin1');
  const plain = 'a,b\n1,e\n';
  test.each<[string, string | Uint8Array, Encoding, string | null]>([
    ['Windows-1252 told as UTF-8', latin, 'utf-8', 'windows-1252'],
    ['UTF-8 told as Windows-1252', bytes(plain.replace('e', 'é')), 'windows-1252', 'utf-8'],
    ['a mark of UTF-8 told as Windows-1252', bytes(`\ufeff${plain}`), 'windows-1252', 'utf-8'],
    ['UTF-16 told as UTF-8', wide(plain, 'le', true), 'utf-8', 'utf-16le'],
    ['the other UTF-16', wide(plain, 'be', true), 'utf-16le', 'utf-16be'],
    ['plain letters told as UTF-16', plain, 'utf-16le', 'utf-8'],
    ['what it is', latin, 'windows-1252', null],
    ['plain letters told as either', plain, 'windows-1252', null],
    ['bytes of both kinds told as UTF-8', Buffer.concat([bytes('a,b\né,'), Buffer.from([0xe9])]), 'utf-8', null],
  ])('%s', async (_, file, encoding, found) => {
    const { survey } = await readFileOf(file, { encoding });
    const wrong = survey.faults.filter((fault) => fault.fault === 'declared-encoding-wrong').map((fault) => fault.detail);
    expect(wrong).toEqual(found === null ? [] : [{ declared: encoding, found }]);
  });

  test('a few NULs do not make a small file UTF-16', async () => {
    const { survey, items } = await readFileOf('a,b\n1,x\0y\0\n3,4\n');
    expect(survey.encoding).toBe('utf-8');
    expect(items.map(eventOf)).toEqual([[1, 2, '1', 'x\0y\0'], 'nul-character 1:2:2', [2, 3, '3', '4']]);
  });
});
