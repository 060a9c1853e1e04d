import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../cli/fake-host.ts';
import { examineAll, type HostileCase, loadApi, PACK } from './examine.ts';
import { foreign, table } from './written.ts';

const hex = (start: string, rest = ''): Uint8Array => Buffer.concat([Buffer.from(start, 'hex'), Buffer.from(rest, 'latin1')]);
const tar = (): Uint8Array => {
  const block = Buffer.alloc(1024);
  block.write('batch.csv');
  block.write('ustar\0', 257);
  return block;
};
/** Small letters, digits, blanks, commas and line ends as mainframes write them. */
const ebcdic = (text: string): Uint8Array =>
  Uint8Array.from(text, (char) => {
    if (char >= 's' && char <= 'z') return char.charCodeAt(0) - 115 + 0xa2;
    if (char >= 'j' && char <= 'r') return char.charCodeAt(0) - 106 + 0x91;
    if (char >= 'a' && char <= 'i') return char.charCodeAt(0) - 97 + 0x81;
    if (char >= '0' && char <= '9') return char.charCodeAt(0) - 48 + 0xf0;
    return char === ',' ? 0x6b : char === '\n' ? 0x15 : 0x40;
  });
/** The same bytes every time, of all values. */
const noise = (length: number): Uint8Array => {
  let state = 7;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};

const kinds: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
  ['a ZIP', hex('504b0304', '\x14\0\0\0\x08\0batch.csv'), /ZIP archive/],
  ['an empty ZIP', hex('504b0506', '\0'.repeat(18)), /ZIP archive/],
  ['an old workbook', hex('d0cf11e0a1b11ae1', '\0'.repeat(500)), /old Excel or Word/],
  ['a web page', '<!DOCTYPE html>\n<html><body>Log in</body></html>\n', /HTML page/],
  ['a web page after blanks and a comment', '\n  <!-- saved -->\n<HTML lang="en"><table><tr><td>urn</td></tr></table>', /HTML page/],
  ['a table of HTML, as some systems call Excel', '<table><tr><td>urn</td></tr></table>', /HTML page/],
  ['XML', '<?xml version="1.0"?>\n<records/>\n', /XML document/],
  ['a PDF', hex('255044462d312e37', '\n%\xe2\xe3\n'), /PDF/],
  ['a picture', hex('89504e470d0a1a0a', '\0\0\0\rIHDR'), /PNG/],
  ['a photograph', hex('ffd8ffe0', '\0\x10JFIF'), /JPEG/],
  ['rich text', '{\\rtf1\\ansi urn,agency}', /RTF/],
  ['a tar archive', tar(), /tar archive/],
  ['bzip2', hex('425a6839314159265359', 'xxxx'), /bzip2/],
  ['xz', hex('fd377a585a00', 'xxxx'), /xz/],
  ['Zstandard', hex('28b52ffd', 'xxxx'), /Zstandard/],
  ['a 7z archive', hex('377abcaf271c', 'xxxx'), /7z/],
  ['a database', hex('53514c69746520666f726d6174203300', 'xxxx'), /SQLite/],
  ['a program', hex('7f454c46', '\x02\x01\x01'), /program/],
  ['UTF-32', Buffer.concat([hex('0000feff'), Buffer.from('000000750000007200000006e', 'hex')]), /UTF-32/],
  ['noise', noise(4096), /binary file/],
  ['a PDF behind blank lines', '\n\n%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', /PDF/],
  ['a certificate', `-----BEGIN CERTIFICATE-----\n${Buffer.alloc(90, 7).toString('base64')}\n-----END CERTIFICATE-----\n`, /PEM or PGP/],
  ['an encrypted message', '-----BEGIN PGP MESSAGE-----\n\nhQEMA0xx\n-----END PGP MESSAGE-----\n', /PEM or PGP/],
  ['a table of a mainframe', ebcdic('urn,agency,unit\n123,kent,unit one\n124,essex,unit two\n'), /EBCDIC/],
];

const cases: readonly HostileCase[] = [
  ...kinds.map(
    ([name, bytes, says]): HostileCase => ({
      name: `${name} named .csv is one finding that says what it is`,
      made: () => foreign(bytes),
      exit: 3,
      found: ['wrong-kind-of-file -:0'],
      says,
    }),
  ),
  { name: 'an empty file', made: () => foreign(''), exit: 1, found: ['empty-file -:0'] },
  { name: 'an empty file named .jsonl', made: () => foreign(''), file: 'batch.jsonl', exit: 1, found: ['empty-file -:0'] },
  { name: 'a byte order mark and nothing else', made: () => foreign('\ufeff'), exit: 1, found: ['empty-file -:0'] },
  { name: 'a file of blank lines', made: () => foreign('\n\n \n\t\n'), exit: 1, found: ['empty-file -:0'] },
  { name: 'a file of zeros', made: () => foreign(Buffer.alloc(4096)), exit: 3, found: ['wrong-kind-of-file -:0'] },
  { name: 'a single byte', made: () => foreign('x'), exit: 1, found: ['no-records -:0', 'unrecognised-layout -:1'] },
  { name: 'a single quote', made: () => foreign('"'), exit: 1, found: ['no-records -:0', 'unrecognised-layout -:1', 'unclosed-quote -:1'] },
  {
    name: 'a letter',
    made: () => foreign('Dear all,\n\nplease find the batch attached.\n\nKind regards\n'),
    exit: 1,
    found: ['blank-column-name -:1', 'unrecognised-layout -:1', 'blank-lines -:2', 'blank-lines -:4', 'ragged-row 1:3', 'ragged-row 2:5'],
  },
  { name: 'a table named .json', made: () => table([1, 2, 3]), file: 'batch.json', exit: 0, found: [] },
];

describe('kinds of file', () => {
  examineAll(cases);

  test('a missing file, a folder and a foreign one among several: each is said, the others are done', async () => {
    const host = fakeHost();
    mkdirSync(join(host.cwd, 'folder.csv'));
    writeFileSync(join(host.cwd, 'page.csv'), '<html><body>Log in</body></html>');
    writeFileSync(join(host.cwd, 'good.csv'), table([1, 2, 3]).bytes);
    const files = ['missing.csv', 'folder.csv', 'page.csv', 'good.csv'];
    const code = await main(['check', ...files, '--pack', PACK, '--format', 'json', '--as-of', '2026-06-30', '--jobs', '1'], host, loadApi);
    expect(code).toBe(3);
    expect(host.stderrText()).toMatch(/missing\.csv: there is no such file/);
    expect(host.stderrText()).toMatch(/folder\.csv: it is a folder/);
    expect(host.stderrText()).toMatch(/page\.csv: .*HTML page/);
    const run = JSON.parse(host.stdoutText());
    expect([run.complete, run.totals.records, run.totals.ready]).toEqual([false, 3, 3]);
  });
});
