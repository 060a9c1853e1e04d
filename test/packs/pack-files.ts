import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PackError, type PackProblem } from '../../src/model/errors.ts';
import type { Pack } from '../../src/model/pack.ts';
import { type LoadPackOptions, loadPack } from '../../src/packs/index.ts';

/** Path → content; what is no text or bytes is written as JSON. */
export type Files = Record<string, unknown>;

const pack = (id: string, more: object = {}) => ({ id, version: '1.0.0', status: 'draft', title: id, owner: 'Nobody', ...more });

export const words = { severity: 'error', basis: 'record', dimension: 'conformity', weight: 3, why: ['Because.'], fix: ['Do it.'] };

/** A good set of packs in three layers, about invented parcels; tests spoil one thing of it. */
export function goodFiles(): Files {
  return structuredClone({
    'file/pack.json': pack('file'),
    'file/fields.json': { fields: [] },
    'file/ragged-row.json': {
      title: 'A row has too few or too many cells',
      ...words,
      kind: 'file',
      fault: 'ragged-row',
      message: 'Found {found} cells where {expected} were expected',
      examples: {
        pass: [{ name: 'even', text: 'a,b\n1,2\n' }],
        fail: [{ name: 'short', text: 'a,b\n1\n', findings: [{ record: 1, field: null }] }],
      },
    },
    'parcel/pack.json': pack('parcel', {
      codelists: { colours: { file: 'colours.csv', version: '1', status: 'public', complete: true, source: 'Invented' } },
      conditions: { red: { colour: { inCodelist: { list: 'colours', where: { warm: true } } } } },
    }),
    'parcel/fields.json': {
      fields: [
        { name: 'reference', label: 'Reference', description: 'What the parcel is called.', type: 'text', required: 'always', role: 'urn' },
        { name: 'sent_on', label: 'Sent', description: 'When it was sent.', type: 'date', role: 'date', aliases: ['date sent'] },
        { name: 'colour', label: 'Colour', description: 'Its colour.', type: 'lookup', codelist: 'colours', resolve: ['paint'] },
        { name: 'marks', label: 'Marks', description: 'What is on it.', type: 'text', list: true },
        { name: 'fragile', label: 'Fragile', description: 'Whether it breaks.', type: 'yesno' },
      ],
    },
    'parcel/codelists/colours.csv':
      'code,label,warm,paint,valid_from,valid_to,replaced_by,aliases\nR,Red,yes,P-1,,,,crimson;scarlet\nB,Blue,,P-2,,2020-12-31,T,\nT,Teal,,P-3,,,,\n',
    'parcel/maps/old-system.json': { columns: { Ref: 'reference' }, values: { colour: { rd: 'R' } } },
    'parcel/missing-reference.json': {
      title: 'No reference',
      ...words,
      dimension: 'completeness',
      at: 'reference',
      expect: { reference: true },
      message: 'No reference',
      examples: {
        pass: [{ name: 'there', records: [{ reference: 'a' }] }],
        fail: [{ name: 'not there', records: [{ reference: '' }], findings: [{ record: 1 }] }],
      },
    },
    'parcel/unknown-colour.json': {
      title: 'Colour is not known',
      ...words,
      at: 'colour',
      when: { colour: true },
      expect: { colour: { inCodelist: 'colours' } },
      message: '{value} is no colour, in parcel {reference}',
      examples: {
        pass: [{ name: 'red', records: [{ Colour: 'R' }] }],
        fail: [{ name: 'pink', records: [{ colour: 'pink' }], findings: [{ record: 1, field: 'colour' }] }],
      },
    },
    'parcel/repeated-reference.json': {
      title: 'Reference used twice',
      ...words,
      dimension: 'duplication',
      kind: 'unique',
      fields: ['reference'],
      per: ['colour'],
      message: '{value} is used before',
      examples: {
        pass: [{ name: 'apart', records: [{ reference: 'a' }, { reference: 'b' }] }],
        fail: [{ name: 'same', records: [{ reference: 'a' }, { reference: 'a' }], findings: [{ record: 2 }] }],
      },
    },
    'express/pack.json': pack('express', {
      extends: ['parcel'],
      minimumForRanking: 5,
      dimensions: { completeness: 2, conformity: 1, accuracy: 1, integrity: 1, timeliness: 1, duplication: 0 },
      coding: {
        name: 'WARM',
        field: 'colour',
        declared: { is: 'parcel/red' },
        correct: { colour: { inCodelist: { list: 'colours', state: 'current' } } },
        faults: ['parcel/unknown-colour'],
      },
    }),
    'express/fields.json': { fields: [{ name: 'reference', sensitive: true, aliases: ['tracking no'] }] },
    'express/late.json': {
      title: 'Red parcel is not marked',
      ...words,
      severity: 'warning',
      basis: 'text',
      at: ['colour', 'sent_on'],
      is: 'parcel/red',
      when: { '@': true, anyOf: [{ fragile: { const: true } }, { sent_on: { notAfter: { asOf: true, days: -1 } } }] },
      expect: { marks: { contains: { pattern: '^[A-Z]+$' } } },
      message: '{field} without {marks}',
      examples: {
        pass: [{ name: 'marked', records: [{ colour: 'R', marks: ['X'] }] }],
        fail: [{ name: 'unmarked', records: [{ colour: 'R', marks: 'x' }], findings: [{ record: 1, field: 'colour' }] }],
      },
    },
  });
}

const folders: string[] = [];

/** Writes files into a new folder and gives its path. */
export function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  return folder;
}

/** Removes all folders that were made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** Loads `express`, or what `options` say, of a set of files. */
export function load(files: Files, options: Partial<LoadPackOptions> = {}): Pack {
  return loadPack({ packs: ['express'], codelists: [], rulesRoot: folderWith(files), ...options });
}

/** What is wrong with a set of files; none if it loads. Other errors are thrown. */
export function problemsOf(load: () => unknown): readonly PackProblem[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
}

/** Sets what stands at keys of a JSON file; undefined takes it away. */
export function change(files: Files, file: string, keys: readonly (string | number)[], value: unknown): Files {
  let place = files[file] as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  const last = keys.at(-1)!;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return files;
}
