import type { Finding, Param, Place } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import type { Verdict, VerdictWord } from '../model/run.ts';
import { count, counted } from './numbers.ts';

/** Longest value within a sentence, in characters; the whole one stands in the fix list's own column. */
const LONGEST = 80;

/**
 * The sentence of a finding: its rule's message with the blanks filled from the finding's facts. Not escaped: whoever
 * writes it somewhere escapes it for that place. A value that was left out of the outputs reads `[not shown]`.
 */
export function problemOf(finding: Finding, rule: Rule, pack: Pack): string {
  const parts = messageOf(rule);
  return parts.length === 1 ? parts[0]! : parts.map((part, n) => (n % 2 === 0 ? part : filled(part, finding, pack))).join('');
}

const messages = new WeakMap<Rule, readonly string[]>();

/** The words of a rule's message and, every second one, the blanks between them. */
export function messageOf(rule: Rule): readonly string[] {
  const known = messages.get(rule);
  if (known !== undefined) return known;
  const made = rule.message.split(/\{([^{}]+)\}/);
  messages.set(rule, made);
  return made;
}

/** What stands in a blank of a message. */
export function filled(blank: string, finding: Finding, pack: Pack): string {
  if (blank === 'field') return labelOf(finding.at.field, pack);
  return shown((blank === 'value' ? failingItems(finding) : undefined) ?? own(finding, blank));
}

/** The value as it stands in the record, whole: the cell, or else the failing items of a list. Empty if there is none. */
export function currentValueOf(finding: Finding): string {
  const value = own(finding, 'value') ?? failingItems(finding);
  return value === undefined ? '' : text(value, '; ');
}

/** Where a finding stands: `batch.csv: record 12 (line 14), urn`. Records and lines are 1-based. */
export function placeOf({ file, line, record, field }: Place): string {
  const within = record !== null ? `record ${count(record)} (line ${count(line)})` : line > 0 ? `line ${count(line)}` : '';
  const parts = [within, field ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? file : `${file}: ${parts.join(', ')}`;
}

/** What to do about a rule's findings, in words for the person who fixes the record. */
export function howToFix(rule: Rule): string {
  return rule.fix.join(' ');
}

/** The heading of a field as people know it; the name itself for a heading of the file that is no field. */
export function labelOf(field: string | null, pack: Pack): string {
  if (field === null) return '(nothing)';
  return pack.fields.find((one) => one.name === field)?.label ?? field;
}

const WORDS: Readonly<Record<VerdictWord, string>> = {
  ready: 'ready',
  'ready-with-waivers': 'ready with waivers',
  'not-ready': 'not ready',
};

/** A verdict in a few words. */
export function verdictWord(verdict: Verdict): string {
  const word = WORDS[verdict.verdict];
  return verdict.placeholderCodes && verdict.verdict !== 'not-ready' ? `${word} (placeholder codes)` : word;
}

/** A verdict for a table, with the number of records it holds: `not ready: 123 held`. */
export function verdictInTable(verdict: Verdict): string {
  return verdict.held === 0 ? verdictWord(verdict) : `${verdictWord(verdict)}: ${count(verdict.held)} held`;
}

/** A verdict on `records` records as a line of its own, with what holds it up. */
export function verdictSentence(verdict: Verdict, records: number): string {
  const word = verdictWord(verdict);
  if (verdict.verdict !== 'not-ready') return word;
  if (records === 0) return `${word}: no records`;
  if (verdict.held === 0) return `${word}: no record is held, but the file has errors or could not be read whole`;
  return `${word}: ${count(verdict.held)} of ${counted(records, 'record')} held`;
}

function own(finding: Finding, name: string): Param | undefined {
  return Object.hasOwn(finding.params, name) ? finding.params[name] : undefined;
}

function failingItems(finding: Finding): readonly Param[] | undefined {
  const items = own(finding, 'items');
  if (!Array.isArray(items)) return undefined;
  const values = (items as readonly Param[]).filter(isItem).map((item) => item.value);
  return values.length === 0 ? undefined : values;
}

function isItem(param: Param): param is { readonly value: Param } {
  return typeof param === 'object' && param !== null && !Array.isArray(param) && Object.hasOwn(param, 'value');
}

function shown(param: Param | undefined): string {
  if (param === undefined || param === null || (Array.isArray(param) && param.length === 0)) return '(nothing)';
  const whole = text(param, ', ', count);
  if (whole === '') return '[not shown]';
  if (whole.length <= LONGEST) return whole;
  const characters = [...whole];
  return characters.length <= LONGEST ? whole : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

function text(param: Param, separator: string, number: (n: number) => string = String): string {
  if (param === null) return '';
  if (typeof param === 'number') return number(param);
  if (typeof param === 'boolean') return param ? 'yes' : 'no';
  if (typeof param === 'string') return param;
  const parts = Array.isArray(param) ? (param as readonly Param[]) : isItem(param) ? [param.value] : Object.values(param);
  return parts.map((part) => text(part as Param, separator, number)).join(separator);
}
