import { afterAll, describe, expect, it } from 'vitest';
import type { Pack } from '../../src/model/pack.ts';
import { ruleInEnglish } from '../../src/report/rule-in-english.ts';
import { change, type Files, goodFiles, load, problemsOf, removeFolders, words } from '../packs/pack-files.ts';

afterAll(removeFolders);

const common = { ...words, severity: 'warning', kind: 'reconcile' };
const ORDERS = {
  title: 'Order book',
  limits: { late: 5 },
  columns: [
    { name: 'reference', like: 'reference', aliases: ['order'] },
    { name: 'ordered_on', label: 'Ordered', type: 'date' },
    { name: 'secret', label: 'Secret', type: 'text', sensitive: true },
  ],
};

/** The good packs with a reference file and one rule of each sort about it. */
function files(): Files {
  return structuredClone({
    ...change(goodFiles(), 'express/pack.json', ['references'], { orders: ORDERS }),
    'express/order-without-parcel.json': {
      title: 'Order without a parcel',
      ...common,
      each: 'orders',
      at: 'reference',
      expectRecord: {
        match: [
          { reference: 'reference' },
          { reference: 'reference', sent_on: { near: 'ordered_on', days: 'late' }, colour: { absent: 'secret' }, is: 'parcel/red' },
        ],
        withinDays: 30,
        period: { column: 'ordered_on', graceDays: 1 },
      },
      message: 'No parcel for {reference} from {from} to {to}',
      examples: {
        pass: [{ name: 'sent', records: [{ reference: 'a' }], references: { orders: [{ reference: 'a' }] } }],
        fail: [
          {
            name: 'not sent',
            references: { orders: [{ reference: 'a' }, { order: 'b', Ordered: '2026-01-01' }] },
            findings: [{ record: 2 }],
          },
        ],
      },
    },
    'express/parcel-late.json': {
      title: 'Parcel late for its order',
      ...common,
      each: 'record',
      at: 'sent_on',
      when: { fragile: { const: true } },
      expectRow: {
        of: 'orders',
        match: [{ reference: 'reference' }],
        agrees: { sent_on: { notAfter: 'ordered_on', days: 'late' } },
        first: true,
      },
      message: '{value} is {days} days after {other}, limit {limit}, parcel {reference}',
      examples: {
        pass: [{ name: 'soon', records: [{ sent_on: '2026-01-02' }], references: { orders: [] } }],
        fail: [
          { name: 'late', records: [{ sent_on: '2026-02-02' }], references: { orders: [] }, findings: [{ record: 1, field: 'sent_on' }] },
        ],
      },
    },
    'express/order-twice.json': {
      title: 'Order twice',
      ...common,
      each: 'orders',
      at: 'reference',
      when: { ordered_on: true },
      expectUnique: ['reference'],
      message: '{value} is there twice',
      examples: {
        pass: [{ name: 'once', references: { orders: [{ reference: 'a' }] } }],
        fail: [
          {
            name: 'twice',
            references: { orders: [{ reference: 'a' }, { reference: 'a' }] },
            findings: [{ record: 2, field: 'reference' }],
          },
        ],
      },
    },
  });
}

const loaded = (): Pack => load(files());
const sentence = (pack: Pack, id: string) => ruleInEnglish(pack.rules.find((rule) => rule.id === `express/${id}`)!, pack);

