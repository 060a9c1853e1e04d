import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blanksOf, HIDDEN, hideValues, makeFindings, NOBODY, type ValueDisplay } from '../../src/check/finding.ts';
import { fingerprint } from '../../src/check/fingerprint.ts';
import type { Finding, Suggestion } from '../../src/model/finding.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';

const fields = [
  field('ref', { role: 'urn' }),
  field('depot', { role: 'agency', codelist: 'depots' }),
  field('system', { role: 'source_system' }),
  field('team', { role: 'unit' }),
  field('person', { role: 'officer', sensitive: true }),
  field('colour'),
  field('name', { sensitive: true }),
  field('marks', { list: true }),
];
const told = rule('p/r', {
  at: ['colour'],
  severity: 'warning',
  basis: 'text',
  dimension: 'accuracy',
  message: '{value} in {depot}, {name}, {count} of {ref}',
});
const small = pack(fields, [told], [codelist('depots', [{ code: 'amber', label: 'Amber' }])]);
const at = (name: string) => fields.findIndex((one) => one.name === name);
const cells = { ref: 'U-1', depot: 'amber', system: 'rms', team: 'north', person: 'A123', colour: ' rde ', name: 'Zaleska', marks: 'x; y' };
const record = (over: Record<string, string | null> = {}) => recordOf(small, { ...cells, ...over }, 7);

function made(
  display: ValueDisplay,
  suggestion: Suggestion | null,
  over: Record<string, string | null> = {},
  name = 'colour',
  facts?: Record<string, string | number>,
): Finding {
  const maker = makeFindings(small, display);
  const one = record(over);
  const items = name === 'marks' ? [{ index: 2, value: 'y' }] : [];
  return maker.make(told, at(name), one, maker.owner(one), { file: 'batch.csv' }, items, [], suggestion, facts);
}
const sha = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

describe('a finding', () => {
  it('says whose record it is, where, and what the rule asks to be told', () => {
    expect(made('show', null, {}, 'colour', { count: 3 })).toEqual({
      ...{ rule: 'p/r', severity: 'warning', basis: 'text', dimension: 'accuracy' },
      ...{ agency: 'amber', source_system: 'rms', unit: 'north', officer: 'A123', urn: 'U-1' },
      at: { file: 'batch.csv', line: 8, record: 7, field: 'colour' },
      params: { value: ' rde ', count: 3, depot: 'amber', name: 'Zaleska', ref: 'U-1' },
      ...{ also: [], suggestion: null, status: 'open' },
      fingerprint: sha(['amber', 'rms', 'U-1', 'p/r', 'colour']),
    });
  });

  it('hides values of sensitive fields, also in blanks, and the officer if the field is', () => {
    expect(made('mask', null)).toMatchObject({
      officer: HIDDEN,
      urn: 'U-1',
      params: { value: ' rde ', depot: 'amber', name: HIDDEN, ref: 'U-1' },
    });
    expect(made('mask', null, {}, 'name').params.value).toBe(HIDDEN);
    expect(made('mask', null, { person: '' })).toMatchObject({ officer: null });
    expect(made('mask', null, {}, 'name').fingerprint).toBe(made('show', null, {}, 'name').fingerprint);
  });

  it('shows no value at all if none are to be shown, but numbers and places', () => {
    expect(made('none', null, {}, 'colour', { count: 3, how: 'so' }).params).toEqual({
      value: '',
      count: 3,
      how: '',
      depot: '',
      name: '',
      ref: '',
    });
    expect(made('none', null, {}, 'marks')).toMatchObject({
      params: { value: '', items: [{ index: 2, value: '' }] },
      officer: HIDDEN,
      urn: 'U-1',
    });
    expect(made('none', null, { colour: null }).params.value).toBeNull();
  });

  it('names the items of a list that fail, and no others', () => {
    expect(made('show', null, {}, 'marks').params).toMatchObject({ value: 'x; y', items: [{ index: 2, value: 'y' }] });
    expect('items' in made('show', null).params).toBe(false);
  });

  it('belongs to an agency only if the list has it, or if there is no list', () => {
    expect(made('show', null, { depot: 'nowhere' })).toMatchObject({ agency: null, params: { depot: 'nowhere' } });
    expect(made('show', null, { depot: '' }).agency).toBeNull();
    const bare = pack(
      fields.map(({ codelist: _, ...one }) => one),
      [told],
    );
    const one = recordOf(bare, { ...cells, depot: 'nowhere' }, 7);
    expect(makeFindings(bare, 'mask').owner(one).agency).toBe('nowhere');
    const nobody = pack([field('colour')], [told]);
    expect(makeFindings(nobody, 'mask').owner(recordOf(nobody, { colour: 'x' }))).toEqual(NOBODY);
  });

  it('without a reference is known by the cells of the record that are not sensitive', () => {
    const plain = (over: Record<string, string | null>) => made('show', null, { ref: '', ...over }).fingerprint;
    const values = [null, 'amber', 'rms', 'north', 'rde', ['x', 'y']];
    expect(plain({})).toBe(sha(['amber', 'rms', sha(values), 'p/r', 'colour']));
    expect(plain({ name: 'Another', person: 'B4' })).toBe(plain({}));
    expect(plain({ marks: 'x' })).not.toBe(plain({}));
    expect(fingerprint(['a'])).toBe(sha(['a']));
  });

  it('knows which blanks a message has', () => {
    expect(blanksOf('{value} is {Not_1} {1} { x } {}{_a}')).toEqual(['value', 'Not_1', '_a']);
  });
});

