import type { Cell, CellForm, CellPlace, CellSpans, Fault, RowSink } from '../model/row.ts';
import { type OpenView, offsetOf } from './csv-view.ts';
import { type JsonColumns, stringText } from './json-columns.ts';
import { isImprecise, LONG_NUMBER } from './json-number.ts';
import { ESCAPED_STRING, type JsonProperties, LIST, NESTED, NULL, newProperties, STRING, WORD } from './json-object.ts';
import { CLOSE_ARRAY, COMMA, type JsonGround, newGround, skipBlanks, walkScalar } from './json-walk.ts';
import { eachUnreadable, hexOf, rawOf, textOf } from './text.ts';
import { QUOTE, type Window } from './window.ts';

/** Turns objects walked into rows whose cells are aligned to the file's columns. */
export interface JsonRows {
  readonly properties: JsonProperties;
  /** Hands out the object `[start, end)` of the window, which has just been walked, then its faults. */
  handOut(start: number, end: number, line: number, record: number): void;
}

const FORMS: Readonly<Record<number, CellForm>> = {
  [NULL]: 'null',
  [STRING]: 'string',
  [ESCAPED_STRING]: 'string',
  [WORD]: 'word',
  [LIST]: 'list',
  [NESTED]: 'nested',
};

/** Items of the array of scalars in `[from, to)`; an item null is left out. */
function itemsOf(window: Window, ground: JsonGround, from: number, to: number): string[] {
  const items: string[] = [];
  ground.units = window.units;
  ground.pos = from + 1;
  ground.limit = to;
  for (skipBlanks(ground); ground.units[ground.pos] !== CLOSE_ARRAY; skipBlanks(ground)) {
    const start = ground.pos;
    const unit = ground.units[start];
    walkScalar(ground);
    if (unit === QUOTE) items.push(stringText(window, start + 1, ground.pos - 1, ground.escaped));
    else if (unit !== 110) items.push(textOf(window, start, ground.pos));
    skipBlanks(ground);
    if (ground.units[ground.pos] === COMMA) ground.pos++;
  }
  return items;
}

