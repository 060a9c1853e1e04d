import { describe, expect, it } from 'vitest';
import { dominantValues, type ValueCounts } from '../../src/check/batch-values.ts';
import { erasOf } from '../../src/check/eras.ts';
import { addFault, faultFinding, fieldOfFault, fileRules } from '../../src/check/file-finding.ts';
import { NOBODY } from '../../src/check/finding.ts';
import { fingerprint } from '../../src/check/fingerprint.ts';
import { compileRules, makeJudge } from '../../src/check/index.ts';
import { makeLacks } from '../../src/check/lacks.ts';
import { makeMeasures } from '../../src/check/measures.ts';
import { ofPlain } from '../../src/check/plain.ts';
import { switchOff } from '../../src/check/switched-off.ts';
import { dayOfIso, monthOfIso } from '../../src/model/day.ts';
import { FILLED, MARKED, MEANINGLESS, SPOKEN, UNKNOWN } from '../../src/model/measured.ts';
import type { FileRule, Rule } from '../../src/model/pack.ts';
import type { Fault } from '../../src/model/row.ts';
import { codelist, field, pack, recordOf, rule, unique } from '../small-pack.ts';

describe('findings about files', () => {
  const ragged = {
    ...rule('file/ragged', { severity: 'warning', dimension: 'integrity' }),
    kind: 'file',
    fault: 'ragged-row',
  } as unknown as FileRule;
  const fault = (over: Partial<Fault> = {}): Fault =>
    ({ kind: 'fault', fault: 'ragged-row', record: 3, line: 5, detail: { found: 4 }, ...over }) as Fault;
  const columns = ['Ref', '', '07700 900123'];
  const made = (over?: Partial<Fault>) => faultFinding(ragged, fault(over), 'batch.csv', columns);

  it('say where the fault is, and belong to nobody', () => {
    expect(made()).toEqual({
      ...{ rule: 'file/ragged', severity: 'warning', basis: 'record', dimension: 'integrity' },
      ...NOBODY,
      at: { file: 'batch.csv', line: 5, record: 3, field: null },
      ...{ params: { found: 4 }, also: [], suggestion: null, status: 'open' },
      fingerprint: fingerprint([null, null, 3, 'file/ragged', null]),
    });
    expect(made({ column: 1 })).toMatchObject({ at: { field: 'Ref' }, params: { found: 4, column: 1 } });
    expect(made({ detail: { waiver: 'W1' } as never }).fingerprint).toBe(fingerprint([null, null, 'W1', 'file/ragged', null]));
  });

  it('name the column, the field or the heading, if one is known and may be shown', () => {
    const of = (over: Partial<Fault>) => fieldOfFault(fault(over), columns);
    expect([of({ column: 1 }), of({ column: 2 }), of({ column: 3 }), of({ column: 9 })]).toEqual(['Ref', null, '[hidden]', null]);
    expect(of({ detail: { field: 'ref', heading: 'Reff' } })).toBe('ref');
    expect(of({ detail: { heading: 'Reff' } })).toBe('Reff');
    expect(of({ column: 1, detail: { heading: 'Reff' } })).toBe('Ref');
    expect(of({ detail: { heading: 7 } as never })).toBeNull();
    expect(made({ detail: { heading: '07700 900123' } }).params).toEqual({ heading: '[hidden]' });
  });

  it('suggest the heading that was nearly met', () => {
    const detail = { field: 'ref', heading: 'Reff' };
    const suggestion = { field: 'ref', from: 'Reff', to: 'ref', confidence: 'likely', reason: 'heading' };
    expect(made({ fault: 'near-miss-column', detail }).suggestion).toEqual(suggestion);
    expect(made({ detail }).suggestion).toBeNull();
    expect(made({ fault: 'near-miss-column', detail: { field: 'ref' } }).suggestion).toBeNull();
    expect(made({ fault: 'near-miss-column', detail: { heading: 'Reff' } }).suggestion).toBeNull();
  });

  it('take further faults at the same cell, twenty of them, and count the others', () => {
    const one = made();
    addFault(one, fault({ detail: { found: 9 } }));
    expect(one.params).toEqual({ found: 4, items: [{ found: 4 }, { found: 9 }] });
    for (let n = 0; n < 18; n++) addFault(one, fault({ detail: { found: n } }));
    expect((one.params.items as unknown[]).length).toBe(20);
    expect('more' in one.params).toBe(false);
    addFault(one, fault());
    addFault(one, fault());
    expect([(one.params.items as unknown[]).length, one.params.more]).toEqual([20, 2]);
  });

  it('are made by the rule for their kind of fault', () => {
    const found = fileRules(pack([], [rule('t/a', {}), ragged as unknown as Rule]));
    expect([...found]).toEqual([['ragged-row', { rule: ragged, index: 1 }]]);
  });
});