describe('a pack with a reference file', () => {
  it('loads: columns take over what fields say, named limits become days', () => {
    const pack = loaded();
    expect(pack.references).toMatchObject([
      {
        name: 'orders',
        columns: [{ name: 'reference', label: 'Reference', type: 'text', sensitive: true, role: 'urn', required: 'always' }, {}, {}],
      },
    ]);
    expect(pack.rules.find(({ id }) => id === 'express/parcel-late')).toMatchObject({
      judges: 'record',
      reference: 'orders',
      agrees: [{ kind: 'notAfter', field: 'sent_on', column: 'ordered_on', days: 5 }],
    });
    expect(pack.rules.find(({ id }) => id === 'express/order-without-parcel')).toMatchObject({
      match: [
        { when: {} },
        { when: { colour: { inCodelist: { list: 'colours' } } }, relations: [{}, { kind: 'near', days: 5 }, { kind: 'absent' }] },
      ],
    });
  });

  it('says in English what its rules ask', () => {
    const pack = loaded();
    expect(sentence(pack, 'order-without-parcel')).toMatch(
      /^For each row of the order book, its ordered lying from the first record to the last less 1 day, expect a record dated at most 30 days before the as-of day, with the same reference, or else the same reference, sent at most 5 days from ordered and neither colour nor secret \(if /,
    );
    expect(sentence(pack, 'parcel-late')).toBe(
      'When fragile is yes, if it has a row of the order book with the same reference and is the earliest of it, expect sent at most 5 days after ordered.',
    );
    expect(sentence(pack, 'order-twice')).toBe(
      'In the order book, expect each reference only once, of rows for which the record has ordered.',
    );
  });

  it.each<[why: string, file: string, keys: (string | number)[], value: unknown, told: RegExp]>([
    ['an unknown reference file', 'order-twice.json', ['each'], 'order', /no reference file "order"; did you mean "orders"/],
    ['an unknown column', 'order-twice.json', ['expectUnique'], ['ordred_on'], /no column "ordred_on"; did you mean "ordered_on"/],
    ['a field in the place of a column', 'order-twice.json', ['when'], { colour: true }, /no field "colour"/],
    [
      'a sensitive column that is compared',
      'parcel-late.json',
      ['expectRow', 'agrees'],
      { colour: 'secret' },
      /findings would show what a sensitive column holds/,
    ],
    ['an error', 'order-twice.json', ['severity'], 'error', /does not prove that a record is wrong/],
    [
      'an unknown limit',
      'parcel-late.json',
      ['expectRow', 'agrees', 'sent_on', 'days'],
      'latest',
      /no limit "latest"; did you mean "late"/,
    ],
    [
      'days of what is no date',
      'parcel-late.json',
      ['expectRow', 'agrees'],
      { colour: { notAfter: 'ordered_on', days: 1 } },
      /expected a date/,
    ],
    [
      'a way without a key',
      'parcel-late.json',
      ['expectRow', 'match', 0],
      { colour: { absent: 'reference' } },
      /a way needs a field that equals/,
    ],
    [
      'nearness before a sure way',
      'order-without-parcel.json',
      ['expectRecord', 'match', 0],
      { reference: 'reference', sent_on: { near: 'ordered_on', days: 1 } },
      /stands only after one without/,
    ],
    ['a way that no other follows', 'parcel-late.json', ['expectRow', 'byWay'], 1, /expected a way that another one follows/],
    [
      'the earliest record without a date',
      'parcel-late.json',
      ['expectRow', 'agrees'],
      { colour: 'reference' },
      /judged by one "notAfter"/,
    ],
    [
      'an unknown named condition',
      'order-without-parcel.json',
      ['expectRecord', 'match', 1, 'is'],
      'parcel/rde',
      /did you mean "parcel\/red"/,
    ],
    ['what judges records on rows', 'order-twice.json', ['each'], 'record', /does not go with "each": "record"/],
    [
      'an example without rows',
      'order-twice.json',
      ['examples', 'pass', 0],
      { name: 'none', references: {} },
      /the rows of "orders" are missing/,
    ],
    ['a finding at a row that is not there', 'order-twice.json', ['examples', 'fail', 0, 'findings', 0, 'record'], 3, /1 to 2/],
    [
      'a heading in an example that is none',
      'order-twice.json',
      ['examples', 'pass', 0, 'references', 'orders', 0],
      { colour: 'R' },
      /"colour"/,
    ],
    ['a column like no field', 'pack.json', ['references', 'orders', 'columns', 0, 'like'], 'referense', /did you mean "reference"/],
    ['a column without a type', 'pack.json', ['references', 'orders', 'columns', 1, 'type'], undefined, /the key "type" is missing/],
    ['two columns with one heading', 'pack.json', ['references', 'orders', 'columns', 1, 'aliases'], ['Order'], /a column could be either/],
    [
      'figures of no rule',
      'pack.json',
      ['references', 'orders', 'scorecard'],
      { as: 'ocgs', missing: 'express/late' },
      /no rule "express\/late" of kind/,
    ],
  ])('is refused for %s', (_, file, keys, value, told) => {
    const problems = problemsOf(() => load(change(files(), `express/${file}`, keys, value)));
    expect(problems.map((one) => one.message).join('\n')).toMatch(told);
    expect(problems[0]!.file).toContain(`express/${file}`);
  });
});