describe('a suggestion of a finding', () => {
  const suggestion: Suggestion = { field: 'colour', from: 'rde', to: 'RED', confidence: 'certain', reason: 'spelling' };
  const exchanged: Suggestion = {
    ...suggestion,
    also: [
      { field: 'name', from: 'Zaleska', to: 'rde' },
      { field: 'marks', from: null, to: 'x' },
    ],
  };
  const openly: Suggestion = { ...suggestion, also: [{ field: 'marks', from: null, to: 'x' }] };

  it('is shown as its own field may be', () => {
    for (const display of ['show', 'mask'] as const) expect(made(display, suggestion, {}, 'name').suggestion).toEqual(suggestion);
    expect(made('none', suggestion).suggestion).toEqual({ ...suggestion, from: '', to: '' });
    const hidden = { ...suggestion, field: 'name' };
    expect(made('mask', hidden).suggestion).toEqual({ ...hidden, from: HIDDEN, to: HIDDEN });
    expect(made('mask', { ...hidden, from: null }).suggestion).toEqual({ ...hidden, from: null, to: HIDDEN });
    expect(made('show', hidden).suggestion).toEqual(hidden);
  });

  it('that exchanges values is shown only if all of its fields may be', () => {
    expect(made('show', exchanged).suggestion).toEqual(exchanged);
    expect(made('mask', openly).suggestion).toEqual(openly);
    expect(made('mask', exchanged).suggestion).toEqual({
      ...suggestion,
      ...{ from: HIDDEN, to: HIDDEN },
      also: [
        { field: 'name', from: HIDDEN, to: HIDDEN },
        { field: 'marks', from: null, to: HIDDEN },
      ],
    });
    expect(made('none', openly).suggestion).toEqual({ ...suggestion, from: '', to: '', also: [{ field: 'marks', from: null, to: '' }] });
  });
});

describe('values hidden after they were found', () => {
  const suggestion: Suggestion = { field: 'colour', from: 'rde', to: 'RED', confidence: 'certain', reason: 'spelling' };
  const finding = made('show', suggestion, {}, 'marks', { count: 3 });
  const hidden = (...names: string[]) => hideValues(finding, new Set(names));

  it('are those of the fields that are named, wherever they stand', () => {
    expect(hidden()).toEqual(finding);
    expect(hidden('system')).toEqual(finding);
    expect(hidden('name')).toEqual({ ...finding, params: { ...finding.params, name: HIDDEN } });
    expect(hidden('marks').params).toEqual({ ...finding.params, value: HIDDEN, items: [{ index: 2, value: HIDDEN }] });
    expect(hidden('colour')).toEqual({ ...finding, suggestion: { ...suggestion, from: HIDDEN, to: HIDDEN } });
  });

  it('leave out what was not there', () => {
    const bare = { ...finding, params: { ...finding.params, value: null, name: null }, suggestion: { ...suggestion, from: null } };
    expect(hideValues(bare, new Set(['marks', 'name', 'colour']))).toEqual({
      ...bare,
      params: { ...bare.params, items: [{ index: 2, value: HIDDEN }] },
      suggestion: { ...suggestion, from: null, to: HIDDEN },
    });
    expect(hideValues({ ...finding, suggestion: null }, new Set(['colour'])).suggestion).toBeNull();
    expect(hideValues({ ...finding, at: { ...finding.at, field: null } }, new Set(['marks'])).params.value).toBe('x; y');
  });

  it('take the whole exchange with one of its fields', () => {
    const also = [
      { field: 'name', from: 'Zaleska', to: 'rde' },
      { field: 'team', from: null, to: 'x' },
    ];
    const exchanged = { ...finding, suggestion: { ...suggestion, also } };
    for (const name of ['colour', 'name', 'team'])
      expect(hideValues(exchanged, new Set([name])).suggestion).toEqual({
        ...suggestion,
        ...{ from: HIDDEN, to: HIDDEN },
        also: [
          { field: 'name', from: HIDDEN, to: HIDDEN },
          { field: 'team', from: null, to: HIDDEN },
        ],
      });
    expect(hideValues(exchanged, new Set(['marks'])).suggestion).toEqual(exchanged.suggestion);
  });
});
