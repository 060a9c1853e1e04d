import { type BatchRecord, COLUMNS, type Column } from './columns.ts';
import type { Writer } from './style.ts';

const encoder = new TextEncoder();

const KEYS = COLUMNS.map((column, index) => `${index === 0 ? '{' : ','}"${column}":`);
/** What JSON must escape; lone surrogates don't occur. */
const SPECIAL = /["\\\u0000-\u001f]/;

/** JSON Lines, UTF-8: field names as keys, lists as arrays, flags as booleans, null for what is absent. */
export const jsonl: Writer = {
  head: '',
  line(record: BatchRecord): string {
    let line = '';
    for (let index = 0; index < COLUMNS.length; index++) line += KEYS[index]! + jsonValue(COLUMNS[index]!, record[COLUMNS[index]!]);
    return `${line}}\n`;
  },
  encode: (text) => encoder.encode(text),
};

function jsonValue(column: Column, value: string | readonly string[]): string {
  if (value.length === 0) return 'null';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (column === 'small_boat' && (value === 'yes' || value === 'no')) return value === 'yes' ? 'true' : 'false';
  return SPECIAL.test(value) ? JSON.stringify(value) : `"${value}"`;
}
