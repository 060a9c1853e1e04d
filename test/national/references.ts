import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Pack } from '../../src/model/pack.ts';
import type { Reference, Relation, Way } from '../../src/model/reference.ts';
import { type Cell, dayOf, type Row, readCells } from './cells.ts';
import type { Examiner } from './conditions.ts';

/** What comparing a record with the reference files comes to. */
export interface Matched {
  /** Rules, by index, that judge it. */
  readonly applying: readonly number[];
}

/** A record, as far as rows are compared with it. */
interface Seen {
  readonly cells: readonly Cell[];
  readonly day: number | undefined;
  readonly date: string | undefined;
  /** It may be the document of a referral that has no reference. */
  readonly mayBe: boolean;
}

/** Figures of the rows of one agency; null is the unknown one. */
export interface OfAgency {
  readonly agency: string | null;
  /** Has a record, has none, is not judged because of its date. */
  readonly state: 'matched' | 'missing' | 'outside';
  readonly lag: { readonly days: number; readonly late: boolean } | undefined;
}

const folded = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s+/gu, '');
const textOf = ({ value }: Cell): string | undefined => (value === undefined ? undefined : folded(String(value)));

/** A reference file: its rows by index, as the packs read them, and the first row of each key. */
function readRows(path: string, reference: Reference, pack: Pack) {
  const rows = parse(readFileSync(path, 'utf8'), { columns: true, bom: true }) as Row[];
  const view = { ...pack, fields: reference.columns };
  const cells = rows.map((row) => readCells(row, view));
  const at = (name: string) => reference.columns.findIndex((column) => column.name === name);
  const texts = new Map<string, readonly (string | undefined)[]>();
  const text = (row: number, column: string): string | undefined => {
    const known = texts.get(column) ?? cells.map((own) => textOf(own[at(column)]!));
    texts.set(column, known);
    return known[row];
  };
  const firsts = new Map<string, Map<string, number>>();
  const firstOf = (column: string, wanted: string): number | undefined => {
    let known = firsts.get(column);
    if (known === undefined) {
      known = new Map();
      for (const row of cells.keys()) {
        const key = text(row, column);
        if (key !== undefined && !known.has(key)) known.set(key, row);
      }
      firsts.set(column, known);
    }
    return known.get(wanted);
  };
  return { cells, cell: (row: number, column: string) => cells[row]![at(column)]!, text, firstOf };
}

const isNear = ({ kind }: Relation) => kind === 'near';

/** Rows that records may belong to by nearness. */
function openRows({ relations }: Way, rows: ReturnType<typeof readRows>): readonly { readonly row: number; readonly day: number }[] {
  const { column } = relations.find(isNear)!;
  const lacking = relations.filter(({ kind }) => kind === 'absent');
  return [...rows.cells.keys()].flatMap((row) => {
    const { state, value } = rows.cell(row, column);
    const isOpen = state === 'readable' && lacking.every((one) => rows.cell(row, one.column).state === 'absent');
    return isOpen ? [{ row, day: dayOf(String(value)) }] : [];
  });
}

/** Whether a date is more than some days after another: to the minute if both have a time. */
function isLater(date: string, other: string, days: number): boolean {
  if (date.length > 10 && other.length > 10) return Date.parse(`${date}Z`) - Date.parse(`${other}Z`) > days * 86_400_000;
  return dayOf(date) - dayOf(other) > days;
}

