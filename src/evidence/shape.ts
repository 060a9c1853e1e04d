import type { PackProblem } from '../model/errors.ts';

/** Reads values of parsed JSON, noting each that is not what was expected and going on with a harmless one. */
export interface Check {
  say(path: string, message: string): void;
  /** An object; keys other than `allowed`, if given, are refused, but for `$schema`. */
  object(value: unknown, path: string, allowed?: readonly string[]): Record<string, unknown>;
  list(value: unknown, path: string): readonly unknown[];
  text(value: unknown, path: string): string;
  number(value: unknown, path: string, from: number, to: number): number;
  flag(value: unknown, path: string, otherwise: boolean): boolean;
  oneOf<T extends string>(value: unknown, path: string, allowed: readonly T[]): T;
  known(value: string, path: string, names: ReadonlySet<string>, what: string): string;
  unique(values: readonly string[], path: string): void;
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
}

/** A checker of one file; problems go into `problems`. */
export function newCheck(file: string, problems: PackProblem[]): Check {
  const say = (path: string, message: string): void => {
    problems.push({ file, path, message });
  };
  return {
    say,
    object(value, path, allowed) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        say(path, `expected an object, found ${found(value)}`);
        return {};
      }
      for (const key of allowed === undefined ? [] : Object.keys(value)) {
        if (key !== '$schema' && !allowed!.includes(key)) say(`${path}.${key}`, `unknown key; expected one of ${allowed!.join(', ')}`);
      }
      return value as Record<string, unknown>;
    },
    list(value, path) {
      if (Array.isArray(value)) return value;
      say(path, `expected a list, found ${found(value)}`);
      return [];
    },
    text(value, path) {
      if (typeof value === 'string' && value.trim() !== '') return value;
      say(path, `expected text, found ${found(value)}`);
      return '';
    },
    number(value, path, from, to) {
      if (typeof value === 'number' && value >= from && value <= to) return value;
      say(path, `expected a number from ${from} to ${to}, found ${found(value)}`);
      return from;
    },
    flag(value, path, otherwise) {
      if (value === undefined) return otherwise;
      if (typeof value === 'boolean') return value;
      say(path, `expected true or false, found ${found(value)}`);
      return otherwise;
    },
    oneOf(value, path, allowed) {
      const match = allowed.find((one) => one === value);
      if (match === undefined) say(path, `expected one of ${allowed.join(', ')}, found ${found(value)}`);
      return match ?? allowed[0]!;
    },
    known(value, path, names, what) {
      if (!names.has(value)) say(path, `no ${what} is called "${value}"`);
      return value;
    },
    unique(values, path) {
      for (const [i, value] of values.entries()) if (values.indexOf(value) !== i) say(path, `"${value}" stands twice`);
    },
  };
}
