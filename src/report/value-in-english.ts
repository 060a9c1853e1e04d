import { about, all, any, type Clause, clause, listed, negated } from './clause.ts';
import { counted } from './numbers.ts';

type Options = Readonly<Record<string, unknown>>;
/** Turns a field's name into its words within a sentence. */
export type LabelOf = (field: string) => string;

/** What the schema of a value asks, as clauses without a subject: `is C`, `is not C`. */
export function valueInEnglish(schema: unknown, labelOf: LabelOf): Clause {
  if (schema === true) return clause('is anything', 'is nothing');
  if (schema === false || typeof schema !== 'object' || schema === null) return clause('is nothing', 'is anything');
  const options = schema as Options;
  const parts = Object.entries(options).flatMap(([keyword, value]) => {
    if (keyword === 'then' || keyword === 'else') return [];
    if (keyword === 'if') return [conditional(options, labelOf)];
    const say = KEYWORDS[keyword];
    return [say ? say(value, labelOf) : unknownKeyword(keyword, value)];
  });
  return parts.length === 0 ? clause('is anything', 'is nothing') : all(parts);
}

function conditional({ if: test, then: so = true, else: otherwise = true }: Options, labelOf: LabelOf): Clause {
  if (so === true && otherwise === true) return clause('is anything', 'is nothing');
  const asked = valueInEnglish(test, labelOf);
  return all([
    ...(so === true ? [] : [any([negated(asked), valueInEnglish(so, labelOf)])]),
    ...(otherwise === true ? [] : [any([asked, valueInEnglish(otherwise, labelOf)])]),
  ]);
}

/** A keyword that these words do not know is shown as it stands: a condition must never go unsaid. */
function unknownKeyword(keyword: string, value: unknown): Clause {
  const shown = `${keyword} ${JSON.stringify(value)}`;
  return clause(`satisfies ${shown}`, `does not satisfy ${shown}`);
}

const KEYWORDS: Readonly<Record<string, (value: unknown, labelOf: LabelOf) => Clause>> = {
  const: (value) => clause(`is ${literal(value)}`, `is not ${literal(value)}`),
  enum: (value) => {
    const words = listed((value as unknown[]).map(literal), 'or');
    return clause(`is ${words}`, `is not ${words}`);
  },
  pattern: (value) => clause(`fits the pattern ${value}`, `does not fit the pattern ${value}`),
  minLength: (value) =>
    clause(`has at least ${counted(Number(value), 'character')}`, `has fewer than ${counted(Number(value), 'character')}`),
  maxLength: (value) =>
    clause(`has at most ${counted(Number(value), 'character')}`, `has more than ${counted(Number(value), 'character')}`),
  minItems: (value) => clause(`has at least ${counted(Number(value), 'item')}`, `has fewer than ${counted(Number(value), 'item')}`),
  maxItems: (value) => clause(`has at most ${counted(Number(value), 'item')}`, `has more than ${counted(Number(value), 'item')}`),
  uniqueItems: (value) => (value === false ? clause('is a list', 'is no list') : clause('has no item twice', 'has an item twice')),
  type: (value) => {
    const words = listed(
      [value].flat().map((name) => TYPES[String(name)] ?? String(name)),
      'or',
    );
    return clause(`is ${words}`, `is not ${words}`);
  },
  contains: (value, labelOf) => {
    const inner = valueInEnglish(value, labelOf);
    return { yes: about('has an item that', inner).yes, no: about('has no item that', inner).yes };
  },
  allOf: (value, labelOf) => all((value as unknown[]).map((part) => valueInEnglish(part, labelOf))),
  anyOf: (value, labelOf) => any((value as unknown[]).map((part) => valueInEnglish(part, labelOf))),
  not: (value, labelOf) => negated(valueInEnglish(value, labelOf)),
  inCodelist: (value, labelOf) => inCodelist(value, labelOf),
  notBefore: (value, labelOf) => notBefore(dateLimit(value, labelOf)),
  notAfter: (value, labelOf) => notAfter(dateLimit(value, labelOf)),
  checkDigit: (value) => clause(`has the right check character (${value})`, `has a wrong check character (${value})`),
  sameAs: (value, labelOf) => {
    const other = labelOf((value as { field: string }).field);
    return clause(`is the same as ${other}`, `differs from ${other}`);
  },
  readable: (value) =>
    value === false ? clause('cannot be understood', 'can be understood') : clause('can be understood', 'cannot be understood'),
  filler: (value) => {
    const { words = [] } = value as { words?: readonly string[] };
    const shown = words.length === 0 ? '' : `, such as ${listed(words.slice(0, 3).map(literal), 'or')}`;
    return clause(`says nothing (filler${shown})`, `says something (no filler${shown})`);
  },
  mentions: (value) => {
    const words = (value as readonly { words: readonly string[] }[]).flatMap((cue) => cue.words);
    const shown = `words such as ${listed(words.slice(0, 3).map(literal), 'or')}`;
    return clause(`has ${shown}`, `does not have ${shown}`);
  },
  unexplained: (value) => {
    const list = (value as { list: string }).list.replaceAll('-', ' ');
    return clause(`uses one of the list of ${list} without saying what it means`, `explains what it uses of the list of ${list}`);
  },
  characters: (value) => {
    const shown = listed(
      (value as { any: readonly string[] }).any.slice(0, 3).map((range) => `U+${range}`),
      'or',
    );
    return clause(`has characters such as ${shown}`, `has no characters such as ${shown}`);
  },
  fieldType: (value) => clause(`is in a field for ${TYPED[String(value)] ?? value}`, `is in no field for ${TYPED[String(value)] ?? value}`),
  agreesWithParts: () => clause('agrees with the fields of its parts', 'disagrees with the fields of its parts'),
  matchesColumn: (value, labelOf) => {
    const { field, column, otherwise } = value as { field: string; column: string; otherwise: string };
    const pattern = `the ${column.replaceAll('_', ' ')} of ${labelOf(field)} or, where none is given, the pattern ${otherwise}`;
    return clause(`fits ${pattern}`, `does not fit ${pattern}`);
  },
  ageAt: (value, labelOf) => {
    const { born, on, within = 0 } = value as { born: string; on: string; within?: number };
    const age = `the age that ${labelOf(born)} gives on ${labelOf(on)}`;
    const off = within === 0 ? '' : `, give or take ${counted(within, 'year')}`;
    return clause(`is ${age}${off}`, `is not ${age}${off}`);
  },
  evidence: (value, labelOf) => evidence(value as EvidenceOptions, labelOf),
  standsIn: (value, labelOf) => {
    const other = labelOf((value as { field: string }).field);
    return clause(`stands in ${other}`, `does not stand in ${other}`);
  },
};

