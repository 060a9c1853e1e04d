import { afterAll, describe, expect, it } from 'vitest';
import { change, goodFiles, load, problemsOf, removeFolders } from './pack-files.ts';
import { type Case, refuses } from './refusal.ts';

afterAll(removeFolders);

const fields = 'parcel/fields.json';
const packFile = 'parcel/pack.json';
const top = 'express/pack.json';

const CASES: readonly Case[] = [
  ['an unknown key in pack.json', packFile, ['codeLists'], {}, '$.codeLists', 'unknown key', 'did you mean "codelists"?'],
  ['an unknown key of a field', fields, ['fields', 3, 'lists'], true, '$.fields[3].lists', 'did you mean "list"?'],
  ['an unknown key in a map', 'parcel/maps/old-system.json', ['column'], {}, '$.column', 'did you mean "columns"?'],
  ['a version that is none', packFile, ['version'], '1.0', '$.version', 'found "1.0"; expected this: Version as three numbers'],
  ['"@" where no rule is', packFile, ['conditions', 'red', '@'], true, '$.conditions.red.@', 'here is none'],
  [
    'conditions that name each other',
    packFile,
    ['conditions', 'red', 'is'],
    'parcel/red',
    '$.conditions.red',
    'in a circle: parcel/red → parcel/red',
  ],
  ['a required field that no rule asks for', fields, ['fields', 1, 'required'], 'always', '$.fields[1].required', 'no error at "sent_on"'],
  [
    'two fields with the same alias',
    fields,
    ['fields', 3, 'aliases'],
    ['DATE-SENT'],
    '$.fields[3]',
    'the heading "DATE-SENT" of field "marks" is also one of field "sent_on"',
  ],
  ['two fields with the same role', fields, ['fields', 3, 'role'], 'urn', '$.fields[3].role', 'already that of field "reference"'],
  ['a field that is sensitive and coded', fields, ['fields', 0, 'coded'], true, '$.fields[0].coded', 'a sensitive field may not be coded'],
  ['a new field without a type', fields, ['fields', 3, 'type'], undefined, '$.fields[3]', 'the key "type" is missing'],
  ['a reserved field name', fields, ['fields', 3, 'name'], 'value', '$.fields[3].name', '"value" means something else in rules'],
  [
    'a lookup without a code list',
    fields,
    ['fields', 2, 'codelist'],
    undefined,
    '$.fields[2]',
    'the key "codelist" is missing; a field of type "lookup" needs it',
  ],
  ['a text with a code list', fields, ['fields', 3, 'codelist'], 'colours', '$.fields[3].codelist', 'type "text" has no code list'],
  ['a field with an unknown code list', fields, ['fields', 2, 'codelist'], 'tints', '$.fields[2].codelist', 'no code list "tints"'],
  [
    'a field that resolves by an unknown column',
    fields,
    ['fields', 2, 'resolve', 0],
    'pant',
    '$.fields[2].resolve[0]',
    'did you mean "paint"?',
  ],
  ['a date role at a text', fields, ['fields', 3, 'role'], 'date', '$.fields[3].role', 'found "date" at a field of type "text"'],
  [
    'a split into an unknown field',
    fields,
    ['fields', 3, 'splits'],
    [{ pattern: '^(.)', into: ['mark'] }],
    '$.fields[3].splits[0].into[0]',
    'did you mean "marks"?',
  ],
  [
    'a split with too few groups',
    fields,
    ['fields', 3, 'splits'],
    [{ pattern: '^.', into: ['colour'] }],
    '$.fields[3].splits[0].into',
    'found 0 groups in ( ) in the pattern and 1 names here',
  ],
  [
    'a split with a broken pattern',
    fields,
    ['fields', 3, 'splits'],
    [{ pattern: '[', into: ['colour'] }],
    '$.fields[3].splits[0].pattern',
    'no regular expression',
  ],
  [
    'a pack that extends an unknown one',
    top,
    ['extends', 0],
    'parcels',
    '$.extends[0]',
    'there is no pack "parcels"; did you mean "parcel"?',
  ],
  ['packs that extend each other', packFile, ['extends'], ['express'], '$.extends[0]', 'in a circle: express → parcel → express'],
  ['a pack whose id is not its folder', packFile, ['id'], 'packet', '$.id', 'found "packet"; expected "parcel"'],
  ['coding of an unknown field', top, ['coding', 'field'], 'color', '$.coding.field', 'did you mean "colour"?'],
  [
    'coding with an unknown rule',
    top,
    ['coding', 'faults', 0],
    'parcel/unknown-color',
    '$.coding.faults[0]',
    'did you mean "parcel/unknown-colour"?',
  ],
  ['coding with unknown conditions', top, ['coding', 'correct'], { colr: true }, '$.coding.correct.colr', 'no field "colr"'],
  [
    'a map to an unknown field',
    'parcel/maps/old-system.json',
    ['columns', 'Ref'],
    'referenc',
    '$.columns.Ref',
    'did you mean "reference"?',
  ],
  ['a map of values of an unknown field', 'parcel/maps/old-system.json', ['values', 'size'], {}, '$.values.size', 'no field "size"'],
  [
    'a code list by a way out of the pack',
    packFile,
    ['codelists', 'colours', 'file'],
    '../colours.csv',
    '$.codelists.colours.file',
    'without any folder',
  ],
  [
    'a code list by an absolute path',
    packFile,
    ['codelists', 'colours', 'file'],
    '/etc/colours.csv',
    '$.codelists.colours.file',
    'without any folder',
  ],
  [
    'a code list by an address',
    packFile,
    ['codelists', 'colours', 'file'],
    'https://example.org/colours.csv',
    '$.codelists.colours.file',
    'without any folder',
  ],
];

describe('a pack is refused over its fields, code lists, maps or coding', () => refuses(CASES));

describe('a field that every record needs is refused', () => {
  it.each([
    ['if a rule asks for it only now and then', 'when', { colour: true }],
    ['if a rule asks for it only of some records', 'is', 'parcel/red'],
    ['if its absence is only a warning', 'severity', 'warning'],
  ])('%s', (_, key, value) => {
    const found = problemsOf(() => load(change(goodFiles(), 'parcel/missing-reference.json', [key], value)));
    expect(found).toEqual([
      { file: 'parcel/fields.json', path: '$.fields[0].required', message: expect.stringContaining('no error at "reference" has') },
    ]);
  });
});
