import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { MOST, type Problems, step } from './problems.ts';
import { sentenceOf } from './sentences.ts';
import { type SchemaName, validatorOf } from './validators.ts';

/** Whether a value is as its schema says; if not, each fault is a problem, as a sentence, at its JSON path below `at`. */
export function obeys(validate: ValidateFunction, value: unknown, file: string, at: string, problems: Problems): boolean {
  if (validate(value)) return true;
  for (const error of telling(validate.errors ?? []).slice(0, MOST + 1)) problems.add(file, pathOf(at, error, value), sentenceOf(error));
  return false;
}

/**
 * Proves the content of a file by the named schema.
 *
 * @returns the value without the parts that are wrong, so that the rest can be proven too; undefined if nothing can be
 */
export function prove(name: SchemaName, value: unknown, file: string, problems: Problems): unknown {
  const validate = validatorOf(name);
  if (obeys(validate, value, file, '$', problems)) return value;
  const errors = telling(validate.errors ?? []);
  if (errors.length > MOST) return undefined;
  let rest: unknown = structuredClone(value);
  for (const error of errors)
    if (!['required', 'additionalProperties', 'minProperties'].includes(error.keyword)) rest = without(rest, keysOf(error));
  return rest;
}

const keysOf = (error: ErrorObject): string[] =>
  error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Takes the value at a path out of its object; a list goes as a whole, so that the places of its other entries stay true. */
function without(value: unknown, keys: readonly string[]): unknown {
  const [key, ...deeper] = keys;
  if (key === undefined || typeof value !== 'object' || value === null) return undefined;
  const inner = (value as Record<string, unknown>)[key];
  const rest = deeper.length === 0 ? undefined : without(inner, deeper);
  if (rest !== undefined) {
    (value as Record<string, unknown>)[key] = rest;
    return value;
  }
  if (Array.isArray(value)) return undefined;
  delete (value as Record<string, unknown>)[key];
  return value;
}

/** Leaves out errors that only say that another one happened: of `if`, and of the branches of an `anyOf` or `oneOf`. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  return errors.filter(
    (error) => error.keyword !== 'if' && !unions.some((union) => union !== error && error.schemaPath.startsWith(`${union.schemaPath}/`)),
  );
}

function pathOf(at: string, error: ErrorObject, root: unknown): string {
  let path = at;
  let value = root;
  for (const key of keysOf(error)) {
    path = step(path, Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown>)[key];
  }
  const extra = (error.params as { additionalProperty?: string }).additionalProperty;
  return extra === undefined ? path : step(path, extra);
}
