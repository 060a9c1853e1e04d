import type { ExampleRecord, Pack, Rule, RuleExample, RuleSource } from '../model/pack.ts';
import { forTerminal } from './escape.ts';
import { count } from './numbers.ts';
import { askedInEnglish, testInEnglish } from './rule-in-english.ts';
import { indented } from './wrap.ts';

const WIDTH = 100;

/** One page about a rule for a terminal, at most 100 characters wide: what it asks, why, what to do, where it comes from. */
export function explainRule(rule: Rule, pack: Pack): string {
  const lines = [
    ...paragraph(rule.id),
    ...paragraph(rule.title),
    ...paragraph(`${rule.severity} · rests on: ${BASIS[rule.basis]} · ${rule.dimension} · weight ${rule.weight}${datesOf(rule)}`),
    '',
    ...paragraph(askedInEnglish(rule, pack)),
    ...section('Why', rule.why),
    ...section('How to fix', rule.fix),
    ...section('Training that prevents it', rule.training),
    ...section('Where it comes from', rule.source.map(sourceInWords)),
    ...exampleLines('An example that is right', rule.examples.pass[0]),
    ...exampleLines('An example that is wrong', rule.examples.fail[0]),
    ...section('The test to the letter', rule.asks === undefined ? [] : testInEnglish(rule, pack)),
  ];
  return `${lines.join('\n')}\n`;
}

const BASIS = { record: 'the record itself', text: 'the wording of the narrative', statistics: 'statistics' } as const;

function datesOf({ effective }: Rule): string {
  const from = effective?.from === undefined ? '' : ` from ${effective.from}`;
  const to = effective?.to === undefined ? '' : ` to ${effective.to}`;
  return from === '' && to === '' ? '' : ` · for records dated${from}${to}`;
}

/** A source as one line: title, note, address. */
export function sourceInWords({ title, note, url }: RuleSource): string {
  return [title, ...(note === undefined ? [] : [`(${note})`]), ...(url === undefined ? [] : [url])].join(' ');
}

function paragraph(text: string, first = ''): string[] {
  return indented(forTerminal(text), WIDTH, first);
}

function section(heading: string, points: readonly string[]): string[] {
  return points.length === 0 ? [] : ['', heading, ...points.flatMap((point) => paragraph(point, '  - '))];
}

function exampleLines(heading: string, example: RuleExample | undefined): string[] {
  if (example === undefined) return [];
  // Examples of file rules are a whole small file instead of records.
  const { records = [], references, repeat, previous, text }: Partial<RuleExample> & { readonly text?: unknown } = example;
  const given =
    typeof text === 'string'
      ? fileLines(text)
      : records.flatMap((record, index) => recordLines(record, index, records.length, repeat?.[index]));
  const before = Object.entries(previous ?? {}).map(([agency, n]) => `${agency}: ${count(n)}`);
  if (before.length > 0) given.push('  Records in the previous run', ...before.flatMap((line) => paragraph(line, '    ')));
  for (const [name, rows] of Object.entries(references ?? {}))
    for (const [index, row] of rows.entries()) given.push(...paragraph(`Row ${index + 1} of ${name}`, '  '), ...cellLines(row));
  return ['', ...paragraph(`${heading}: ${example.name}`), ...given];
}

function cellLines(record: ExampleRecord): string[] {
  return Object.entries(record).flatMap(([field, cell]) => paragraph(`${field}: ${[cell].flat().join('; ')}`, '    '));
}

function recordLines(record: ExampleRecord, index: number, all: number, times: number | undefined): string[] {
  const cells = cellLines(record);
  const title = times === undefined || times === 1 ? `  Record ${index + 1}` : `  ${count(times)} records such as this`;
  return all > 1 || times !== undefined ? [title, ...cells] : cells;
}

function fileLines(text: string): string[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .flatMap((line) => paragraph(line, '    '));
}
