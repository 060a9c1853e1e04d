import { describe, expect, it } from 'vitest';
import { makeSuggest } from '../../src/check/index.ts';
import type { CodelistEntry, Field } from '../../src/model/pack.ts';
import type { Suggester } from '../../src/model/suggester.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';
import { oicPack } from '../whole-runs/run.ts';

const list = codelist('marks', [
  { code: 'NEW', aliases: 'newest', area: 'NORTH' },
  { code: 'OLD', replaced_by: 'NEW', area: 'NORTH;SOUTH' },
  { code: 'HARBOUR' },
  { code: 'HARDEST' },
  { code: 'HARDENS' },
  { code: 'UNIT12345' },
]);
const withdrawn: CodelistEntry = { ...list.entries.get('OLD')!, code: 'GONE', reviewed: true };
const lists = [{ ...list, entries: new Map([...list.entries, ['GONE', withdrawn]]) }];
const ANY: Field = field('any');
const FIELDS = [
  ANY,
  field('mark', { type: 'code', codelist: 'marks' }),
  field('marks', { type: 'code', codelist: 'marks', list: true }),
  field('day', { type: 'date' }),
  field('flag', { type: 'yesno' }),
];

/** What is offered for a text in a field: what it should be, how sure, and why. */
function offered(name: string, cell: string | null, suggest: readonly Suggester[] = [], more: Parameters<typeof rule>[1] = {}) {
  const small = pack(FIELDS, [rule('pack/rule', { at: [name], suggest, ...more })], lists);
  const at = FIELDS.findIndex((one) => one.name === name);
  const record = recordOf(small, { [name]: cell, ...(name === 'marks' ? {} : { marks: 'NEW' }) });
  const { value } = record.reading(at);
  const items = Array.isArray(value) ? (value as string[]).map((text, index) => ({ index: index + 1, value: text })) : [];
  const failing = items.filter((item) => !list.entries.has(item.value) || list.entries.get(item.value)!.replacedBy !== undefined);
  return makeSuggest(small)({ rule: 0, at }, record, failing).map(({ from, to, confidence, reason }) => [from, to, confidence, reason]);
}

describe('what a code should be', () => {
  it('is certain for another way of writing it, likely for another name', () => {
    expect(offered('mark', 'new')).toEqual([['new', 'NEW', 'certain', 'spelling']]);
    expect(offered('mark', 'Newest')).toEqual([['Newest', 'NEW', 'likely', 'alias']]);
  });

  it('is its successor, for review only where the list says that each record must be looked at', () => {
    expect(offered('mark', 'OLD')).toEqual([['OLD', 'NEW', 'likely', 'successor']]);
    expect(offered('mark', 'GONE')).toEqual([['GONE', 'NEW', 'review', 'successor']]);
  });

  it('is the one that a slip of the fingers made it from', () => {
    for (const slip of ['HABROUR', 'HARBUOR', 'HARBOURR', 'HARBOR', 'harbpur'])
      expect(offered('mark', slip), slip).toEqual([[slip, 'HARBOUR', 'likely', 'near']]);
  });

  it('is for review where several codes are about as near, or a digit differs', () => {
    expect(offered('mark', 'HARDENT')).toEqual([['HARDENT', 'HARDENS or HARDEST', 'review', 'several-near']]);
    expect(offered('mark', 'UNIT12346')).toEqual([['UNIT12346', 'UNIT12345', 'review', 'near']]);
  });

  it('is not known for a code in force, a short text or a text that names none', () => {
    for (const text of ['NEW', 'NFW', 'other', 'HALIBUT']) expect(offered('mark', text), text).toEqual([]);
  });

  it('mends the items of a list that are wrong and leaves the others', () => {
    expect(offered('marks', 'new;HARBOUR')).toEqual([['new', 'NEW', 'certain', 'spelling']]);
    expect(offered('marks', 'new;HARBOUR;OLD')).toEqual([['new;HARBOUR;OLD', 'NEW;HARBOUR;NEW', 'likely', 'spelling']]);
    expect(offered('marks', 'new;nothing')).toEqual([]);
  });
});

