import { afterAll, describe } from 'vitest';
import { removeFolders } from './pack-files.ts';
import { type Case, refuses } from './refusal.ts';

afterAll(removeFolders);

const rule = 'parcel/unknown-colour.json';
const unique = 'parcel/repeated-reference.json';
const late = 'express/late.json';

const CASES: readonly Case[] = [
  ['an unknown key in a rule', rule, ['severty'], 'error', '$.severty', 'unknown key', 'did you mean "severity"?'],
  ['a missing key', rule, ['title'], undefined, '$', 'the key "title" is missing'],
  ['a wrong type', rule, ['weight'], 'much', '$.weight', 'found "much"; expected a whole number'],
  ['a weight out of range', rule, ['weight'], 11, '$.weight', 'found 11; expected 10 or less'],
  [
    'a word that is not one of the allowed',
    rule,
    ['severity'],
    'warnin',
    '$.severity',
    'expected "error", "warning" or "info"',
    'did you mean "warning"?',
  ],
  ['an unknown dimension', rule, ['dimension'], 'speed', '$.dimension', 'found "speed"; expected "completeness", "conformity"'],
  ['an empty title', rule, ['title'], '', '$.title', 'expected text that is not empty'],
  ['a rule without reasons', rule, ['why'], [], '$.why', 'expected at least one entry'],
  ['a date that is none', rule, ['effective'], { from: '2026-02-30' }, '$.effective.from', 'expected a date as YYYY-MM-DD'],
  [
    'an effect that ends before it begins',
    rule,
    ['effective'],
    { from: '2026-02-02', to: '2026-02-01' },
    '$.effective.to',
    'not before 2026-02-02',
  ],
  ['a record rule with the keys of a unique one', rule, ['per'], ['marks'], '$.per', 'rules of another kind'],
  ['a unique rule without fields', unique, ['fields'], undefined, '$', 'the key "fields" is missing'],
  [
    'a unique rule over an unknown field',
    unique,
    ['fields', 0],
    'referense',
    '$.fields[0]',
    'no field "referense"; did you mean "reference"?',
  ],
  ['a unique rule per an unknown field', unique, ['per', 0], 'color', '$.per[0]', 'did you mean "colour"?'],
  ['an unknown field at which a rule is', late, ['at', 1], 'send_on', '$.at[1]', 'did you mean "sent_on"?'],
  ['an error that rests on text', rule, ['basis'], 'text', '$.severity', 'basis "record"'],
  ['a message with a blank that nothing fills', rule, ['message'], 'is {wrong}', '$.message', 'nothing fills the blank {wrong}'],
  ['a message with a brace that is not closed', rule, ['message'], 'is {value', '$.message', 'not closed'],
  ['no passing example', rule, ['examples', 'pass'], [], '$.examples.pass', 'there is no passing example'],
  ['packs whose headings a rule about records would use', rule, ['examples', 'packs'], ['parcel'], '$.examples.packs', 'kind "file"'],
  ['no failing example', rule, ['examples', 'fail'], [], '$.examples.fail', 'there is no failing example'],
  [
    'two identical examples',
    rule,
    ['examples', 'pass', 0, 'records', 0],
    { colour: 'pink' },
    '$.examples.fail[0]',
    'this example is the same as $.examples.pass[0]',
  ],
  [
    'an example with an unknown field',
    rule,
    ['examples', 'pass', 0, 'records', 0],
    { shade: 'R' },
    '$.examples.pass[0].records[0].shade',
    'no field or heading "shade"',
  ],
  ['a failing example without findings', rule, ['examples', 'fail', 0, 'findings'], undefined, '$.examples.fail[0]', 'expected "findings"'],
  [
    'a finding outside the example',
    rule,
    ['examples', 'fail', 0, 'findings', 0, 'record'],
    2,
    '$.examples.fail[0].findings[0].record',
    '1 to 1',
  ],
  [
    'a finding at a field that the rule is not at',
    rule,
    ['examples', 'fail', 0, 'findings', 0, 'field'],
    'marks',
    '$.examples.fail[0].findings[0].field',
    'colour',
  ],
  [
    'a whole file as example of a record rule',
    rule,
    ['examples', 'pass', 0, 'text'],
    'a\n',
    '$.examples.pass[0].text',
    'expected "records" instead',
  ],
  [
    'records as example of a file rule',
    'file/ragged-row.json',
    ['examples', 'pass', 0],
    { name: 'x', records: [{ a: 'b' }] },
    '$.examples.pass[0].records',
    'expected "text" instead',
  ],
  ['an unknown fault', 'file/ragged-row.json', ['fault'], 'raged-row', '$.fault', 'did you mean "ragged-row"?'],
];

describe('a pack is refused over a rule', () => refuses(CASES));
