import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { loadMap } from '../../src/packs/index.ts';
import { folderWith, goodFiles, load, problemsOf, removeFolders } from './pack-files.ts';

afterAll(removeFolders);

describe('a column map', () => {
  const pack = load(goodFiles());
  const mapFile = (content: unknown) => join(folderWith({ 'map.json': content }), 'map.json');

  it('is one of the pack by its name', () => {
    expect(loadMap('old-system', pack)).toEqual({ columns: { Ref: 'reference' }, values: { colour: { rd: 'R' } } });
  });

  it('is a file by its path, in which either part may lack', () => {
    expect(loadMap(mapFile({ columns: { Tint: 'colour' } }), pack)).toEqual({ columns: { Tint: 'colour' }, values: {} });
  });

  it('may map a heading such as __proto__', () => {
    expect(Object.entries(loadMap(mapFile('{ "columns": { "__proto__": "colour" } }'), pack).columns)).toEqual([['__proto__', 'colour']]);
  });

  it('is refused with every field that does not exist', () => {
    const file = mapFile({ columns: { Tint: 'color', Size: 'size' }, values: { mark: {} } });
    expect(problemsOf(() => loadMap(file, pack))).toEqual([
      { file, path: '$.columns.Tint', message: 'there is no field "color"; did you mean "colour"?' },
      { file, path: '$.columns.Size', message: 'there is no field "size"' },
      { file, path: '$.values.mark', message: 'there is no field "mark"; did you mean "marks"?' },
    ]);
  });

  it('that is neither is a mistake of the command', () => {
    expect(() => loadMap('old-sytem', pack)).toThrow(UsageError);
    expect(() => loadMap('old-sytem', pack)).toThrow(
      'there is no map "old-sytem"; did you mean "old-system"? Maps of the packs are old-system',
    );
  });

  it('that is a folder is a mistake of the command', () => {
    expect(() => loadMap(folderWith({ x: '' }), pack)).toThrow(UsageError);
  });
});
