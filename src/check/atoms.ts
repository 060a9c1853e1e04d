import type { Pack } from '../model/pack.ts';
import type { Reading, Value } from '../model/record.ts';
import type { CodeLists, Shapes } from '../model/stencil.ts';
import { alphabetOf, COMMON, EACH, kindsOf, signsOf } from './alphabet.ts';
import { makeByteMarks } from './byte-marks.ts';
import { type CodeMarks, makeCodeMarks } from './code-marks.ts';
import type { Context, Prepared } from './context.ts';
import { daysOf } from './days.ts';
import { fieldIndex } from './keywords/keyword.ts';
import { outlineOf } from './outline.ts';
import { ofPlain } from './plain.ts';
import { makePlainTexts } from './plain-texts.ts';
import { quickDates } from './quick-dates.ts';
import { isItemSchema, keywordsWithin, mostTold } from './schema.ts';
import type { Units } from './units.ts';

/** What asks one thing of a value, made when it is first needed. */
export type LateTest = () => Prepared;

/** Bits of `Reading.marks` that every field has. */
export const PRESENT = 1;
export const NOT_UNREADABLE = 2;
/** Bits left for what rules ask of a field's value alone. */
const FIRST_BIT = 2;
const LAST_BIT = 30;

/** A question that depends on more than one value. */
export interface Call {
  holds(context: Context): boolean;
  /** Fields whose values, not only marks, it looks at. */
  readonly reads: readonly number[];
  /** Marks that it looks at: fields and bits. */
  readonly looks: readonly (readonly [field: number, bits: number])[];
}

/** Something asked of one field: a bit of its marks, or a call where it depends on more than the value. */
export type Atom = { readonly bit: number } | { readonly call: Call };

/** The questions that rules ask of single values. What depends on a value alone is asked once for each distinct text, and only if a rule needs it. */
export interface Atoms {
  /**
   * The atom for a schema of a field's value; the same schema gives the same atom.
   * @param written true to look at the cell as the file has it, not at what it was read as
   */
  of(field: number, schema: Record<string, unknown>, written: boolean): Atom;
  /** Finds out the marks in `bits` of a reading that were not asked yet, or none of them. @throws what a question throws */
  ask(field: number, reading: Reading, bits: number): void;
  /** All bits that the marks of a field can have. */
  all(field: number): number;
  /** How the shapes of a field's texts are told apart, and what is known of each. */
  shapes(field: number): Shapes;
  /** Units of which a text must have none for it to be known by its length and its first character, if it begins with ASCII. */
  unwanted(): readonly Units[];
}

/** What is known of a field's lists, if no bit of its marks is about more than items and their number. */
function listsOf(
  { ofCodes, counted, mostCounted }: { readonly ofCodes: CodeMarks | undefined; readonly counted: number; readonly mostCounted: number },
  all: number,
): CodeLists | undefined {
  if (ofCodes === undefined || (all & ~(ofCodes.all() | counted)) !== 0) return undefined;
  return { told: ofCodes.told, most: mostCounted };
}

