import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { Codelist } from '../../src/model/pack.ts';
import { resolveSpelling } from '../../src/packs/index.ts';
import { folderWith, goodFiles, load, problemsOf, removeFolders } from './pack-files.ts';

afterAll(removeFolders);

const HEADER = 'code,label,warm,paint,valid_from,valid_to,replaced_by,aliases';
const FILE = 'parcel/codelists/colours.csv';

const listOf = (csv: string | Uint8Array): Codelist => load({ ...goodFiles(), [FILE]: csv }).codelists.get('colours')!;
const problemsWith = (csv: string | Uint8Array) =>
  problemsOf(() => listOf(csv)).map(({ file, path, message }) => `${file}: ${path}: ${message}`);

describe('a code list', () => {
  it('holds each code with its label, its dates, its successor and every column', () => {
    const entry = listOf(`${HEADER}\nB, Blue ,yes; very,P-2,2001-01-31,2020-12-31,T,\nT,Teal,,,,,,`).entries.get('B');
    expect(entry).toMatchObject({ code: 'B', label: 'Blue', validFrom: '2001-01-31', validTo: '2020-12-31', replacedBy: 'T' });
    expect(entry?.columns.get('warm')).toEqual(['yes', 'very']);
    expect(entry?.columns.get('aliases')).toEqual([]);
  });

  it('says what it is and what it was made of', () => {
    const csv = `${HEADER}\nT,Teal,,,,,,`;
    const sha256 = createHash('sha256').update(csv).digest('hex');
    expect(listOf(csv)).toMatchObject({ name: 'colours', version: '1', status: 'public', complete: true, file: 'colours.csv', sha256 });
  });

  it('may have a byte order mark, CRLF, blank lines, quotes and rows of nothing but commas', () => {
    const list = listOf(`\ufeff${HEADER}\r\n\r\n"A","Amber, ""dark""",,,,,,\r\n,,,,,,,\r\n`);
    expect([...list.entries.keys()]).toEqual(['A']);
    expect(list.entries.get('A')?.label).toBe('Amber, "dark"');
  });

  it('may lack the columns of dates, and then its codes always hold', () => {
    expect(listOf('code,label,warm,paint\nT,Teal,,\n').entries.get('T')).not.toHaveProperty('validFrom');
  });

  it('may have codes as long as the real ones, and a code such as __proto__', () => {
    const code = 'X'.repeat(35);
    expect([...listOf(`${HEADER}\n${code},a,,,,,,\n__proto__,b,,,,,,`).entries.keys()]).toEqual([code, '__proto__']);
  });

  it('may be empty but for its columns', () => {
    expect(listOf(HEADER).entries.size).toBe(0);
  });
});

describe('a code list is refused', () => {
  it.each([
    ['for a code that is there twice', 'A,a,,,,,,\nA,b,,,,,,', 'line 3, column code: the code "A" is in the list twice; keep one'],
    ['for a row without a code', ',a,,,,,,', 'line 2, column code: the code is empty'],
    ['for a date that is no date', 'A,a,,,2025-02-30,,,', 'line 2, column valid_from: found "2025-02-30"; expected a date as YYYY-MM-DD'],
    [
      'for a date that a spreadsheet changed',
      'A,a,,,,31/12/2020,,',
      'line 2, column valid_to: found "31/12/2020"; expected a date as YYYY-MM-DD',
    ],
    [
      'for an end before the beginning',
      'A,a,,,2021-01-02,2021-01-01,,',
      'line 2, column valid_to: found "2021-01-01"; expected a day that is not before valid_from, 2021-01-02',
    ],
    [
      'for a successor that is not in the list',
      'AMBER,a,,,,,,\nB,b,,,,,AMBRE,',
      'line 3, column replaced_by: found "AMBRE"; expected a code of this list; did you mean "AMBER"?',
    ],
    ['for a code that succeeds itself', 'A,a,,,,,A,', 'line 2, column replaced_by: the code "A" is replaced by itself'],
    ['for a row with too few cells', 'A,a', 'line 2: found 2 cells; expected 8, as in the line of column names'],
    ['with the line of the fault, below a cell of several lines', 'A,"a\r\nb\r\nc",,,,,,\nA,b,,,,,,', 'line 5, column code: the code "A"'],
    ['for a quote that is not closed', 'A,"a', 'line 2: this is no CSV: Quote Not Closed'],
  ])('%s', (_, rows, message) => {
    expect(problemsWith(`${HEADER}\n${rows}\n`)).toEqual([expect.stringContaining(`${FILE}: ${message}`)]);
  });

  it.each([
    ['for a missing column', 'code,warm,paint', 'line 1: the column "label" is missing; every code list needs it'],
    [
      'for a column that is nearly a known one',
      `${HEADER.replace('valid_to', 'valid_too')}`,
      'line 1, column valid_too: this column is not known; did you mean "valid_to"?',
    ],
    ['for a column that is there twice', `${HEADER},code`, 'line 1, column code: this column stands there twice'],
    ['for a column without a name', `${HEADER},`, 'line 1: column 9 has no name'],
    ['for being empty', '', 'line 1: the file is empty'],
  ])('%s', (_, header, message) => {
    expect(problemsWith(header)).toEqual([expect.stringContaining(`${FILE}: ${message}`)]);
  });

  it('for bytes that are not UTF-8', () => {
    expect(problemsWith(Buffer.from(`${HEADER}\nA,caf\xe9,,,,,,`, 'latin1'))).toEqual([
      `${FILE}: $: the file is not UTF-8 text; save it as UTF-8`,
    ]);
  });

  it('for not being there', () => {
    const files = goodFiles();
    files['parcel/codelists/colors.csv'] = files[FILE];
    delete files[FILE];
    expect(problemsOf(() => load(files))).toEqual([
      {
        file: 'parcel/pack.json',
        path: '$.codelists.colours.file',
        message: 'there is no file "colours.csv" in the folder codelists; did you mean "colors.csv"?',
      },
    ]);
  });
});