/** Rows of the objects in this window. `columns` grows with every new property name. */
export function jsonRows(window: Window, columns: JsonColumns, badBytes: boolean, sink: RowSink): JsonRows {
  const properties = newProperties();
  const listGround = newGround(window.units);
  let propertyOf = new Int32Array(Math.max(64, columns.names.length)).fill(-1);
  const spans: CellSpans = {
    units: window.units,
    starts: new Int32Array(propertyOf.length),
    ends: new Int32Array(propertyOf.length),
    forms: new Uint8Array(propertyOf.length),
    verbatim: 1 << STRING,
    doubled: 0,
  };

  /** Columns of the properties of the row aligned last, which are unset again one by one: there may be very many columns. */
  let columnAt = new Int32Array(64);
  let aligned = 0;

  function cell(index: number): Cell {
    const at = propertyOf[index] ?? -1;
    if (at < 0) return null;
    const from = properties.starts[at]!;
    const to = properties.ends[at]!;
    switch (properties.kinds[at]) {
      case NULL:
        return null;
      case STRING:
      case ESCAPED_STRING:
        return stringText(window, from, to, properties.kinds[at] === ESCAPED_STRING);
      case LIST:
        return itemsOf(window, listGround, from, to);
      default:
        return textOf(window, from, to);
    }
  }

  function place(index: number): CellPlace | null {
    const at = propertyOf[index] ?? -1;
    if (at < 0) return null;
    const form = FORMS[properties.kinds[at]!]!;
    const quote = form === 'string' ? 1 : 0;
    return { start: offsetOf(window, properties.starts[at]! - quote), end: offsetOf(window, properties.ends[at]! + quote), form };
  }

  const raw = (from: number, to: number): Uint8Array => rawOf(window, from, to);
  const view: OpenView = { record: 0, line: 0, start: 0, end: 0, length: 0, ragged: false, spans, cell, place, raw };

  /** Aligns the properties to the columns; tells of keys that stand twice, of which the last counts, and of nested values. */
  function align(): Fault['detail'][] {
    const twice: Fault['detail'][] = [];
    spans.units = window.units;
    for (let at = 0; at < aligned; at++) {
      const column = columnAt[at]!;
      propertyOf[column] = -1;
      spans.starts[column] = spans.ends[column] = 0;
    }
    if (columnAt.length < properties.count) columnAt = new Int32Array(properties.kinds.length);
    aligned = properties.count;
    for (let at = 0; at < properties.count; at++) {
      const column = columns.columnOf(window, properties, at);
      if (column >= propertyOf.length) {
        const wider = new Int32Array(column * 2).fill(-1);
        wider.set(propertyOf);
        propertyOf = wider;
        for (const key of ['starts', 'ends'] as const) {
          const old = spans[key];
          spans[key] = new Int32Array(wider.length);
          spans[key].set(old);
        }
        const { forms } = spans;
        spans.forms = new Uint8Array(wider.length);
        spans.forms.set(forms);
      }
      if (propertyOf[column]! >= 0) twice.push({ heading: columns.names[column]!, column: column + 1 });
      propertyOf[column] = at;
      columnAt[at] = column;
      const isNull = properties.kinds[at] === NULL;
      spans.starts[column] = properties.starts[at]!;
      spans.ends[column] = isNull ? properties.starts[at]! : properties.ends[at]!;
      spans.forms[column] = properties.kinds[at]!;
    }
    return twice;
  }

  /** Columns whose value is nested; undefined if none is. */
  function nestedColumns(): ReadonlySet<number> | undefined {
    if (!properties.kinds.subarray(0, properties.count).includes(NESTED)) return undefined;
    const nested = new Set<number>();
    for (let at = 0; at < properties.count; at++) {
      if (properties.kinds[at] !== NESTED) continue;
      const column = columns.columnOf(window, properties, at);
      if (propertyOf[column] === at) nested.add(column);
    }
    return nested.size === 0 ? undefined : nested;
  }

  function tellNumbers(line: number, record: number): void {
    for (let at = 0; at < properties.count; at++) {
      const [from, to] = [properties.starts[at]!, properties.ends[at]!];
      if (properties.kinds[at] !== WORD || to - from < LONG_NUMBER || !isImprecise(textOf(window, from, to))) continue;
      const column = columns.columnOf(window, properties, at);
      const detail = { heading: columns.names[column]!, digits: to - from };
      sink.fault({ kind: 'fault', fault: 'imprecise-number', record, line, column: column + 1, detail });
    }
  }

  function tellBadBytes(start: number, end: number, line: number, record: number): void {
    let at = 0;
    eachUnreadable(window, start, end, (from, to) => {
      while (at < properties.count && properties.ends[at]! <= from) at++;
      const isIn = at < properties.count && properties.starts[at]! <= from;
      const column = isIn ? columns.columnOf(window, properties, at) + 1 : 0;
      const detail = { offset: offsetOf(window, from), bytes: hexOf(window, from, to), ...(column > 0 ? { column } : {}) };
      sink.fault({ kind: 'fault', fault: 'unreadable-bytes', record, line, ...(column > 0 ? { column } : {}), detail });
    });
  }

  return {
    properties,
    handOut(start, end, line, record) {
      const twice = align();
      view.record = record;
      view.line = line;
      view.start = offsetOf(window, start);
      view.end = offsetOf(window, end);
      view.length = columns.names.length;
      view.nested = nestedColumns();
      sink.row(view);
      for (const detail of twice)
        sink.fault({ kind: 'fault', fault: 'duplicate-json-key', record, line, column: Number(detail.column), detail });
      for (const column of view.nested ?? [])
        sink.fault({ kind: 'fault', fault: 'nested-value', record, line, column: column + 1, detail: { heading: columns.names[column]! } });
      tellNumbers(line, record);
      if (badBytes) tellBadBytes(start, end, line, record);
    },
  };
}
