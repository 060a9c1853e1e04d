import { describe, expect, it } from 'vitest';
import { makeSuggest } from '../../src/check/index.ts';
import type { Suggester } from '../../src/model/suggester.ts';
import { codelist, field, pack, recordOf, rule } from '../small-pack.ts';

const lists = [
  codelist('marks', [
    { code: 'NEW', aliases: 'latest', area: 'NORTH' },
    { code: 'OLD', replaced_by: 'NEW', area: 'NORTH;SOUTH' },
    { code: 'HARBOUR' },
  ]),
];
const fields = [
  field('any'),
  field('other'),
  field('mark', { type: 'code', codelist: 'marks' }),
  field('marks', { type: 'code', codelist: 'marks', list: true }),
  field('day', { type: 'date' }),
  field('flag', { type: 'yesno' }),
];
type Cells = Readonly<Record<string, string | readonly string[] | null>>;

/** What is suggested for a field of a record. @param failing items found at fault, by their texts */
function suggested(name: string, cells: Cells, suggest: readonly Suggester[] = [], failing: readonly string[] = [], more: object = {}) {
  const of = pack(fields, [rule('t/r', { at: [name], suggest, ...more })], lists);
  const items = failing.map((value, index) => ({ index: index + 1, value }));
  const at = fields.findIndex((one) => one.name === name);
  return makeSuggest(of)({ rule: 0, at }, recordOf(of, cells), items).map(({ field: of, from, to, confidence, reason }) => [
    of,
    from,
    to,
    confidence,
    reason,
  ]);
}
const rewrite = (from: string, to: string, confidence: 'certain' | 'likely' = 'certain'): Suggester => ({
  rewrite: [[from, to]],
  confidence,
});

describe('a suggestion', () => {
  it('is none that changes nothing, or leaves nothing', () => {
    expect(suggested('any', { any: 'x' }, [rewrite('q', 'r')])).toEqual([]);
    expect(suggested('any', { any: 'x' }, [rewrite('x', '')])).toEqual([]);
    expect(suggested('any', { any: 'x' }, [{ value: 'x' }])).toEqual([]);
    expect(suggested('any', { any: 'x' }, [{ value: 'y' }])).toEqual([['any', 'x', 'y', 'review', 'rule']]);
  });

  it('may be about another field, whose value it then replaces', () => {
    expect(suggested('any', { any: 'x', other: 'was' }, [{ value: 'is', field: 'other' }])).toEqual([
      ['other', 'was', 'is', 'review', 'rule'],
    ]);
    expect(suggested('any', { any: 'x' }, [{ value: 'is', field: 'other' }])).toEqual([['other', null, 'is', 'review', 'rule']]);
  });

  it('comes of the rule first, whole values before texts, and then of the field', () => {
    const all = suggested('mark', { mark: 'new' }, [rewrite('n', 'N'), { value: 'HARBOUR' }]);
    expect(all).toEqual([
      ['mark', 'new', 'HARBOUR', 'review', 'rule'],
      ['mark', 'new', 'New', 'certain', 'form'],
      ['mark', 'new', 'NEW', 'certain', 'spelling'],
    ]);
    expect(suggested('mark', { mark: 'new' }, [rewrite('n', 'N')], [], { basis: 'text' }).map(([, , , confidence]) => confidence)).toEqual([
      'review',
      'review',
    ]);
  });

  it('takes the text as the file has it', () => {
    expect(suggested('day', { day: '04/03/2026' }, [rewrite('/', '.')])[0]).toEqual(['day', '04/03/2026', '04.03.2026', 'certain', 'form']);
    expect(suggested('flag', { flag: 'yes' }, [{ value: 'no' }])[0]).toEqual(['flag', 'yes', 'no', 'review', 'rule']);
  });

  it('rewrites all that fits, step by step', () => {
    const steps: Suggester = {
      rewrite: [
        ['a', 'b'],
        ['b', 'c'],
      ],
      confidence: 'likely',
    };
    expect(suggested('any', { any: 'aXb' }, [steps])).toEqual([['any', 'aXb', 'cXc', 'likely', 'form']]);
    expect(suggested('any', { any: '😀a' }, [{ rewrite: [['^.a', 'x']], confidence: 'likely' }])).toEqual([
      ['any', '😀a', 'x', 'likely', 'form'],
    ]);
    expect(suggested('any', { any: 'abc' }, [{ rewrite: [], upper: true, confidence: 'likely' }])).toEqual([
      ['any', 'abc', 'ABC', 'likely', 'form'],
    ]);
  });
});