/** Compares records with the reference files of a run, one after another, by going through them. */
export function makeMatching(pack: Pack, examiner: Examiner, files: Readonly<Record<string, string>>, asOf: string) {
  const field = (name: string) => pack.fields.findIndex((one) => one.name === name);
  const dateField = pack.fields.find(({ role }) => role === 'date')!.name;
  const given = (pack.references ?? []).flatMap((reference) =>
    files[reference.name] === undefined ? [] : [{ reference, rows: readRows(files[reference.name]!, reference, pack) }],
  );
  const rowsOf = (name: string) => given.find(({ reference }) => reference.name === name);
  const asked = new Map<Way | object, () => boolean>();
  const holds = (of: Way | { readonly when: Way['when'] }) => {
    const known = asked.get(of) ?? examiner.judges(of.when);
    asked.set(of, known);
    return known();
  };
  const seen: Seen[] = [];
  const opened = new Map<Way, ReturnType<typeof openRows>>();

  /** The row that the record belongs to by one way; of a way by nearness any row that is near enough. */
  const rowBy = (way: Way, rows: ReturnType<typeof readRows>): number | undefined => {
    if (way.relations.some(({ kind, field }) => kind === 'absent' && examiner.cell(field).state !== 'absent') || !holds(way))
      return undefined;
    const equal = way.relations.filter(({ kind }) => kind === 'equal');
    const texts = equal.map((one) => textOf(examiner.cell(one.field)));
    if (texts.includes(undefined)) return undefined;
    const near = way.relations.find(isNear);
    if (near === undefined) return rows.firstOf(equal[0]!.column, texts[0]!);
    const date = examiner.cell(near.field);
    if (date.state !== 'readable') return undefined;
    const open = opened.get(way) ?? openRows(way, rows);
    opened.set(way, open);
    return open.find(
      ({ row, day }) =>
        equal.every(({ column }, index) => rows.text(row, column) === texts[index]) &&
        Math.abs(day - dayOf(String(date.value))) <= (near as { days: number }).days,
    )?.row;
  };
  const isComparable = ({ kind, field, column }: Relation, row: number, rows: ReturnType<typeof readRows>): boolean => {
    const [own, other] = [examiner.cell(field), rows.cell(row, column)];
    if (kind !== 'equal') return own.state === 'readable' && other.state === 'readable';
    const list = pack.codelists.get(pack.fields.find(({ name }) => name === field)!.codelist ?? '');
    const isKnown = (cell: Cell) => cell.state !== 'absent' && (list === undefined || list.entries.has(String(cell.value)));
    return isKnown(own) && isKnown(other);
  };
  return {
    /** Notes the record that is looked at. */
    take(cells: readonly Cell[]): Matched {
      const { state, value } = examiner.cell(dateField);
      const date = state === 'readable' && String(value).slice(0, 10) <= asOf ? String(value) : undefined;
      const loose = pack.rules.flatMap((rule) =>
        rule.kind === 'reconcile' && rule.judges === 'row' ? rule.match.filter(({ relations }) => relations.some(isNear)) : [],
      );
      seen.push({ cells, date, day: date === undefined ? undefined : dayOf(date), mayBe: loose.length > 0 && holds(loose[0]!) });
      const applying = pack.rules.flatMap((rule, index) => {
        if (rule.kind !== 'reconcile' || rule.judges !== 'record') return [];
        const rows = rowsOf(rule.reference)?.rows;
        if (rows === undefined || !holds(rule)) return [];
        const row = rule.match.map((way) => rowBy(way, rows)).find((found) => found !== undefined);
        if (rule.byWay === undefined && rule.agrees.length === 0 && rule.satisfies === undefined) return [index];
        return row !== undefined && rule.agrees.every((relation) => isComparable(relation, row, rows)) ? [index] : [];
      });
      return { applying };
    },
    /** Referrals, once all records were taken; undefined if no log was given. */
    referrals(): readonly OfAgency[] | undefined {
      const rows = rowsOf('referrals')?.rows;
      if (rows === undefined) return undefined;
      const reference = field('nccu_reference');
      const [nearDays, graceDays, lateDays] = [3, 3, 3];
      const byReference = byText(seen, reference);
      const served = servedLoosely(rows, seen, field('agency'), reference, nearDays);
      const days = seen.flatMap(({ day }) => day ?? []);
      const [first, last] = [Math.min(...days), Math.max(...days) - graceDays];
      return rows.cells.flatMap((_, row): OfAgency[] => {
        const key = rows.text(row, 'nccu_reference');
        if (key !== undefined && rows.firstOf('nccu_reference', key) !== row) return [];
        const own = key === undefined ? [] : (byReference.get(key) ?? []);
        const referred = rows.cell(row, 'referred_on');
        const on = referred.state === 'readable' ? String(referred.value) : undefined;
        const isIn = on !== undefined && dayOf(on) >= first && dayOf(on) <= last;
        const earliest = own.flatMap(({ date }) => date ?? []).sort()[0];
        const isTold = on !== undefined && earliest !== undefined;
        return [
          {
            agency: agencyIn(rows.cell(row, 'agency'), pack),
            state: own.length > 0 || served.has(row) ? 'matched' : isIn ? 'missing' : 'outside',
            lag: isTold ? { days: Math.max(0, dayOf(earliest) - dayOf(on)), late: isLater(earliest, on, lateDays) } : undefined,
          },
        ];
      });
    },
    /** Groups that are not archived; undefined if no list was given. */
    groups(): readonly OfAgency[] | undefined {
      const rows = rowsOf('ocg-list')?.rows;
      if (rows === undefined) return undefined;
      const named = byText(seen, field('ocg_reference'));
      return rows.cells.flatMap((_, row): OfAgency[] => {
        const key = rows.text(row, 'ocg_reference');
        if (key === undefined || rows.firstOf('ocg_reference', key) !== row || rows.cell(row, 'status').value === 'archived') return [];
        const own = named.get(key) ?? [];
        const days = own.flatMap(({ day }) => day ?? []);
        if (own.length > 0 && days.length === 0) return [];
        const isRecent = days.some((day) => dayOf(asOf) - day <= 90);
        return [{ agency: agencyIn(rows.cell(row, 'agency'), pack), state: isRecent ? 'matched' : 'missing', lag: undefined }];
      });
    },
  };
}

/** Records by the text of a field, those without one left out. */
function byText(seen: readonly Seen[], field: number): ReadonlyMap<string, readonly Seen[]> {
  const found = new Map<string, Seen[]>();
  for (const one of seen) {
    const key = textOf(one.cells[field]!);
    if (key === undefined) continue;
    const known = found.get(key);
    if (known === undefined) found.set(key, [one]);
    else known.push(one);
  }
  return found;
}

const agencyIn = ({ value }: Cell, pack: Pack): string | null =>
  typeof value === 'string' && pack.codelists.get('agencies')!.entries.has(value) ? value : null;

/** Referrals without a reference that a record of their agency, without one too, serves: each one, in order of day, takes the earliest left. */
function servedLoosely(
  rows: ReturnType<typeof readRows>,
  seen: readonly Seen[],
  agency: number,
  reference: number,
  within: number,
): ReadonlySet<number> {
  const served = new Set<number>();
  const open = rows.cells.flatMap((_, row) => {
    const [on, of] = [rows.cell(row, 'referred_on'), rows.text(row, 'agency')];
    const isOpen = rows.cell(row, 'nccu_reference').state === 'absent' && on.state === 'readable' && of !== undefined;
    return isOpen ? [{ row, day: dayOf(String(on.value)), of }] : [];
  });
  const left = seen.filter(({ cells, day, mayBe }) => mayBe && day !== undefined && cells[reference]!.state === 'absent');
  left.sort((a, b) => a.day! - b.day!);
  for (const { row, day, of } of open.sort((a, b) => a.day - b.day)) {
    const at = left.findIndex((one) => textOf(one.cells[agency]!) === of && Math.abs(one.day! - day) <= within);
    if (at === -1) continue;
    left.splice(at, 1);
    served.add(row);
  }
  return served;
}
