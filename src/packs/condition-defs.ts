import type { Schema } from './keyword.ts';
import { KEYWORDS } from './keywords.ts';

/** The `$defs` that `rule.schema.json` and `pack.schema.json` must carry for editors, made from the loader's table of keywords. */
export function conditionDefs(): Schema {
  const value = { $ref: '#/$defs/value' };
  const properties = Object.entries(KEYWORDS).map(([keyword, { option, description }]) => {
    const shape = option === 'schema' ? value : option === 'schemas' ? { type: 'array', minItems: 1, items: value } : option;
    return [keyword, { ...shape, description }];
  });
  return {
    conditions: {
      type: 'object',
      description: 'Field → what is asked of it, all of which must hold. "@" stands for the field that the rule is at.',
      properties: {
        is: { type: 'string', description: 'A named condition of a pack, as pack/name, which must hold too.' },
        anyOf: {
          type: 'array',
          minItems: 1,
          items: { $ref: '#/$defs/conditions' },
          description: 'At least one of these sets of conditions holds.',
        },
        not: { $ref: '#/$defs/conditions', description: 'This set of conditions does not hold.' },
      },
      additionalProperties: {
        anyOf: [{ type: 'boolean', description: 'True: the field is present. False: it is absent.' }, value],
      },
    },
    value: {
      type: 'object',
      description: 'What is asked of one value; for a list, of each item, unless it says contains.',
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(properties),
    },
  };
}