describe('a suggestion for a list', () => {
  it('mends every item at fault, as sure as the least sure of them, and names one alone', () => {
    expect(suggested('marks', { marks: 'latest;HARBOUR;new' }, [], ['latest', 'new'])).toEqual([
      ['marks', 'latest;HARBOUR;new', 'NEW;HARBOUR;NEW', 'likely', 'alias'],
    ]);
    expect(suggested('marks', { marks: 'new;HARBOUR;latest' }, [], ['new', 'latest'])).toEqual([
      ['marks', 'new;HARBOUR;latest', 'NEW;HARBOUR;NEW', 'likely', 'spelling'],
    ]);
    expect(suggested('marks', { marks: 'new;HARBOUR' }, [], ['new'])).toEqual([['marks', 'new', 'NEW', 'certain', 'spelling']]);
    expect(suggested('marks', { marks: 'new;HARBOUR;new' }, [], ['new', 'new'])).toEqual([['marks', 'new', 'NEW', 'certain', 'spelling']]);
  });

  it('is none if one of them can not be mended, or none is named among several', () => {
    expect(suggested('marks', { marks: 'new;nothing at all' }, [], ['new', 'nothing at all'])).toEqual([]);
    expect(suggested('marks', { marks: 'new;HARBOUR' }, [])).toEqual([]);
    expect(suggested('marks', { marks: 'new' }, [])).toEqual([['marks', 'new', 'NEW', 'certain', 'spelling']]);
    expect(suggested('marks', { marks: 'new;old' }, [rewrite('n', '')], ['n'])).toEqual([]);
  });

  it('leaves each value once where they repeat, and says nothing of what is no list', () => {
    const once: Suggester = { without: 'repeats', confidence: 'certain' };
    expect(suggested('marks', { marks: 'B;A;B' }, [once], ['B'])[0]).toEqual(['marks', 'B;A;B', 'B;A', 'certain', 'repeat']);
    expect(suggested('marks', { marks: 'B;A' }, [once], ['B'])).toEqual([]);
    expect(suggested('any', { any: 'B;A;B' }, [once])).toEqual([]);
  });
});

describe('a suggestion by other codes of the record', () => {
  const area: Suggester = { column: { field: 'marks', column: 'area' } };

  it('is what all of them say, if it is one thing', () => {
    expect(suggested('any', { marks: 'NEW' }, [area])).toEqual([['any', null, 'NORTH', 'review', 'codes']]);
    expect(suggested('any', { any: 'WEST', marks: 'NEW;HARBOUR' }, [area])).toEqual([['any', 'WEST', 'NORTH', 'review', 'codes']]);
    expect(suggested('any', { marks: 'NEW;OLD' }, [area])).toEqual([]);
    expect(suggested('any', { marks: 'HARBOUR' }, [area])).toEqual([]);
    expect(suggested('any', { marks: 'unknown' }, [area])).toEqual([]);
    expect(suggested('any', { marks: '' }, [area])).toEqual([]);
    expect(suggested('any', { mark: 'NEW' }, [{ column: { field: 'mark', column: 'area' } }])).toEqual([
      ['any', null, 'NORTH', 'review', 'codes'],
    ]);
  });
});

describe('yes and no', () => {
  it.each([
    ['Y.', 'yes'],
    ['TRUE!', 'yes'],
    ['t-', 'yes'],
    ['(yes)', 'yes'],
    ['n.', 'no'],
    ['No!', 'no'],
    ['FALSE-', 'no'],
    ['f.', 'no'],
  ])('%s is %s', (text, to) => {
    expect(suggested('flag', { flag: text })).toEqual([['flag', text, to, 'certain', 'yes-no']]);
  });

  it('are not known of other words, or other fields', () => {
    expect([suggested('flag', { flag: 'perhaps' }), suggested('any', { any: 'Y.' }), suggested('flag', { flag: '' })]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
