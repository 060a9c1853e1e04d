import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { Pack, RecordRule, UniqueRule } from '../../src/model/pack.ts';
import { loadPack, SHIPPED_RULES, shippedPacks } from '../../src/packs/index.ts';
import { change, type Files, folderWith, goodFiles, load, problemsOf, removeFolders } from './pack-files.ts';

afterAll(removeFolders);

const ruleOf = (pack: Pack, id: string) => pack.rules.find((rule) => rule.id === id)!;

describe('packs that extend each other become one', () => {
  const pack = load(goodFiles());

  it('with what is extended before what extends it, and file always there', () => {
    expect(pack.identities.map(({ id }) => id)).toEqual(['file', 'parcel', 'express']);
    expect(pack.identities[2]).toMatchObject({
      version: '1.0.0',
      status: 'draft',
      owner: 'Nobody',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('with rules in order of id, each with the id of its own pack', () => {
    expect(pack.rules.map(({ id }) => id)).toEqual([
      'express/late',
      'file/ragged-row',
      'parcel/missing-reference',
      'parcel/repeated-reference',
      'parcel/unknown-colour',
    ]);
  });

  it('with fields in order, where a repeated one changes what it repeats and adds aliases', () => {
    expect(pack.fields.map(({ name }) => name)).toEqual(['reference', 'sent_on', 'colour', 'marks', 'fragile']);
    expect(pack.fields[0]).toEqual({
      name: 'reference',
      label: 'Reference',
      description: 'What the parcel is called.',
      type: 'text',
      list: false,
      required: 'always',
      sensitive: true,
      coded: false,
      aliases: ['tracking no'],
      role: 'urn',
    });
    expect(pack.fields[2]).toMatchObject({ codelist: 'colours', resolve: ['paint'] });
  });

  it('with scoring of the outermost pack that has it', () => {
    expect(pack.minimumForRanking).toBe(5);
    expect(pack.dimensionWeights.completeness).toBe(2);
    expect(pack.coding).toMatchObject({ name: 'WARM', field: 'colour', faults: ['parcel/unknown-colour'] });
  });

  it('with named conditions put in their place', () => {
    const red = { colour: { inCodelist: { list: 'colours', where: { warm: true } } } };
    expect(pack.coding?.declared).toEqual(red);
    expect((ruleOf(pack, 'express/late') as RecordRule).when).toEqual({
      '@': true,
      anyOf: [
        { fragile: { const: true }, ...red },
        { sent_on: { notAfter: { asOf: true, days: -1 } }, ...red },
      ],
    });
  });

  it('with the defaults of a rule filled in', () => {
    expect(ruleOf(pack, 'parcel/missing-reference')).toMatchObject({
      kind: 'record',
      at: ['reference'],
      when: {},
      training: [],
      source: [],
    });
    const unique = ruleOf(pack, 'parcel/repeated-reference') as UniqueRule;
    expect([unique.at, unique.fields, unique.per]).toEqual([['reference'], ['reference'], ['colour']]);
    expect(ruleOf(pack, 'file/ragged-row')).toMatchObject({ kind: 'file', fault: 'ragged-row' });
  });

  it('with the maps of all', () => {
    expect([...pack.maps]).toEqual([['old-system', { columns: { Ref: 'reference' }, values: { colour: { rd: 'R' } } }]]);
  });
});

describe('a set of packs', () => {
  it('weighs all dimensions alike and ranks from 30 records where no pack says otherwise', () => {
    const pack = load(goodFiles(), { packs: ['parcel'] });
    expect(new Set(Object.values(pack.dimensionWeights))).toEqual(new Set([1]));
    expect(pack.minimumForRanking).toBe(30);
    expect(pack.coding).toBeUndefined();
  });

  it('can be file alone, which knows no fields', () => {
    const pack = load(goodFiles(), { packs: ['file'] });
    expect(pack.fields).toEqual([]);
    expect(pack.rules.map(({ id }) => id)).toEqual(['file/ragged-row']);
  });

  it('holds each pack once, however often it is asked for', () => {
    const pack = load(goodFiles(), { packs: ['express', 'parcel', 'express'] });
    expect(pack.identities.map(({ id }) => id)).toEqual(['file', 'parcel', 'express']);
  });

  it('does without file where none is shipped', () => {
    const root = folderWith(goodFiles());
    rmSync(`${root}/file`, { recursive: true });
    expect(load({}, { rulesRoot: root }).identities.map(({ id }) => id)).toEqual(['parcel', 'express']);
  });

  it('is known by the names and bytes of the packs’ files', () => {
    const shaOf = (files: Files) => load(files).identities.map(({ sha256 }) => sha256);
    const [file, parcel, express] = shaOf(goodFiles());
    expect(shaOf(goodFiles())).toEqual([file, parcel, express]);
    expect(shaOf({ ...goodFiles(), 'parcel/notes.txt': 'not part of it' })).toEqual([file, parcel, express]);
    const changed = shaOf(change(goodFiles(), 'parcel/unknown-colour.json', ['title'], 'Another title'));
    expect([changed[0], changed[2]]).toEqual([file, express]);
    expect(changed[1]).not.toBe(parcel);
    const files = goodFiles();
    files['parcel/strange-colour.json'] = files['parcel/unknown-colour.json'];
    delete files['parcel/unknown-colour.json'];
    change(files, 'express/pack.json', ['coding', 'faults', 0], 'parcel/strange-colour');
    expect(shaOf(files)[1]).not.toBe(parcel);
  });
});

describe('a pack given as a folder', () => {
  const own = {
    'mine/pack.json': { id: 'mine', version: '0.0.1', status: 'draft', title: 'Mine', owner: 'Me', extends: ['parcel'] },
    'mine/fields.json': { fields: [{ name: 'colour', aliases: ['tint'] }] },
  };

  it('extends shipped packs', () => {
    const pack = load(goodFiles(), { packs: [`${folderWith(own)}/mine/`] });
    expect(pack.identities.map(({ id }) => id)).toEqual(['file', 'parcel', 'mine']);
    expect(pack.fields[2]?.aliases).toEqual(['tint']);
  });

  it('extends the packs beside it before the shipped ones, so that a copy of the rules can be edited', () => {
    const copy = { ...goodFiles(), ...own };
    change(copy, 'parcel/unknown-colour.json', ['title'], 'From the copy');
    change(copy, 'file/ragged-row.json', ['title'], 'From the copy');
    const pack = load(goodFiles(), { packs: [`${folderWith(copy)}/mine`] });
    expect(ruleOf(pack, 'parcel/unknown-colour').title).toBe('From the copy');
    expect(ruleOf(pack, 'file/ragged-row').title).toBe('From the copy');
  });

  it('names its files in problems by the folder as it was given', () => {
    const folder = folderWith(change(own, 'mine/fields.json', ['fields', 0, 'type'], 'string'));
    expect(problemsOf(() => load(goodFiles(), { packs: [`${folder}/mine`] }))[0]?.file).toBe(`${folder}/mine/fields.json`);
  });
});

describe('a pack that is not there', () => {
  const asked = (pack: string) => () => load(goodFiles(), { packs: [pack] });

  it('is a mistake of the command, with the nearest id', () => {
    expect(asked('expres')).toThrow(UsageError);
    expect(asked('expres')).toThrow('there is no rule pack "expres"; did you mean "express"? Shipped packs are express, file or parcel');
  });

  it('is told from a folder that holds no pack', () => {
    expect(asked(folderWith({ 'a.txt': 'a' }))).toThrow('is no rule pack: it has no file pack.json');
  });
});

describe('the shipped packs', () => {
  const ids = shippedPacks(SHIPPED_RULES);

  it('are those that the program speaks of', () => {
    expect(ids).toEqual(expect.arrayContaining(['file', 'intelligence-report', 'oic', 'pole']));
  });

  it.each(ids)('include %s, which loads on its own without a problem', (id) => {
    expect(problemsOf(() => loadPack({ packs: [id], codelists: [], rulesRoot: SHIPPED_RULES }))).toEqual([]);
  });
});