/** @param compile makes a test of a schema of a value */
export function makeAtoms(pack: Pack, context: Context, compile: (field: number, schema: Record<string, unknown>) => LateTest): Atoms {
  /** Patterns by which a field's cells, or those that it is split from, are read. */
  const splitting = pack.fields.map(({ name }) =>
    pack.fields.flatMap((whole) => (whole.splits ?? []).filter(({ into }) => whole.name === name || into.includes(name))),
  );
  const byField = pack.fields.map(({ type }, field) => ({
    late: [] as LateTest[],
    /** The same, once they were made. */
    tests: [] as (Prepared | undefined)[],
    byBytes: makeByteMarks(type),
    ofCodes: makeCodeMarks(pack, field, context),
    /** Bits of what is asked of how many items a list has, and from how many on that does not matter. */
    counted: PRESENT | NOT_UNREADABLE,
    mostCounted: 1,
    /** Bits of what is asked of the cell as the file has it. */
    written: 0,
    atoms: new Map<string, Atom>(),
    /** Bits of which it is known how they stand for cells without some units, and those of them that hold. */
    plain: 0,
    plainHolds: 0,
    /** Bits that texts of one shape share, and what tells the shapes apart. */
    shaped: PRESENT | NOT_UNREADABLE,
    /** Bits that dates of one shape share between two of some days, and those days. */
    dayed: 0,
    days: new Set<number>(),
    /** Other bits, which texts of some shapes share. */
    outlined: [] as { readonly bit: number; readonly isWritten: boolean; readonly schema: Record<string, unknown> }[],
    signs: new Set<string>([...COMMON, ...splitting[field]!.flatMap(({ pattern }) => signsOf({ pattern }) ?? EACH)]),
  }));
  /** Texts of which `plainHolds` holds, of all fields alike. */
  const plainTexts = makePlainTexts();
  const allOf = (field: number): number => 2 ** (FIRST_BIT + byField[field]!.late.length) - 1;
  const looked = (reading: Reading): Value | undefined => reading.written ?? reading.value;
  return {
    shapes(field) {
      const own = byField[field]!;
      const alphabet = alphabetOf(own.signs);
      const kinds = kindsOf(alphabet);
      const outlines = own.outlined.map(({ bit, isWritten, schema }) => ({
        bit,
        isWritten,
        outline: outlineOf(schema, pack, pack.fields[field]!, kinds),
      }));
      return {
        alphabet,
        days: [...own.days].sort((a, b) => a - b),
        all: allOf(field),
        lengths: own.byBytes.lengths(),
        lists: listsOf(own, allOf(field)),
        known(read, written, mayExcept) {
          const [shapeRead, shapeWritten] = [read, written].map((text) =>
            text === undefined ? undefined : Array.from(text, (character) => kinds[alphabet[character.charCodeAt(0)]! - 1]!),
          );
          let asked = PRESENT | NOT_UNREADABLE;
          let marks = asked;
          const but: string[] = [];
          for (const { bit, isWritten, outline } of outlines) {
            const shape = isWritten ? shapeWritten : shapeRead;
            const holds = shape && outline(shape, mayExcept ? but : undefined);
            if (holds !== undefined) asked |= bit;
            if (holds === true) marks |= bit;
          }
          return { asked, marks, but };
        },
      };
    },
    unwanted: plainTexts.lacked,
    all: allOf,
    of(field, schema, written) {
      const known = byField[field]!;
      const key = `${written ? 'written' : 'read'} ${JSON.stringify(schema)}`;
      const before = known.atoms.get(key);
      if (before !== undefined) return before;
      const late = compile(field, schema);
      const number = FIRST_BIT + known.late.length;
      let atom: Atom;
      const used = keywordsWithin(schema);
      const others = used.flatMap(({ keyword, options }) => keyword.reads?.(options, pack, pack.fields[field]!) ?? []);
      const isDated = used.some(({ keyword, options }) => keyword.dated?.(options, pack));
      if (others.length === 0 && !isDated && number <= LAST_BIT) {
        known.late.push(late);
        known.byBytes.add(1 << number, schema);
        const most = mostTold(schema);
        if (isItemSchema(schema)) known.ofCodes?.add(1 << number, late);
        else if (most !== undefined) {
          known.counted |= 1 << number;
          known.mostCounted = Math.max(known.mostCounted, most);
        }
        if (written) known.written |= 1 << number;
        const ofAll = written && !pack.fields[field]!.list ? ofPlain(schema) : undefined;
        if (ofAll !== undefined) {
          known.plain |= 1 << number;
          if (ofAll.holds) known.plainHolds |= 1 << number;
          plainTexts.lack(ofAll.unless);
        }
        // What is asked of all fields alike is about few of their texts: it would only tell apart what is the same for all other rules.
        const signs = ofAll !== undefined ? [] : written ? undefined : signsOf(schema);
        if (signs === undefined) known.outlined.push({ bit: 1 << number, isWritten: written, schema });
        else known.shaped |= 1 << number;
        for (const sign of signs ?? []) known.signs.add(sign);
        const days = signs !== undefined || written || pack.fields[field]!.type !== 'date' ? undefined : daysOf(schema, pack, context.asOf);
        if (days !== undefined) known.dayed |= 1 << number;
        for (const day of days ?? []) known.days.add(day);
        atom = { bit: 1 << number };
      } else {
        const reads = [field, ...others.map((name) => fieldIndex(pack, name))];
        const ofText = (context: Context): boolean => {
          const reading = context.record.reading(field);
          const text = written ? looked(reading) : reading.value;
          return text !== undefined && late()(text, context);
        };
        const quick = written || pack.fields[field]!.type !== 'date' ? undefined : quickDates(schema, pack, field);
        atom = { call: { reads, looks: [], holds: quick === undefined ? ofText : (context) => quick(context) ?? ofText(context) } };
      }
      known.atoms.set(key, atom);
      return atom;
    },
    ask(field, reading, bits) {
      if (reading.asked === 0) {
        reading.marks = (reading.state === 'absent' ? 0 : PRESENT) | (reading.state === 'unreadable' ? 0 : NOT_UNREADABLE);
        reading.asked = PRESENT | NOT_UNREADABLE;
      }
      const own = byField[field]!;
      let open = own.ofCodes?.ask(reading, bits & ~reading.asked) ?? bits & ~reading.asked;
      // What is known by its shape is not asked of each.
      const span = open === 0 || reading.stencil !== undefined || reading.state !== 'readable' ? undefined : reading.span?.();
      if ((open & own.plain) !== 0 && ((span !== undefined && plainTexts.haveBlanks()) || plainTexts.has(looked(reading)))) {
        reading.marks |= open & own.plainHolds;
        reading.asked |= open & own.plain;
        open &= ~own.plain;
      }
      if (span !== undefined && open !== 0) open = own.byBytes.ask(reading, span, open);
      if (open !== 0) {
        const { tests, written } = own;
        const ofRead = (open & ~written) === 0 ? undefined : reading.value;
        const ofWritten = (open & written) === 0 ? undefined : looked(reading);
        let holding = 0;
        for (let left = open; left !== 0; ) {
          const number = 31 - Math.clz32(left);
          const bit = 1 << number;
          left ^= bit;
          const value = (written & bit) === 0 ? ofRead : ofWritten;
          if (value === undefined) continue;
          tests[number] ??= own.late[number - FIRST_BIT]!();
          if (tests[number](value, context)) holding |= bit;
        }
        reading.marks |= holding;
        reading.asked |= open;
      }
      const { stencil } = reading;
      if (stencil !== undefined) {
        const shared = stencil.isDay ? own.shaped | own.dayed : own.shaped;
        stencil.marks |= reading.marks & shared;
        stencil.asked |= reading.asked & shared;
      }
    },
  };
}
