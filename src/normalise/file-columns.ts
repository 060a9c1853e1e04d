import type { Field, Pack } from '../model/pack.ts';
import type { ColumnPlan } from './columns.ts';

/** Headings that mean something else where rules name fields. */
const RESERVED = new Set(['@', 'is', 'not', 'anyOf', '__proto__']);

/** A field for each heading that no field of the packs stands for: text of which nothing is known, so that its values are taken for sensitive. */
export function fieldsOfColumns(headings: readonly string[]): readonly Field[] {
  return [...new Set(headings)].map((heading) => ({
    name: RESERVED.has(heading) ? `column ${heading}` : heading,
    label: heading,
    description: '',
    type: 'text',
    list: false,
    required: 'no',
    sensitive: true,
    coded: false,
    aliases: [],
  }));
}

/** A pack without fields, as `file` alone is, takes the columns of the files for fields; any other pack stays as it is. */
export function withColumns(pack: Pack, headings: readonly string[]): Pack {
  return pack.fields.length > 0 ? pack : { ...pack, fields: fieldsOfColumns(headings) };
}

/** The plan for one of the files of such a pack: every column is a field, and what other files have is not missed here. */
export function planOfColumns(columns: readonly string[], fields: readonly Field[]): ColumnPlan {
  const columnOf = Int32Array.from(fields, (field) => columns.indexOf(field.label));
  const missing = fields.flatMap((_, index) => (columnOf[index] === -1 ? [index] : []));
  return { columnOf, constantOf: fields.map(() => undefined), missing, faults: [], recognised: true };
}