describe('a spelling', () => {
  const list = listOf(`${HEADER}\nR,Red,,P-1,,,,crimson; B\nB,Blue,,P-2,,,,navy;mixed\nMIXED-UP,Grey,,,,,,\nG,Green,,,,,,mixed`);

  it.each([
    ['the code itself', 'R', ['R']],
    ['the code in another case, with blanks', ' mixed up ', ['MIXED-UP']],
    ['the label', 'GREEN', ['G']],
    ['an alias', 'Crimson', ['R']],
    ['a cell of a column that the field resolves by', 'p1', ['R']],
    ['full-width letters', 'Ｒｅｄ', ['R']],
    ['an alias that is the code of another entry', 'b', ['B']],
    ['what two entries call themselves', 'mixed', ['B', 'G']],
    ['what nothing is called', 'pink', []],
    ['nothing but punctuation', '--', []],
  ])('of %s leads to its codes', (_, text, codes) => {
    expect(resolveSpelling(list, text)).toEqual(codes);
  });
});

describe('a list put in the place of a pack’s own', () => {
  const replace = (csv: string, name = 'colours') =>
    load(goodFiles(), { codelists: [{ name, file: `${folderWith({ 'official.csv': csv })}/official.csv` }] });

  it('counts as official and complete, with a version made of its bytes', () => {
    const csv = `${HEADER}\nZZ,Zinc,yes,,,,,\n`;
    const sha256 = createHash('sha256').update(csv).digest('hex');
    const list = replace(csv).codelists.get('colours')!;
    expect(list).toMatchObject({
      name: 'colours',
      status: 'official',
      complete: true,
      version: sha256.slice(0, 12),
      sha256,
      file: 'official.csv',
    });
    expect([...list.entries.keys()]).toEqual(['ZZ']);
  });

  it('leaves the identity of the pack as it was', () => {
    expect(replace(`${HEADER}\nZZ,Zinc,yes,,,,,\n`).identities).toEqual(load(goodFiles()).identities);
  });

  it('needs the columns that the list and the rules use', () => {
    const messages = problemsOf(() => replace('code,label,aliases\nZZ,Zinc,\n')).map(({ message }) => message);
    expect(messages).toEqual([
      'the column "valid_from" is missing; the code list "colours" needs it, and its cells may be empty',
      'the column "valid_to" is missing; the code list "colours" needs it, and its cells may be empty',
      'the column "replaced_by" is missing; the code list "colours" needs it, and its cells may be empty',
      'the column "paint" is missing; parcel/fields.json needs it, and its cells may be empty',
      'the column "warm" is missing; parcel/pack.json needs it, and its cells may be empty',
    ]);
  });

  it('is proven as any other', () => {
    expect(problemsOf(() => replace(`${HEADER}\nA,a,,,,,,\nA,b,,,,,,\n`))[0]).toMatchObject({ path: 'line 3, column code' });
  });

  it.each([
    ['an unknown list', () => replace(HEADER, 'colors'), 'there is no code list "colors" to replace; did you mean "colours"?'],
    [
      'a file that is not there',
      () => load(goodFiles(), { codelists: [{ name: 'colours', file: 'none.csv' }] }),
      'can\'t be replaced by "none.csv": there is no such file',
    ],
    [
      'one list twice',
      () => load(goodFiles(), { codelists: Array(2).fill({ name: 'colours', file: `${folderWith({ 'a.csv': HEADER })}/a.csv` }) }),
      'given twice',
    ],
  ])('is a mistake of the command for %s', (_, act, message) => {
    expect(act).toThrow(UsageError);
    expect(act).toThrow(message);
  });
});
