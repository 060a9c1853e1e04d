import { afterAll, describe } from 'vitest';
import { removeFolders } from './pack-files.ts';
import { type Case, refuses } from './refusal.ts';

afterAll(removeFolders);

const rule = 'parcel/unknown-colour.json';
const when = ['when', 'colour'];

const CASES: readonly Case[] = [
  ['"*" beside a field', rule, ['at'], ['*', 'colour'], '$.at', '"*" stands alone'],
  ['"*" in a unique rule', 'parcel/repeated-reference.json', ['at'], '*', '$.at', 'only in rules of kind "record"'],
  [
    'a fact that no keyword of the rule tells',
    rule,
    ['message'],
    'From {character} on',
    '$.message',
    'nothing fills the blank {character}',
  ],
  ['a cue without words', rule, when, { mentions: [{ followedBy: ['x'] }] }, '$.when.colour.mentions[0]', 'the key "words" is missing'],
  ['code points in another form', rule, when, { characters: { any: ['U+200B'] } }, '$.when.colour.characters.any[0]', 'Code points'],
  ['a type of field that there is not', rule, when, { fieldType: 'number' }, '$.when.colour.fieldType', 'expected'],
  ['an unknown list of abbreviations', rule, when, { unexplained: { list: 'shorts' } }, '$.when.colour.unexplained.list', 'no code list'],
  ['parts of a field that has none', rule, when, { agreesWithParts: true }, '$.when.colour.agreesWithParts', 'split into others'],
  ['another field that there is not', rule, when, { standsIn: { field: 'text' } }, '$.when.colour.standsIn.field', 'no field "text"'],
  [
    'an age by a field that is no date',
    rule,
    when,
    { ageAt: { born: 'reference', on: 'sent_on' } },
    '$.when.colour.ageAt.born',
    'for a field that is a date',
  ],
  [
    'patterns of a field without a code list',
    rule,
    when,
    { matchesColumn: { field: 'reference', column: 'form', otherwise: 'x' } },
    '$.when.colour.matchesColumn.column',
    'has no code list',
  ],
  [
    'patterns of a column that there is not',
    rule,
    when,
    { matchesColumn: { field: 'colour', column: 'form', otherwise: 'x' } },
    '$.when.colour.matchesColumn.column',
    'no column "form"',
  ],
  [
    'a general pattern that could take for ever',
    rule,
    when,
    { matchesColumn: { field: 'colour', column: 'paint', otherwise: '^(a+)+$' } },
    '$.when.colour.matchesColumn.otherwise',
    'repetition inside a repetition',
  ],
  [
    'a column shared with a field without a code list',
    rule,
    when,
    { inCodelist: { list: 'colours', where: { warm: { sharesWithField: 'reference' } } } },
    '$.when.colour.inCodelist.where.warm.sharesWithField',
    'has no code list',
  ],
  [
    'a column both the same as a field and shared with one',
    rule,
    when,
    { inCodelist: { list: 'colours', where: { warm: { sameAsField: 'colour', sharesWithField: 'colour' } } } },
    '$.when.colour.inCodelist.where.warm',
    'found',
  ],
  ['milder than info', rule, ['ifIncomplete'], { severity: 'error' }, '$.ifIncomplete.severity', 'expected "warning" or "info"'],
  [
    'an example with a list that there is not',
    rule,
    ['examples', 'pass', 0, 'codelists'],
    { colors: 'code,label\n' },
    '$.examples.pass[0].codelists.colors',
    'no code list "colors"; did you mean "colours"?',
  ],
];

describe('a pack is refused over keywords', () => refuses(CASES));
