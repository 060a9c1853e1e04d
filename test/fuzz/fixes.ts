import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { readJournal } from '../../src/fix/index.ts';
import { type FixFileResult, fixFile } from '../../src/fix-file.ts';
import { undoFix, verifyFix } from '../../src/journals.ts';
import { InputError, UsageError } from '../../src/model/errors.ts';
import { linesIn } from '../../src/model/lines.ts';
import type { Pack } from '../../src/model/pack.ts';
import { loadPack, SHIPPED_RULES } from '../../src/packs/index.ts';
import { PACK } from '../hostile/examine.ts';
import type { Target } from './targets.ts';

const table = Buffer.from(
  'urn,agency,area,codes,small_boat,reported_on,narrative\r\n' +
    'A-1,kent,facilitation,"c1;C2",Yes.,4 March 2026,"Seen at ""the"" dock,\ntwice"\r\n' +
    'A-2, Kent ,FACILITATOIN,C1,y,2026.03.05,Text of a report\r\n' +
    'A-2,nowhere,DOCUMENTS,c2,no,2O26-03-06,"He said ’no’ — £5"\r\n',
);
const objects = Buffer.from(
  '{"urn":"A-1","agency":"kent","area":"documents","codes":["c1","C2"],"small_boat":"Yes.","reported_on":"4 March 2026","narrative":"\\u00a35 caf\\u00e9"}\n' +
    '{"urn":2,"agency":"Kent","area":"facilitation","codes":"c1;c1","small_boat":true,"reported_on":"2026.03.05","narrative":null}\n',
);

let pack: Pack | undefined;
const packOptions = { packs: [PACK], codelists: [], rulesRoot: SHIPPED_RULES };

async function fixIn(folder: string, path: string): Promise<FixFileResult> {
  mkdirSync(folder);
  pack ??= loadPack(packOptions);
  return fixFile({
    pack,
    packOptions,
    input: { path, file: 'input' },
    names: { input: '../input', output: 'fixed' },
    ...{ shown: {}, set: {}, asOf: '2026-06-30', jobs: 1, level: 'likely', split: false, workFolder: folder, toolVersion: '0' },
  });
}

/** Unpacked, if it is gzip. */
const contentOf = (bytes: Buffer): Buffer => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);

/** Whatever the file: the input stays, undo gives back its content, journal, input and copy belong together, and a second fix changes nothing. */
export const fixTarget: Target = {
  name: 'fix',
  good: [
    table,
    Buffer.from(table.toString().replaceAll(',', ';')),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table.toString(), 'utf16le')]),
    Buffer.from(`\ufeff${objects.toString()}`, 'utf16le').swap16(),
    Buffer.from(table.toString().replace('’no’ — £5', '£5'), 'latin1'),
    objects,
    Buffer.from(`[${objects.toString().trim().replaceAll('\n', ',\n ')}]`),
    gzipSync(table),
  ],
  runs: 20,
  async check(input) {
    const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-fuzz-'));
    const path = join(folder, 'input');
    try {
      writeFileSync(path, input);
      let result: FixFileResult;
      try {
        result = await fixIn(join(folder, 'once'), path);
      } catch (error) {
        if (error instanceof InputError || error instanceof UsageError) return;
        throw error;
      }
      expect(readFileSync(path).equals(input)).toBe(true);
      const journal = await readJournal(() => linesIn([readFileSync(result.files.journal, 'utf8')]), 'journal');
      expect(journal.end.changes).toBe(result.changes);
      const fixed = { path: result.files.fixed, file: 'fixed' };
      expect(await verifyFix(journal, { path, file: 'input' }, fixed)).toBeNull();
      await undoFix(journal, fixed, { lines: linesIn([readFileSync(result.files.undo, 'utf8')]), file: 'undo' }, join(folder, 'back'));
      expect(contentOf(readFileSync(join(folder, 'back'))).equals(contentOf(Buffer.from(input)))).toBe(true);
      expect((await fixIn(join(folder, 'twice'), fixed.path)).changes).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
