import { afterAll, describe, expect, it } from 'vitest';
import { change, type Files, folderWith, goodFiles, load, problemsOf, removeFolders } from './pack-files.ts';

afterAll(removeFolders);

describe('a file of a pack is refused', () => {
  const spoilt = (file: string, content: unknown): Files => ({ ...goodFiles(), [file]: content });

  it.each([
    ['a key given twice', '{ "title": "a", "why": [{ "a": 1, "a": 2 }] }', '$.why[0].a', 'given twice'],
    ['text that is no JSON', '{\n  "title": "a",\n}', 'line 3, column 1', 'found "}" where a key in double quotes is expected'],
    ['text that ends inside', '{ "title": [', 'line 1, column 13', 'the file ends where a value is expected'],
    ['deep nesting', `${'['.repeat(65)}${']'.repeat(65)}`, 'line 1, column 65', 'nested deeper than 64'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xe9, 0x22]), '$', 'not UTF-8'],
    ['a list where an object is expected', '[]', '$', 'found []; expected an object'],
  ])('for %s', (_, content, path, message) => {
    const found = problemsOf(() => load(spoilt('parcel/unknown-colour.json', content)));
    expect(found[0]).toMatchObject({ file: 'parcel/unknown-colour.json', path, message: expect.stringContaining(message) });
  });

  it('before it is parsed if it is larger than 5 MB', () => {
    const found = problemsOf(() => load(spoilt('parcel/fields.json', Buffer.alloc(5_000_001, '['))));
    expect(found).toEqual([{ file: 'parcel/fields.json', path: '$', message: expect.stringContaining('larger than 5 MB') }]);
  });

  it('without going deep if it nests a million times', () => {
    const found = problemsOf(() => load(spoilt('parcel/fields.json', '['.repeat(1_000_000))));
    expect(found).toEqual([{ file: 'parcel/fields.json', path: 'line 1, column 65', message: expect.stringContaining('nested deeper') }]);
  });

  it('for a name that is no rule id', () => {
    const files = goodFiles();
    files['parcel/Unknown_Tint.json'] = files['parcel/unknown-colour.json'];
    expect(problemsOf(() => load(files))).toEqual([
      { file: 'parcel/Unknown_Tint.json', path: '$', message: expect.stringContaining('lower case') },
    ]);
  });

  it('for words to a fault that has them already', () => {
    const files = goodFiles();
    files['file/uneven-row.json'] = files['file/ragged-row.json'];
    expect(problemsOf(() => load(files))).toEqual([
      { file: 'file/uneven-row.json', path: '$.fault', message: 'the fault "ragged-row" has its words already, in file/ragged-row.json' },
    ]);
  });
});

describe('all that is wrong is told at once', () => {
  it('across files, each thing once, and a file with a fault is still proven for others', () => {
    const files = goodFiles();
    change(files, 'parcel/unknown-colour.json', ['weight'], 'much');
    change(files, 'parcel/unknown-colour.json', ['when', 'color'], true);
    change(files, 'parcel/fields.json', ['fields', 3, 'role'], 'urn');
    change(files, 'express/late.json', ['message'], '{nothing}');
    files['parcel/codelists/colours.csv'] = `${String(files['parcel/codelists/colours.csv'])}R,Rouge,,,,,,\n`;
    expect(
      problemsOf(() => load(files))
        .map(({ file, path }) => `${file}: ${path}`)
        .sort(),
    ).toEqual([
      'express/late.json: $.message',
      'parcel/codelists/colours.csv: line 5, column code',
      'parcel/fields.json: $.fields[3].role',
      'parcel/unknown-colour.json: $.weight',
      'parcel/unknown-colour.json: $.when.color',
    ]);
  });

  it('but a file that can not be read at all is not blamed on the files that lean on it', () => {
    const found = problemsOf(() => load({ ...goodFiles(), 'parcel/fields.json': '{' }));
    expect(found.map(({ file }) => file)).toEqual(['parcel/fields.json']);
  });

  it('up to a thousand of one file', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => [`key${index}`, 1]);
    const files = {
      ...goodFiles(),
      'parcel/unknown-colour.json': { ...(goodFiles()['parcel/unknown-colour.json'] as object), ...Object.fromEntries(keys) },
    };
    const found = problemsOf(() => load(files));
    expect(found.length).toBe(1001);
    expect(found.at(-1)?.message).toBe('more than 1000 problems; only the first are told');
  });

  it('with file, path and sentence in the message of the error', () => {
    expect(() => load(change(goodFiles(), 'parcel/unknown-colour.json', ['weight'], 0))).toThrow(
      'parcel/unknown-colour.json: $.weight: found 0; expected 1 or more',
    );
  });
});

describe('packs that do not fit together are refused', () => {
  it('for the same rule id in two packs of one id', () => {
    const root = folderWith(goodFiles());
    const twin = folderWith({
      'other/pack.json': { ...(goodFiles()['parcel/pack.json'] as object), codelists: {}, conditions: {} },
      'other/missing-reference.json': goodFiles()['parcel/missing-reference.json'],
    });
    const found = problemsOf(() => load({}, { rulesRoot: root, packs: ['parcel', `${twin}/other`] }));
    expect(found).toContainEqual({
      file: `${twin}/other/missing-reference.json`,
      path: '$',
      message: 'the rule id "parcel/missing-reference" is already that of parcel/missing-reference.json',
    });
  });

  it('for a field that two packs define of which neither extends the other', () => {
    const files = goodFiles();
    files['letter/pack.json'] = { ...(files['file/pack.json'] as object), id: 'letter' };
    files['letter/fields.json'] = { fields: [{ name: 'colour', label: 'Colour', description: 'Of the envelope.', type: 'text' }] };
    const found = problemsOf(() => load(files, { packs: ['express', 'letter'] }));
    expect(found[0]).toEqual({
      file: 'letter/fields.json',
      path: '$.fields[0]',
      message: 'the field "colour" is also defined by the pack "parcel", which "letter" does not extend',
    });
  });

  it('for a rule that names a field of a pack which its own pack does not extend', () => {
    const files = change(goodFiles(), 'express/fields.json', ['fields', 1], {
      name: 'speed',
      label: 'Speed',
      description: 'How fast.',
      type: 'text',
    });
    change(files, 'parcel/unknown-colour.json', ['when', 'speed'], true);
    expect(problemsOf(() => load(files))).toEqual([
      {
        file: 'parcel/unknown-colour.json',
        path: '$.when.speed',
        message: expect.stringContaining('the pack "parcel" has no field "speed"'),
      },
    ]);
  });
});
