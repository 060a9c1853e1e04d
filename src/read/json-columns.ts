import type { JsonProperties } from './json-object.ts';
import { textOf } from './text.ts';
import type { Units, Window } from './window.ts';

/** The columns of a JSON file: property names in order of first sight. A key that stands where it stood before is not decoded again. */
export interface JsonColumns {
  readonly names: string[];
  /** Column of property `at` of the object walked last; a new name becomes a new column. */
  columnOf(window: Window, properties: JsonProperties, at: number): number;
}

/** The text between the quotes of a JSON string. */
export function stringText(window: Window, from: number, to: number, escaped: boolean): string {
  const text = textOf(window, from, to);
  return escaped ? (JSON.parse(`"${text}"`) as string) : text;
}

const sameUnits = (units: Units, from: number, key: Units): boolean => {
  for (let at = 0; at < key.length; at++) if (units[from + at] !== key[at]) return false;
  return true;
};

/** Columns that begin with these names. */
export function jsonColumns(known: readonly string[]): JsonColumns {
  const names = [...known];
  const columns = new Map(names.map((name, column) => [name, column]));
  const keys: Units[] = [];
  const columnAt: number[] = [];
  return {
    names,
    columnOf(window, properties, at) {
      const from = properties.keyStarts[at]!;
      const to = properties.keyEnds[at]!;
      const key = keys[at];
      if (key !== undefined && key.length === to - from && sameUnits(window.units, from, key)) return columnAt[at]!;
      const name = stringText(window, from, to, properties.keyEscaped[at] === 1);
      let column = columns.get(name);
      if (column === undefined) {
        column = names.push(name) - 1;
        columns.set(name, column);
      }
      keys[at] = window.units.slice(from, to);
      columnAt[at] = column;
      return column;
    },
  };
}
