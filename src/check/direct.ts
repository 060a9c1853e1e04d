import type { Value } from '../model/record.ts';
import type { Prepared } from './context.ts';
import { piecesOf } from './pieces.ts';
import { makePatternTest } from './quick-pattern.ts';
import { isMap } from './schema.ts';

/** Makes a keyword of our own ready; undefined if there is none of that name. */
type Prepare = (name: string, options: unknown) => Prepared | undefined;

/** Items of a list up to which they are compared one by one. */
const FEW = 8;

function areUnique(items: readonly string[]): boolean {
  if (items.length > FEW) return new Set(items).size === items.length;
  for (let n = 1; n < items.length; n++) if (items.lastIndexOf(items[n]!, n - 1) !== -1) return false;
  return true;
}

const isPlain = (value: unknown): value is string | boolean => typeof value === 'string' || typeof value === 'boolean';

/** Keywords of JSON Schema (draft 2020-12) about a value alone; those about a text let pass what is none, as the draft says. */
const SIMPLE: Readonly<Record<string, (options: never) => (value: Value) => boolean>> = {
  minLength: (least: number) => (value) => typeof value !== 'string' || value.length >= least,
  maxLength: (most: number) => (value) => typeof value !== 'string' || value.length <= most,
  pattern: (pattern: string) => {
    const test = makePatternTest(String(pattern));
    return (value) => typeof value !== 'string' || test(value);
  },
  minItems: (least: number) => (value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most: number) => (value) => !Array.isArray(value) || value.length <= most,
  uniqueItems: (asked: boolean) => (value) => !asked || !Array.isArray(value) || areUnique(value),
};

const every = (tests: readonly Prepared[]): Prepared => {
  const [a, b] = tests;
  if (a === undefined) return () => true;
  if (b === undefined) return a;
  if (tests.length === 2) return (value, context) => a(value, context) && b(value, context);
  return (value, context) => {
    for (let n = 0; n < tests.length; n++) if (!tests[n]!(value, context)) return false;
    return true;
  };
};

const some =
  (tests: readonly Prepared[]): Prepared =>
  (value, context) => {
    for (let n = 0; n < tests.length; n++) if (tests[n]!(value, context)) return true;
    return false;
  };

/** Alternatives that are about the length of a text alone, as one; undefined if they are more. */
function joinedLengths(schemas: unknown): ((value: Value) => boolean) | undefined {
  if (!Array.isArray(schemas)) return undefined;
  const ranges: number[] = [];
  for (const schema of schemas) {
    if (!isMap(schema) || Object.keys(schema).some((name) => name !== 'minLength' && name !== 'maxLength')) return undefined;
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema as Record<string, number>;
    ranges.push(minLength, maxLength);
  }
  return (value) => {
    if (typeof value !== 'string') return ranges.length > 0;
    for (let n = 0; n < ranges.length; n += 2) if (value.length >= ranges[n]! && value.length <= ranges[n + 1]!) return true;
    return false;
  };
}

/** Alternatives that are a pattern each, as one, so that a text is looked at once; undefined if they are more, or refer to their groups. */
function joinedPattern(schemas: unknown): string | undefined {
  if (!Array.isArray(schemas)) return undefined;
  const patterns: string[] = [];
  for (const schema of schemas) {
    if (!isMap(schema) || Object.keys(schema).length !== 1 || typeof schema.pattern !== 'string' || /\\[1-9k]|\(\?</.test(schema.pattern))
      return undefined;
    patterns.push(schema.pattern);
  }
  const joined = (all: readonly string[]) => all.map((pattern) => `(?:${pattern})`).join('|');
  // Alternatives that each begin where the text does are tried there alone, and not at every place of a long text.
  return patterns.every(isAtStart) ? `^(?:${joined(patterns.map((pattern) => pattern.slice(1)))})` : joined(patterns);
}

/** Whether an expression can match at the start of a text only: it begins with `^`, and has no alternatives of its own beside that. */
function isAtStart(pattern: string): boolean {
  let depth = 0;
  for (const piece of piecesOf(pattern) ?? ['|']) {
    if (piece.startsWith('(')) depth++;
    else if (piece === ')') depth--;
    else if (piece === '|' && depth === 0) return false;
  }
  return pattern.startsWith('^');
}

function listOf(schemas: unknown, prepare: Prepare): readonly Prepared[] | undefined {
  if (!Array.isArray(schemas)) return undefined;
  const tests = schemas.map((schema) => directTest(schema, prepare));
  return tests.every((test) => test !== undefined) ? tests : undefined;
}

function keywordTest(name: string, options: unknown, prepare: Prepare): Prepared | undefined {
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name]!(options as never);
  if (name === 'const') return isPlain(options) ? (value) => value === options : undefined;
  if (name === 'enum') {
    if (!Array.isArray(options) || !options.every(isPlain)) return undefined;
    const values = new Set<unknown>(options);
    return (value) => values.has(value);
  }
  if (name === 'not') {
    const test = directTest(options, prepare);
    return test && ((value, context) => !test(value, context));
  }
  if (name === 'allOf') {
    const tests = listOf(options, prepare);
    return tests && every(tests);
  }
  if (name === 'anyOf') {
    const joined = joinedPattern(options);
    if (joined !== undefined) return SIMPLE.pattern!(joined as never);
    const lengths = joinedLengths(options);
    if (lengths !== undefined) return lengths;
    const tests = listOf(options, prepare);
    return tests && some(tests);
  }
  if (name === 'items' || name === 'contains') {
    const test = directTest(options, prepare);
    if (test === undefined) return undefined;
    // `items` looks for one that fails, `contains` for one that does not.
    const sought = name === 'contains';
    return (value, context) => {
      if (!Array.isArray(value)) return true;
      for (let n = 0; n < value.length; n++) if (test(value[n], context) === sought) return sought;
      return !sought;
    };
  }
  return prepare(name, options);
}

/**
 * A schema as plain functions, where all its keywords are among the few that rules are mostly made of: a call costs a tenth of one of
 * ajv's, and nothing has to be compiled. Holds of the values that ajv says it holds of, lengths in UTF-16 units.
 *
 * @returns undefined for a schema with any other keyword, which is left to ajv
 * @throws SyntaxError for a pattern that is no regular expression, and what `prepare` throws
 */
export function directTest(schema: unknown, prepare: Prepare): Prepared | undefined {
  if (typeof schema === 'boolean') return () => schema;
  if (!isMap(schema)) return undefined;
  const tests: Prepared[] = [];
  for (const [name, options] of Object.entries(schema)) {
    const test = keywordTest(name, options, prepare);
    if (test === undefined) return undefined;
    tests.push(test);
  }
  return every(tests);
}
