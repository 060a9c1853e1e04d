import type { Field } from '../model/pack.ts';
import type { Span } from '../model/record.ts';
import { makeBeginning } from './quick-pattern.ts';
import { isMap } from './schema.ts';

/** A test of a text of ASCII by its bytes; undefined where they do not tell it so quickly. */
export type ByteTest = (span: Span) => boolean | undefined;

const lengthOf = ({ from, to }: Span): number => to - from;

type Type = Field['type'];

/** False of a text that is as long as none of these. */
const isOneOf = (texts: readonly unknown[]): ByteTest => {
  const lengths = new Set(texts.map((text) => (typeof text === 'string' ? text.length : -1)));
  return (span) => (lengths.has(lengthOf(span)) ? undefined : false);
};

/** Holds if all do; with `sought`, if one does. Undefined if that rests on one of which it is not known. */
const together =
  (tests: readonly ByteTest[], sought: boolean): ByteTest =>
  (span) => {
    let isKnown = true;
    for (let n = 0; n < tests.length; n++) {
      const holds = tests[n]!(span);
      if (holds === sought) return sought;
      isKnown &&= holds !== undefined;
    }
    return isKnown ? !sought : undefined;
  };

function ofAll(schemas: unknown, type: Type, sought: boolean): ByteTest | undefined {
  const tests = Array.isArray(schemas) ? schemas.map((schema) => byteTest(schema, type)) : [];
  return tests.length > 0 && tests.every((test) => test !== undefined) ? together(tests, sought) : undefined;
}

const TESTS: Readonly<Record<string, (options: never, type: Type) => ByteTest | undefined>> = {
  minLength: (least: number) => (span) => lengthOf(span) >= least,
  maxLength: (most: number) => (span) => lengthOf(span) <= most,
  pattern(pattern: string) {
    const mayBegin = makeBeginning(String(pattern));
    return mayBegin && (({ units, from }) => (mayBegin(units[from]!) ? undefined : false));
  },
  const: (value: unknown) => isOneOf([value]),
  enum: (values: unknown) => (Array.isArray(values) ? isOneOf(values) : undefined),
  not(schema: unknown, type) {
    const test = byteTest(schema, type);
    return (
      test &&
      ((span) => {
        const holds = test(span);
        return holds === undefined ? undefined : !holds;
      })
    );
  },
  allOf: (schemas: unknown, type) => ofAll(schemas, type, false),
  anyOf: (schemas: unknown, type) => ofAll(schemas, type, true),
  fieldType: (asked: unknown, type) => () => asked === type,
};

/**
 * What the bytes of a text tell of a schema: how long it is, and what it may begin with. It comes to the same as the schema where it comes to anything.
 *
 * @param type of the field that it stands at
 * @returns undefined for a schema with a keyword that is about more
 * @throws SyntaxError for a pattern that is no regular expression
 */
export function byteTest(schema: unknown, type: Type): ByteTest | undefined {
  if (!isMap(schema)) return undefined;
  const tests = Object.entries(schema).map(([name, options]) =>
    Object.hasOwn(TESTS, name) ? TESTS[name]!(options as never, type) : undefined,
  );
  if (tests.length === 0 || !tests.every((test) => test !== undefined)) return undefined;
  return tests.length === 1 ? tests[0] : together(tests, false);
}

/** The lengths from which on, or up to before which, a schema with a `byteTest` may come to something else. */
export function lengthsOf(schema: unknown): readonly number[] {
  if (Array.isArray(schema)) return schema.flatMap(lengthsOf);
  if (!isMap(schema)) return [];
  return Object.entries(schema).flatMap(([name, options]): readonly number[] => {
    if (name === 'minLength') return [Number(options)];
    if (name === 'maxLength') return [Number(options) + 1];
    const texts = name === 'const' ? [options] : name === 'enum' && Array.isArray(options) ? options : undefined;
    return texts === undefined
      ? lengthsOf(options)
      : texts.flatMap((text) => (typeof text === 'string' ? [text.length, text.length + 1] : []));
  });
}