describe('what is said in advance of texts that lack some units', () => {
  it.each([
    [{ pattern: '\\u00e9' }, false],
    [{ pattern: '[\\u0080-\\u00ff]' }, false],
    [{ pattern: '[\\u0080-\\u00ff]|\\u2019x' }, false],
    [{ pattern: '[\\u0080-\\u00ff]{2}' }, undefined],
    [{ pattern: '\\u00e9?' }, undefined],
    [{ pattern: '\\u00e9*' }, undefined],
    [{ pattern: '\\u00e9|x' }, undefined],
    [{ pattern: '\\u007e' }, undefined],
    [{ pattern: '\\u007f' }, false],
    [{ pattern: '[\\u0041-\\u00ff]' }, undefined],
    [{ pattern: 'x\\u00e9' }, undefined],
    [{ pattern: '(\\u00e9)' }, undefined],
    [{ pattern: '' }, undefined],
    [{ not: { pattern: '\\u00e9' } }, true],
    [{ not: { pattern: 'x' } }, undefined],
    [{ not: { not: { pattern: '\\u00e9' } } }, false],
    [{ pattern: 'x', not: { pattern: '\\u00e9' } }, undefined],
    [{ pattern: '\\u00e9', minLength: 2 }, false],
    [{ characters: { any: ['200B'] } }, false],
    [{ characters: { any: ['41'] } }, undefined],
    [{ minLength: 2 }, undefined],
    [{}, true],
    [true, undefined],
    [['x'], undefined],
  ])('%j: %s', (schema, expected) => {
    expect(ofPlain(schema)?.holds).toBe(expected);
  });

  it('is said of texts that lack what the schema asks for', () => {
    const lacking = (schema: unknown) => makeLacks(ofPlain(schema)!.unless);
    const texts = ['a\n ~', '', '£ “é” €', '\u{1f6a2}'];
    const of = (schema: unknown) => [...texts, '\u00c3', '\u200b', '\u{e0041}'].map(lacking(schema));
    expect(of({})).toEqual([true, true, true, true, true, true, true]);
    expect(of({ pattern: '[\\u00C3-\\u00C5][\\u0080-\\u00BF]|\\u00E2\\u20AC' })).toEqual([true, true, true, true, false, true, true]);
    expect(of({ pattern: '\\ud83d\\udea2' })).toEqual([true, true, true, false, true, true, false]);
    expect(of({ pattern: '[\\u00c4\\ud83d\\ude00-\\ud83d\\udeff]' })).toEqual([true, true, true, false, true, true, false]);
    expect(of({ characters: { any: ['200B'], joiners: ['E0001-E007F'] } })).toEqual([true, true, true, false, true, false, false]);
    expect(of({ characters: { any: ['FFF0-10FFFF'] } })).toEqual([true, true, true, false, true, true, false]);
    expect(of({ not: { pattern: '\\u20AC' }, characters: { any: ['200B'] } })).toEqual([true, true, true, true, true, false, true]);
  });

  it('is said of none where a set has a hyphen of its own', () => {
    expect(ofPlain({ pattern: '[\\u00C3-]' })).toBeUndefined();
    expect(ofPlain({ pattern: '[\\u00C3-\\u00C5-\\u00D0]' })).toBeUndefined();
  });
});