const TYPED: Readonly<Record<string, string>> = {
  text: 'text',
  code: 'codes',
  lookup: 'names of a list',
  date: 'dates',
  yesno: 'yes or no',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'yes or no',
  array: 'a list',
  number: 'a number',
  integer: 'a whole number',
};

function literal(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[^\s,]+$/.test(text) ? text : `“${text}”`;
}

function inCodelist(value: unknown, labelOf: LabelOf): Clause {
  const {
    list,
    state = 'valid',
    spelling = false,
    where = {},
  } = (typeof value === 'string' ? { list: value } : value) as {
    list: string;
    state?: string;
    spelling?: boolean;
    where?: Options;
  };
  const words = list.replaceAll('-', ' ');
  const columns = Object.entries(where).map(([column, condition]) => columnInEnglish(column.replaceAll('_', ' '), condition, labelOf));
  const asked = [...(STATES[state] ?? []), ...(spelling ? ['in any spelling'] : []), ...columns].join(', ');
  const tail = asked === '' ? '' : ` (${asked})`;
  return clause(`is in the list of ${words}${tail}`, `is not in the list of ${words}${tail}`);
}

const STATES: Readonly<Record<string, readonly string[]>> = {
  valid: ["valid on the record's date"],
  current: ["valid on the record's date", 'not replaced'],
};

function columnInEnglish(column: string, condition: unknown, labelOf: LabelOf): string {
  if (condition === true) return `${column} given`;
  if (condition === false) return `no ${column}`;
  if (typeof condition === 'string') return `${column} ${literal(condition)}`;
  if (Array.isArray(condition)) return `${column} ${listed(condition.map(literal), 'or')}`;
  const { sameAsField, sharesWithField } = condition as { sameAsField?: string; sharesWithField?: string };
  const includes = column.endsWith('s') ? 'include' : 'includes';
  return sharesWithField === undefined
    ? `${column} that ${includes} ${labelOf(sameAsField ?? '')}`
    : `${column} that ${includes} one of ${labelOf(sharesWithField)}`;
}

interface EvidenceOptions {
  readonly class?: string;
  readonly classOf?: { readonly field: string; readonly column: string };
  readonly atLeast?: number;
}

/** What a text must speak of, and how surely. A class is named as its model names it, capitals and underscores aside. */
function evidence({ class: name, classOf, atLeast }: EvidenceOptions, labelOf: LabelOf): Clause {
  if (atLeast !== undefined) {
    const percent = `${Math.round(atLeast * 100)} %`;
    return clause(
      `is given a chance of at least ${percent} by the word model to be about its subject`,
      `is given a chance of less than ${percent} by the word model to be about its subject`,
    );
  }
  if (name === undefined && classOf === undefined) return unknownKeyword('evidence', {});
  const inWords = (words = '') => (/^[A-Z]{1,4}$/.test(words) ? words : words.toLowerCase().replaceAll('_', ' '));
  const subject =
    classOf === undefined ? inWords(name) : `one of the ${classOf.column.replaceAll('_', ' ')} of the ${labelOf(classOf.field)}`;
  return clause(`reads as ${subject} to the word model`, `does not read as ${subject} to the word model`);
}

interface DateLimit {
  readonly point: string;
  /** How far the limit is from the point, without its direction; null if it is the point itself. */
  readonly distance: string | null;
  readonly side: 'before' | 'after';
}

function dateLimit(value: unknown, labelOf: LabelOf): DateLimit {
  const { field, date, days = 0, hours = 0 } = value as { field?: string; date?: string; days?: number; hours?: number };
  const point = field !== undefined ? labelOf(field) : (date ?? 'the as-of date');
  const total = days * 24 + hours;
  if (total === 0) return { point, distance: null, side: 'after' };
  const unit = (n: number, name: string) => (n === 0 ? [] : [counted(Math.abs(n), name)]);
  const parts = days * hours < 0 ? unit(total, 'hour') : [...unit(days, 'day'), ...unit(hours, 'hour')];
  return { point, distance: parts.join(' and '), side: total < 0 ? 'before' : 'after' };
}

function notAfter({ point, distance, side }: DateLimit): Clause {
  if (distance === null) return clause(`is not after ${point}`, `is after ${point}`);
  const tail = `${distance} ${side} ${point}`;
  return side === 'after' ? clause(`is at most ${tail}`, `is more than ${tail}`) : clause(`is at least ${tail}`, `is less than ${tail}`);
}

function notBefore({ point, distance, side }: DateLimit): Clause {
  if (distance === null) return clause(`is not before ${point}`, `is before ${point}`);
  const tail = `${distance} ${side} ${point}`;
  return side === 'after' ? clause(`is at least ${tail}`, `is less than ${tail}`) : clause(`is at most ${tail}`, `is more than ${tail}`);
}
