import { afterAll, describe } from 'vitest';
import { removeFolders } from './pack-files.ts';
import { type Case, refuses } from './refusal.ts';

afterAll(removeFolders);

const rule = 'parcel/unknown-colour.json';
const unique = 'parcel/repeated-reference.json';
const late = 'express/late.json';

const CASES: readonly Case[] = [
  ['a unique rule with expectations', unique, ['expect'], { reference: true }, '$.expect', 'rules of another kind'],
  [
    'an unknown field in when',
    rule,
    ['when', 'color'],
    true,
    '$.when.color',
    'the pack "parcel" has no field "color"; did you mean "colour"?',
  ],
  ['an unknown field inside anyOf', late, ['when', 'anyOf', 0, 'weight'], true, '$.when.anyOf[0].weight', 'no field "weight"'],
  ['an unknown field inside not', rule, ['when', 'not'], { fragil: true }, '$.when.not.fragil', 'did you mean "fragile"?'],
  ['an expectation of nothing', rule, ['expect'], {}, '$.expect', 'expects nothing'],
  [
    'a condition that is text',
    rule,
    ['when', 'colour'],
    'R',
    '$.when.colour',
    'found "R"; expected true (present), false (absent) or an object',
  ],
  ['an anyOf that is no list', rule, ['when', 'anyOf'], { colour: true }, '$.when.anyOf', 'expected a list of sets of conditions'],
  ['an unknown keyword', rule, ['when', 'colour'], { patern: '^R' }, '$.when.colour.patern', 'unknown keyword; did you mean "pattern"?'],
  ['a keyword that walks keys', rule, ['when', 'colour'], { required: ['x'] }, '$.when.colour.required', 'walks the keys of an object'],
  ['if without then', rule, ['when', 'colour'], { if: { const: 'R' } }, '$.when.colour.if', 'needs "then" or "else"'],
  [
    'a list keyword at a field that is no list',
    rule,
    ['when', 'colour'],
    { contains: { const: 'R' } },
    '$.when.colour.contains',
    '"colour" is not',
  ],
  [
    'a list keyword inside contains',
    late,
    ['expect', 'marks', 'contains'],
    { minItems: 1 },
    '$.expect.marks.contains.minItems',
    'one item of it',
  ],
  [
    'a date keyword at a text',
    rule,
    ['when', 'reference'],
    { notAfter: { asOf: true } },
    '$.when.reference.notAfter',
    'for a field that is a date',
  ],
  [
    'a date compared with a text',
    rule,
    ['when', 'sent_on'],
    { notAfter: { field: 'colour' } },
    '$.when.sent_on.notAfter.field',
    '"colour" is not',
  ],
  [
    'a date compared with nothing',
    rule,
    ['when', 'sent_on'],
    { notAfter: { days: 3 } },
    '$.when.sent_on.notAfter',
    'expected this: one of the keys field, asOf and date',
  ],
  [
    'a date compared with an unknown field',
    rule,
    ['when', 'sent_on'],
    { notBefore: { field: 'made_on' } },
    '$.when.sent_on.notBefore.field',
    'no field "made_on"',
  ],
  [
    'the same as an unknown field',
    rule,
    ['when', 'colour'],
    { sameAs: { field: 'coluor' } },
    '$.when.colour.sameAs.field',
    'did you mean "colour"?',
  ],
  ['an unknown check digit', rule, ['when', 'colour'], { checkDigit: 'pnc' }, '$.when.colour.checkDigit', 'expected "pnc-id" or "cro"'],
  ['readable at what is always so', rule, ['when', 'colour'], { readable: true }, '$.when.colour.readable', '"colour" is not'],
  ['a yes/no compared with text', rule, ['when', 'fragile'], { const: 'yes' }, '$.when.fragile.const', 'expected true or false'],
  [
    'a text compared with a number',
    rule,
    ['when', 'reference'],
    { enum: ['1', 2] },
    '$.when.reference.enum',
    'found 2',
    'expected text in quotes',
  ],
  [
    'an unknown code list',
    rule,
    ['expect', 'colour'],
    { inCodelist: 'colors' },
    '$.expect.colour.inCodelist',
    'no code list "colors"; did you mean "colours"?',
  ],
  [
    'an unknown state of a code',
    rule,
    ['expect', 'colour'],
    { inCodelist: { list: 'colours', state: 'now' } },
    '$.expect.colour.inCodelist.state',
    'found "now"; expected "known", "valid" or "current"',
  ],
  [
    'an unknown column of a code list',
    rule,
    ['expect', 'colour'],
    { inCodelist: { list: 'colours', where: { wram: true } } },
    '$.expect.colour.inCodelist.where.wram',
    'the code list "colours" has no column "wram"; did you mean "warm"?',
  ],
  [
    'a column compared with an unknown field',
    rule,
    ['expect', 'colour'],
    { inCodelist: { list: 'colours', where: { warm: { sameAsField: 'heat' } } } },
    '$.expect.colour.inCodelist.where.warm.sameAsField',
    'no field "heat"',
  ],
  ['an unknown named condition', late, ['is'], 'parcel/rad', '$.is', 'no condition named "parcel/rad"; did you mean "parcel/red"?'],
  [
    'a broken pattern',
    rule,
    ['when', 'colour'],
    { pattern: '^(R' },
    '$.when.colour.pattern',
    '"^(R" is no regular expression: Unterminated group',
  ],
  ['a pattern that can take for ever', rule, ['when', 'colour'], { pattern: '^(a+)+$' }, '$.when.colour.pattern', 'repeats "(a+)+"'],
];

describe('a pack is refused over conditions', () => refuses(CASES));
