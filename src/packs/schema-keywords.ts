import type { Keyword } from './keyword.ts';

/** Keywords of JSON Schema that a value's schema may use. */
export const SCHEMA_KEYWORDS: Readonly<Record<string, Keyword>> = {
  const: { option: {}, use: 'any', description: 'The value is exactly this one.' },
  enum: { option: { type: 'array', minItems: 1 }, use: 'any', description: 'The value is one of these.' },
  pattern: { option: { type: 'string' }, use: 'any', description: 'The value matches this regular expression.', facts: ['character'] },
  minLength: { option: { type: 'integer', minimum: 0 }, use: 'any', description: 'The value has at least so many characters.' },
  maxLength: { option: { type: 'integer', minimum: 0 }, use: 'any', description: 'The value has at most so many characters.' },
  type: { option: { enum: ['string', 'boolean', 'array'] }, use: 'any', description: 'The value is text, a yes/no or a list.' },
  contains: { option: 'schema', use: 'list', description: 'Some item of the list satisfies this.' },
  minItems: { option: { type: 'integer', minimum: 0 }, use: 'list', description: 'The list has at least so many items.' },
  maxItems: { option: { type: 'integer', minimum: 0 }, use: 'list', description: 'The list has at most so many items.' },
  uniqueItems: { option: { type: 'boolean' }, use: 'list', description: 'True: no item stands twice in the list.' },
  allOf: { option: 'schemas', use: 'any', description: 'The value satisfies all of these.' },
  anyOf: { option: 'schemas', use: 'any', description: 'The value satisfies at least one of these.' },
  not: { option: 'schema', use: 'any', description: 'The value does not satisfy this.' },
  if: { option: 'schema', use: 'any', description: 'If the value satisfies this, `then` is asked of it, else `else`.' },
  // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
  then: { option: 'schema', use: 'any', description: 'What is asked of a value that satisfies `if`.' },
  else: { option: 'schema', use: 'any', description: 'What is asked of a value that does not satisfy `if`.' },
};

/** Keywords of JSON Schema that walk the keys of an object. A record reads its values only when asked for by name, so they can't be used. */
export const KEY_WALKERS: ReadonlySet<string> = new Set([
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
]);
