import type { Param } from '../model/finding.ts';
import type { Conditions, Pack } from '../model/pack.ts';
import { characterAt } from './character-at.ts';
import { type Facts, fieldIndex } from './keywords/keyword.ts';
import { keywordsWithin, schemasWithin } from './schema.ts';

/** Says something of one field's value for a finding. */
export interface Teller {
  /** Index of the field. */
  readonly field: number;
  readonly facts: Facts;
}

/** Where the first part of a text stands that fits a pattern which it should not fit. */
function unwanted(pattern: string): Facts {
  const expression = new RegExp(pattern, 'u');
  return (text): Readonly<Record<string, Param>> => {
    const index = text.search(expression);
    return index === -1 ? {} : { character: characterAt(text, index) };
  };
}

/** Facts that are prepared when first asked for: most rules find nothing. */
function whenAsked(prepare: () => Facts): Facts {
  let made: Facts | undefined;
  return (text, context) => {
    made ??= prepare();
    return made(text, context);
  };
}

/** All that the keywords in some conditions can tell of the values they stand at. */
export function tellersOf(conditions: Conditions, pack: Pack): readonly Teller[] {
  return Object.entries(conditions).flatMap(([key, value]) => {
    if (key === 'anyOf') return (value as readonly Conditions[]).flatMap((one) => tellersOf(one, pack));
    if (key === 'not') return tellersOf(value as Conditions, pack);
    const field = fieldIndex(pack, key);
    const own = keywordsWithin(value).flatMap(({ keyword, options }) =>
      keyword.facts ? [whenAsked(() => keyword.facts!(options, pack))] : [],
    );
    const patterns = [...schemasWithin(value)].flatMap(({ not }) =>
      [...schemasWithin(not)].flatMap(({ pattern }) => (typeof pattern === 'string' ? [whenAsked(() => unwanted(pattern))] : [])),
    );
    return [...own, ...patterns].map((facts) => ({ field, facts }));
  });
}
