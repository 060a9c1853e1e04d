import type { ErrorObject } from 'ajv';
import { didYouMean, either, quote } from './problems.ts';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'an object in { }',
  array: 'a list in [ ]',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
};

/** What an ajv error says, in words for someone who edits JSON but does not know JSON Schema. Needs ajv's `verbose`. */
export function sentenceOf(error: ErrorObject): string {
  const params = error.params as Readonly<Record<string, unknown>>;
  const parent = error.parentSchema as { readonly properties?: object; readonly description?: string } | undefined;
  const found = () => `found ${shortly(error.data)}`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const known = Object.keys(parent?.properties ?? {});
      return `unknown key; expected ${either(known)}${didYouMean(String(params.additionalProperty), known)}`;
    }
    case 'required':
      return `the key ${quote(params.missingProperty)} is missing`;
    case 'type':
      return `${found()}; expected ${either([params.type].flat().map((type) => KINDS[String(type)] ?? String(type)))}`;
    case 'enum': {
      const allowed = params.allowedValues as readonly unknown[];
      return `${found()}; expected ${either(allowed.map(quote))}${typeof error.data === 'string' ? didYouMean(error.data, allowed.map(String)) : ''}`;
    }
    case 'const':
      return `${found()}; expected ${quote(params.allowedValue)}`;
    case 'minLength':
      return `${found()}; expected text that is not empty`;
    case 'maxLength':
      return `${found()}; expected at most ${String(params.limit)} characters`;
    case 'minItems':
      return params.limit === 1 ? 'found an empty list; expected at least one entry' : `expected at least ${String(params.limit)} entries`;
    case 'minProperties':
      return 'found an empty object; expected at least one key in it';
    case 'minimum':
      return `${found()}; expected ${String(params.limit)} or more`;
    case 'maximum':
      return `${found()}; expected ${String(params.limit)} or less`;
    case 'uniqueItems':
      return `entries ${Number(params.j)} and ${Number(params.i)} (counted from 0) are the same; keep one`;
    case 'format':
      return `${found()}; expected a date as YYYY-MM-DD`;
    case 'false schema':
      return 'this key does not belong here: it is for rules of another kind';
    default:
      return `${found()}; expected ${parent?.description === undefined ? 'another form' : `this: ${parent.description}`}`;
  }
}

/** A list or an object is named by its kind: it may be a whole file, and another than was meant. */
function shortly(value: unknown): string {
  const isInner = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  return isInner ? KINDS[Array.isArray(value) ? 'array' : 'object']! : quote(value);
}