describe('what a date should be', () => {
  it.each([
    ['2026.3.4', '2026-03-04', 'certain'],
    ['20260304', '2026-03-04', 'certain'],
    ['4 March 2026', '2026-03-04', 'certain'],
    ['Wed 4th Mar 2026 at 09.15', '2026-03-04T09:15', 'certain'],
    ['04-MAR-2026', '2026-03-04', 'certain'],
    ['March 4, 2026', '2026-03-04', 'certain'],
    ['25-03-2026 0915', '2026-03-25T09:15', 'certain'],
    ['04.03.2026', '2026-03-04', 'likely'],
    ['25032026', '2026-03-25', 'likely'],
    ['2O26-O3-04', '2026-03-04', 'likely'],
    ['04/O3/2026', '2026-03-04', 'likely'],
    ['03/25/2026', '2026-03-25', 'review'],
    ['04/03/26', '2026-03-04', 'review'],
    ['10122011', '2011-12-10', 'review'],
  ])('%s is %s, %s', (text, to, confidence) => {
    expect(offered('day', text).map(([, day, sure]) => [day, sure])).toEqual([[to, confidence]]);
  });

  it.each(['31/02/2026', '2026-02-30', '2025-13-04', '0000-00-00', 'last Tuesday', '30 Feb 2026', '2026-03-04T25:00', 'May', '12'])(
    '%s is none',
    (text) => {
      expect(offered('day', text)).toEqual([]);
    },
  );
});

describe('what a rule suggests', () => {
  it('is rewritten by patterns, of texts that fit', () => {
    const tight: Suggester = { rewrite: [['[ -]+', '']], upper: true, if: '[0-9]', confidence: 'certain' };
    expect(offered('any', 'ab 12-c', [tight])).toEqual([['ab 12-c', 'AB12C', 'certain', 'form']]);
    expect(offered('any', 'ab-c', [tight])).toEqual([]);
  });

  it('turns back text that was encoded twice and leaves what was not', () => {
    const decode: Suggester = { decode: 'twice-encoded', confidence: 'certain' };
    expect(offered('any', 'Driverâ€™s CafÃ©, né 12 €', [decode])[0]?.[1]).toBe('Driver’s Café, né 12 €');
    expect(offered('any', 'né 12 €', [decode])).toEqual([]);
  });

  it('takes out repeats', () => {
    expect(offered('marks', 'NEW;HARBOUR;NEW', [{ without: 'repeats', confidence: 'certain' }])[0]).toEqual([
      'NEW;HARBOUR;NEW',
      'NEW;HARBOUR',
      'certain',
      'repeat',
    ]);
  });

  it('is for review where it rests on other codes or on the rule’s word', () => {
    const area: Suggester = { column: { field: 'marks', column: 'area' } };
    expect(offered('any', null, [area])).toEqual([[null, 'NORTH', 'review', 'codes']]);
    expect(offered('any', null, [{ value: 'yes' }])).toEqual([[null, 'yes', 'review', 'rule']]);
  });

  it('exchanges the values of two fields, both or none', () => {
    const small = pack(FIELDS, [rule('pack/rule', { at: ['any'], suggest: [{ exchange: 'mark', confidence: 'likely' }] })], lists);
    const suggest = (cells: Record<string, string>) => makeSuggest(small)({ rule: 0, at: 0 }, recordOf(small, cells), []);
    const also = [{ field: 'mark', from: 'B', to: 'A' }];
    expect(suggest({ any: 'A', mark: 'B' })).toEqual([
      { field: 'any', from: 'A', to: 'B', confidence: 'likely', reason: 'exchanged', also },
    ]);
    expect(suggest({ any: 'A' })).toEqual([]);
    expect(suggest({ any: 'A', mark: 'A' })).toEqual([]);
  });

  it('is the one area that a text speaks of, for review', () => {
    const shipped = oicPack();
    const at = shipped.fields.findIndex(({ name }) => name === 'threat_area');
    const of = (rule: string, cells: Record<string, string>) =>
      makeSuggest(shipped)({ rule: shipped.rules.findIndex(({ id }) => id === rule), at }, recordOf(shipped, cells), []);
    const boats = 'The source says that the male puts migrants into small boats at Calais beach and charges them for the Channel crossing.';
    const told = { field: 'threat_area', to: 'FACILITATION', confidence: 'review', reason: 'narrative' } as const;
    expect(of('oic/missing-threat-area', { narrative: boats })).toEqual([{ ...told, from: null }]);
    expect(of('oic/threat-area-content-mismatch', { narrative: boats, threat_area: 'DOCUMENTS' })).toMatchObject([
      { ...told, from: 'DOCUMENTS' },
    ]);
    expect(of('oic/missing-threat-area', { narrative: 'A dog was seen in the park and later went home with its owner.' })).toEqual([]);
    expect(of('oic/missing-threat-area', {})).toEqual([]);
  });

  it('is never more than for review if it rests on reading a text', () => {
    const tight: Suggester = { rewrite: [[' ', '']], confidence: 'certain' };
    expect(offered('any', 'a b', [tight], { basis: 'text' })).toEqual([['a b', 'ab', 'review', 'form']]);
  });

  it('is a plain yes or no for one with a mark behind it', () => {
    expect(offered('flag', 'Yes.')).toEqual([['Yes.', 'yes', 'certain', 'yes-no']]);
    expect(offered('flag', 'maybe')).toEqual([]);
  });
});