describe('eras', () => {
  it('begin with the first day, and end after the last, of a code or a rule', () => {
    const of = pack(
      [],
      [rule('t/a', { effective: { from: '2026-03-01', to: '2026-03-31' } }), rule('t/b', {})],
      [
        codelist('list', [
          { code: 'A', valid_from: '2026-01-01' },
          { code: 'B', valid_to: '2026-01-31' },
        ]),
      ],
    );
    const era = erasOf(of);
    const days = [
      '2025-12-31',
      '2026-01-01',
      '2026-01-31',
      '2026-02-01',
      '2026-02-28',
      '2026-03-01',
      '2026-03-31',
      '2026-04-01',
      '9999-12-31',
    ];
    expect(days.map(era)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
    expect(era(undefined)).toBe(-1);
    expect(erasOf(pack([], []))('2026-01-01')).toBe(0);
  });
});

describe('a value that is dominant', () => {
  const limits = { minimumRecords: 10, minimumPeers: 2, share: 0.9, overPeers: 0.4 };
  const of = (agencies: Readonly<Record<string, Readonly<Record<string, number>>>>, records = 10): NonNullable<ValueCounts['agencies']> =>
    new Map(Object.entries(agencies).map(([name, values]) => [name, { records, values: new Map(Object.entries(values)) }]));

  it('reaches its share and exceeds the median of its peers', () => {
    expect(dominantValues(limits, of({ c: { x: 9, y: 1 }, a: { x: 5, y: 5 }, b: { x: 2, y: 8 } }))).toEqual({
      judged: ['a', 'b', 'c'],
      found: [{ agency: 'c', value: 'x', records: 10, share: 0.9, peers: 0.35 }],
    });
    expect(dominantValues(limits, of({ a: { x: 9 }, b: { x: 5 }, c: { x: 5 } })).found).toEqual([
      { agency: 'a', value: 'x', records: 10, share: 0.9, peers: 0.5 },
    ]);
    expect(dominantValues(limits, of({ a: { x: 9 }, b: { x: 6 }, c: { x: 6 } })).found).toEqual([]);
    expect(dominantValues(limits, of({ a: { x: 8 }, b: {}, c: {} })).found).toEqual([]);
    expect(
      dominantValues(limits, of({ a: { x: 10 }, b: { x: 1 }, c: { x: 2 }, d: { x: 9 } })).found.map(({ agency, peers }) => [agency, peers]),
    ).toEqual([
      ['a', 0.2],
      ['d', 0.2],
    ]);
  });

  it('is the most frequent, and of several the first', () => {
    expect(dominantValues({ ...limits, share: 0.5 }, of({ a: { z: 5, x: 5 }, b: {}, c: {} })).found).toMatchObject([
      { value: 'x', share: 0.5, peers: 0 },
    ]);
  });

  it('is looked for only among enough agencies of enough records', () => {
    expect(dominantValues(limits, of({ a: { x: 9 }, b: {} }))).toEqual({ judged: [], found: [] });
    expect(dominantValues(limits, of({ a: { x: 9 }, b: {}, c: {} }, 9))).toEqual({ judged: [], found: [] });
    expect(dominantValues({ ...limits, minimumPeers: 0 }, of({ a: { x: 9 } })).judged).toEqual(['a']);
  });
});

describe('what scorecards count of a record', () => {
  const fields = [
    field('day', { type: 'date', role: 'date' }),
    field('ordered', { type: 'date' }),
    field('colour', { coded: true }),
    field('finish'),
  ];
  const filler = rule('t/filler', { at: ['finish', 'colour'], when: { '@': true }, expect: { '@': { not: { const: 'n/a' } } } });
  const scorecard = {
    timeliness: [{ id: 'mixing', title: 'Mixing', from: 'ordered', to: 'day', limits: [1] }],
    topics: [
      { id: 'GLOSS', title: 'Gloss', kind: 'Finish', marked: { finish: { const: 'gloss' } }, suspected: { colour: { const: 'shiny' } } },
      { id: 'MATT', title: 'Matt', kind: 'Finish', marked: { finish: { const: 'matt' } } },
    ],
    values: ['colour', 'finish'],
    defaults: ['t/filler'],
  };
  const coding = {
    name: 'PAINT',
    field: 'colour',
    declared: { finish: true },
    correct: { colour: true },
    suspected: { colour: { const: 'shiny' } },
    faults: [],
  };
  const measure = (cells: Readonly<Record<string, string>>, plan: object = scorecard, display: 'show' | 'none' = 'show') => {
    const of = pack(fields, [rule('t/other', { at: ['finish'], expect: { finish: { const: 'x' } } }), filler], [], {
      scorecard: plan,
      coding,
    } as never);
    const rules = compileRules(of, '2026-06-30');
    const record = recordOf(of, { day: '', ordered: '', colour: '', finish: '', ...cells });
    const judge = makeJudge(rules, []);
    const { topics, lags, values, defaults, day, month } = makeMeasures(rules, display)(record, judge.judge(record));
    return { topics: [...topics], lags: [...lags], values: [...values], defaults: [...defaults], day, month };
  };

  it('is its month, how long it took, its values, and what stands where nothing is known', () => {
    expect(measure({ day: '2026-03-05T10:00', ordered: '2026-03-01', colour: 'RED', finish: 'n/a' })).toEqual({
      ...{ topics: [0, 0], lags: [4], values: ['RED', 'n/a'], defaults: [FILLED, MEANINGLESS] },
      ...{ day: dayOfIso('2026-03-05'), month: monthOfIso('2026-03-05') },
    });
    expect(measure({ day: 'soon', ordered: '2026-03-01' })).toEqual({
      topics: [0, 0],
      lags: [UNKNOWN],
      values: [undefined, undefined],
      defaults: [0, 0],
      day: UNKNOWN,
      month: UNKNOWN,
    });
    expect(measure({ day: '2026-03-01', ordered: '2026-03-04' }).lags).toEqual([-3]);
    expect(measure({ day: '2026-03-01' }).lags).toEqual([UNKNOWN]);
    expect(measure({ ordered: '2026-03-01' }).lags).toEqual([UNKNOWN]);
  });

  it('is its day also where no measure of time rests on it', () => {
    const { day, month, lags } = measure({ day: '2026-03-05' }, { ...scorecard, timeliness: [] });
    expect([day, month, lags]).toEqual([dayOfIso('2026-03-05'), monthOfIso('2026-03-05'), []]);
  });

  it('is the topic that it names, or speaks of, if it is about the subject', () => {
    expect(measure({ finish: 'gloss' }).topics).toEqual([MARKED, 0]);
    expect(measure({ finish: 'matt', colour: 'shiny' }).topics).toEqual([SPOKEN, MARKED]);
    expect(measure({ colour: 'shiny' }).topics).toEqual([SPOKEN, 0]);
    expect(measure({ colour: 'RED' }).topics).toEqual([0, 0]);
    const plain = { ...scorecard, topics: [{ id: 'PLAIN', title: 'Plain', kind: 'Finish', marked: { colour: { const: 'plain' } } }] };
    expect(measure({ colour: 'plain' }, plain).topics).toEqual([0]);
    expect(measure({ colour: 'plain', finish: 'matt' }, plain).topics).toEqual([MARKED]);
  });

  it('is no value where none are to be shown, and nothing without a plan', () => {
    expect(measure({ colour: 'RED' }, scorecard, 'none').values).toEqual([]);
    expect(measure({ day: '2026-03-05', colour: 'RED' }, null as never)).toMatchObject({
      topics: [],
      lags: [],
      values: [],
      defaults: [],
      day: dayOfIso('2026-03-05'),
    });
  });
});

describe('rules that missing columns switch off', () => {
  const fields = [
    field('ref', { required: 'always' }),
    field('day', { required: 'always', type: 'date' }),
    field('colour'),
    field('finish'),
  ];
  const rules: Rule[] = [
    rule('t/missing-ref', { at: ['ref'], expect: { ref: true } }),
    rule('t/ref-form', { at: ['ref'], when: { ref: true }, expect: { ref: { pattern: 'x' } } }),
    rule('t/colour', { at: ['colour', 'finish'], when: { '@': true }, expect: { '@': { const: 'x' } } }),
    rule('t/colour-of-ref', { at: ['colour'], when: { ref: true }, expect: { colour: true } }),
    rule('t/either', { at: ['colour'], when: { anyOf: [{ ref: true }, { finish: true }] }, expect: { colour: { const: 'x' } } }),
    rule('t/text', { at: ['finish'], basis: 'text', expect: { finish: { const: 'x' } } }),
    unique('t/unique', { at: ['ref'], fields: ['ref'], per: ['day'], when: { colour: true } }) as Rule,
    { ...rule('t/dominant', {}), kind: 'dominantValue', at: ['colour', 'finish'], limits: {} } as unknown as Rule,
  ];
  const of = pack(fields, rules);
  const off = (...names: string[]) => {
    const { skipped, alwaysFailed, running, required, weighing } = switchOff(
      compileRules(of, '2026-06-30'),
      names.map((name) => fields.findIndex((one) => one.name === name)),
    );
    const id = (index: number) => rules[index]!.id.slice(2);
    return {
      skipped: [...skipped].map(([index, at]) => `${id(index)}: ${at.map((field) => fields[field]!.name).join(' ')}`).sort(),
      failed: alwaysFailed.map(id),
      running: running.map((check) => `${id(check.rule)} ${fields[check.at]!.name}`),
      required: required.map((at) => fields[at]!.name),
      weighing: [...new Set(weighing.map((check) => id(check.rule)))],
    };
  };
  const weighing = ['ref-form', 'colour', 'colour-of-ref', 'either'];
  const all = ['missing-ref ref', 'ref-form ref', 'colour colour', 'colour finish', 'colour-of-ref colour', 'either colour', 'text finish'];

  it('are none if no column lacks', () => {
    expect(off()).toEqual({ skipped: [], failed: [], running: all, required: [], weighing });
  });

  it('are those that cannot do without a required one; that it be there fails always', () => {
    expect(off('ref')).toEqual({
      ...{ skipped: ['colour-of-ref: ref', 'ref-form: ref', 'unique: ref'], failed: ['missing-ref'], required: ['ref'], weighing },
      running: ['colour colour', 'colour finish', 'either colour', 'text finish'],
    });
    expect(off('day').skipped).toEqual(['unique: day']);
  });

  it('are those that stand only at fields that lack', () => {
    expect(off('colour')).toEqual({
      ...{ skipped: ['colour-of-ref: colour', 'either: colour'], failed: [], required: [], weighing },
      running: ['missing-ref ref', 'ref-form ref', 'colour finish', 'text finish'],
    });
    expect(off('colour', 'finish').skipped).toEqual([
      'colour-of-ref: colour',
      'colour: colour finish',
      'dominant: colour finish',
      'either: colour',
      'text: finish',
    ]);
  });

  it('name all that they lack', () => {
    expect(off('ref', 'day', 'colour').skipped).toEqual([
      'colour-of-ref: ref colour',
      'either: colour',
      'ref-form: ref',
      'unique: ref day',
    ]);
  });
});
