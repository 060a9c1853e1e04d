import { afterAll, describe, expect, it } from 'vitest';
import { PackError } from '../../src/model/errors.ts';
import { withCodelists } from '../../src/packs/index.ts';
import { change, folderWith, goodFiles, load, problemsOf, removeFolders } from './pack-files.ts';

afterAll(removeFolders);

const LIST = 'parcel/codelists/colours.csv';
const rule = 'parcel/unknown-colour.json';
const pathOf = (name: string, text: string) => `${folderWith({ [name]: text })}/${name}`;

describe('a rule that is milder where its code list is not complete', () => {
  const milder = () => change(goodFiles(), rule, ['ifIncomplete'], { severity: 'info', weight: 1 });
  const ruleOf = (complete: boolean, options = {}) =>
    load(change(milder(), 'parcel/pack.json', ['codelists', 'colours', 'complete'], complete), options).rules.find(
      ({ id }) => id === 'parcel/unknown-colour',
    );

  it('is as it says where the list is complete', () => {
    expect(ruleOf(true)).toMatchObject({ severity: 'error', weight: 3 });
  });

  it('is milder where it is not', () => {
    expect(ruleOf(false)).toMatchObject({ severity: 'info', weight: 1 });
  });

  it('is as it says again where a whole list is put in its place', () => {
    const file = pathOf('official.csv', 'code,label,warm,paint,valid_from,valid_to,replaced_by,aliases\nX,X,,,,,,\n');
    expect(ruleOf(false, { codelists: [{ name: 'colours', file }] })).toMatchObject({ severity: 'error', weight: 3 });
  });
});

describe('a column of patterns', () => {
  const matching = (paint: string) => {
    const files = goodFiles();
    files[LIST] = `code,label,warm,paint,valid_from,valid_to,replaced_by,aliases\nR,Red,yes,${paint},,,,\n`;
    return change(files, rule, ['expect', 'colour'], { matchesColumn: { field: 'colour', column: 'paint', otherwise: '^x$' } });
  };

  it('may hold one, several or none', () => {
    for (const paint of ['^P-[0-9]+$', '^P;^Q', ''])
      expect(
        problemsOf(() => load(matching(paint))),
        paint,
      ).toEqual([]);
  });

  it('is refused if one is no regular expression or could take for ever, in a replacement too', () => {
    expect(problemsOf(() => load(matching('^P[')))).toMatchObject([{ path: 'code R, column paint' }]);
    expect(problemsOf(() => load(matching('^(a+)+$')))).toMatchObject([{ message: expect.stringContaining('repetition inside') }]);
    const file = pathOf('own.csv', 'code,label,warm,paint,valid_from,valid_to,replaced_by,aliases\nR,Red,,*,,,,\n');
    expect(problemsOf(() => load(matching(''), { codelists: [{ name: 'colours', file }] }))).toMatchObject([{ file: 'own.csv' }]);
  });
});

describe('the column replacement', () => {
  const withCell = (cell: string) => {
    const files = goodFiles();
    files[LIST] = `code,label,warm,paint,replaced_by,replacement\nR,Red,yes,,B,${cell}\nB,Blue,,,,\n`;
    return files;
  };

  it('marks successors that each record has to be looked at for', () => {
    expect(load(withCell('review')).codelists.get('colours')?.entries.get('R')).toMatchObject({ replacedBy: 'B', reviewed: true });
    expect(load(withCell('')).codelists.get('colours')?.entries.get('R')?.reviewed).toBeUndefined();
  });

  it('is refused if it says something else', () => {
    expect(problemsOf(() => load(withCell('maybe')))).toMatchObject([{ file: LIST, path: 'line 2, column replacement' }]);
  });
});

describe('code lists of an example', () => {
  it('take the place of those of the pack, which stays as it was', () => {
    const pack = load(goodFiles());
    const other = withCodelists(pack, { colours: 'code,label,paint\nG,Green,P-9\n' });
    expect([...other.codelists.get('colours')!.entries.keys()]).toEqual(['G']);
    expect(other.codelists.get('colours')!.spellings.get('P9')).toEqual(['G']);
    expect(pack.codelists.get('colours')!.entries.has('R')).toBe(true);
  });

  it('are refused like any other', () => {
    expect(() => withCodelists(load(goodFiles()), { colours: 'code,label\nG,Green\nG,Grass\n' })).toThrow(PackError);
  });
});
