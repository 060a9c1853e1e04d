import type { Field, Pack } from '../../src/model/pack.ts';
import type { Value, ValueState } from '../../src/model/record.ts';
import { foldSpelling } from '../../src/model/spelling.ts';

/** A row of a CSV file, by heading. */
export type Row = Readonly<Record<string, string>>;

/** What a cell says. */
export interface Cell {
  readonly state: ValueState;
  readonly value: Value | undefined;
  readonly written: string | undefined;
}

export const ABSENT: Cell = { state: 'absent', value: undefined, written: undefined };

/** ISO text of a date as officers write it; undefined if it is none. */
export function dateIn(text: string): string | undefined {
  const [, day, month, year, rest = ''] = /^(\d\d?)\/(\d\d?)\/(\d{4})(.*)$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}${rest}`;
  if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$/.test(iso)) return undefined;
  const time = new Date(`${iso.slice(0, 10)}T${iso.slice(11) || '00:00'}Z`);
  return !Number.isNaN(time.valueOf()) && time.toISOString().startsWith(iso.slice(0, 10)) ? iso.replace(' ', 'T') : undefined;
}

/** Days since 1970 of ISO text. */
export const dayOf = (iso: string): number => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000);
export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

function valueIn(field: Field, text: string, pack: Pack): Pick<Cell, 'state' | 'value'> {
  if (field.type === 'date') {
    const date = dateIn(text);
    return date === undefined ? { state: 'unreadable', value: text } : { state: 'readable', value: date };
  }
  if (field.type === 'yesno') {
    const yes = /^(y|yes|true|1)$/i.test(text);
    return yes || /^(n|no|false|0)$/i.test(text) ? { state: 'readable', value: yes } : { state: 'unreadable', value: text };
  }
  const list = field.type === 'lookup' ? pack.codelists.get(field.codelist!)! : undefined;
  const codes = list === undefined || list.entries.has(text) ? [text] : (list.spellings.get(foldSpelling(text)) ?? []);
  return { state: 'readable', value: codes.length === 1 ? codes[0]! : text };
}

/** Reads the cells of a row of the plain style, by index of the field. */
export function readCells(row: Row, pack: Pack): readonly Cell[] {
  const cells = pack.fields.map((field): Cell => {
    const text = (row[field.name] ?? '').trim();
    if (field.list) {
      const items = text.split(';').flatMap((item) => item.trim() || []);
      return items.length === 0 ? ABSENT : { state: 'readable', value: items, written: undefined };
    }
    if (text === '') return ABSENT;
    const fits = field.splits?.some(({ pattern }) => new RegExp(pattern, 'u').test(text)) ?? true;
    const { state, value } = valueIn(field, text, pack);
    return { state: fits ? state : 'unreadable', value, written: value === text ? undefined : text };
  });
  for (const [whole, { splits = [] }] of pack.fields.entries())
    for (const name of new Set(splits.flatMap(({ into }) => into))) {
      const at = pack.fields.findIndex((field) => field.name === name);
      const text = cells[whole]!.value;
      if (cells[at]!.state !== 'absent' || typeof text !== 'string') continue;
      const split = splits.find(({ pattern }) => new RegExp(pattern, 'u').test(text));
      const part = split && new RegExp(split.pattern, 'u').exec(text)?.[split.into.indexOf(name) + 1];
      if (part === '') continue;
      cells[at] = part === undefined ? { state: 'unreadable', value: text, written: '' } : { state: 'readable', value: part, written: '' };
    }
  return cells;
}
