import { isoDayOf, NO_DAY } from '../model/day.ts';
import type { Conditions, Pack } from '../model/pack.ts';
import type { Recall } from '../model/recall.ts';
import type { IntelRecord, Reading } from '../model/record.ts';
import type { Shapes } from '../model/stencil.ts';
import { makeAtoms } from './atoms.ts';
import { isKeyed } from './batch-key.ts';
import { type Coding, makeCoding } from './coding.ts';
import { type Check, compileRule, makeSchemaCompiler } from './compile.ts';
import { type Context, makeContext } from './context.ts';
import { erasOf } from './eras.ts';
import { planReferences, type ReferencePlan } from './reconcile-plan.ts';
import { comparedFields } from './schema.ts';
import { holds, type Marks, makeTests, type Test } from './test.ts';
import type { Units } from './units.ts';

/** A pack's rules, compiled: made once per thread, used for every stretch of every file, one stretch at a time. */
export interface CompiledRules {
  readonly pack: Pack;
  readonly context: Context;
  readonly checks: readonly Check[];
  readonly coding: Coding;
  /** Of rules that compare records with each other, by index: what a record must be to count. Missing where it is nothing. */
  readonly applies: ReadonlyMap<number, Test>;
  /** The topics of the pack's scorecards, in its order. */
  readonly topics: readonly { readonly marked: Test; readonly suspected: Test | undefined }[];
  /** What rules ask of each reference file of the pack. */
  readonly references: readonly ReferencePlan[];
  /** Marks of the record looked at, by index of the field. */
  readonly marks: Int32Array;
  /** Which of them were asked already. */
  readonly asked: Int32Array;
  /** Readings of the record looked at whole, by index of the field; of fields with marks only. */
  readonly readings: readonly Reading[];
  /** How the shapes of a field's texts are told apart, and what is known of each. */
  shapes(field: number): Shapes;
  /** Units of which a text must have none for it to be known by its length and its first character. */
  unwanted(): readonly Units[];
  /** Number of the era that the record looked at belongs to: the same codes and rules are in force in all of it. */
  era(): number;
  /** Looks at a record: from here on tests are about it. */
  look(record: IntelRecord): void;
  /** The same, where tests are about some fields alone. */
  lookAt(record: IntelRecord, fields: readonly number[]): void;
  /**
   * Looks at a record, and finds out all its marks.
   * @returns false if a question crashed: then marks are not complete, and tests that need them throw
   */
  lookWhole(record: IntelRecord): boolean;
  /**
   * Looks at a record of which most is recalled: finds out the marks that are not.
   * @returns false if a question crashed: then it has to be looked at whole
   */
  lookOpen(record: IntelRecord, recall: Recall): boolean;
  /** By field: all bits that its marks can have; 0 if no rule looks at them. */
  readonly allMarks: Int32Array;
  holds(test: Test): boolean;
}

/** @param asOf ISO day that stands for today */
export function compileRules(pack: Pack, asOf: string): CompiledRules {
  const dateField = pack.fields.findIndex((field) => field.role === 'date');
  const context = makeContext(dateField, asOf);
  const compile = makeSchemaCompiler(pack, context);
  const atoms = makeAtoms(pack, context, compile);
  const marks: Marks = {
    of: new Int32Array(pack.fields.length),
    asked: new Int32Array(pack.fields.length),
    ask(field, bits) {
      const reading = context.record.reading(field);
      atoms.ask(field, reading, bits);
      marks.of[field] = reading.marks;
      marks.asked[field] = reading.asked;
    },
  };
  const tests = makeTests(pack, atoms, marks);
  const checks = pack.rules.flatMap((rule, index) =>
    rule.kind === 'record' ? compileRule(pack, rule, index, tests, compile, context, dateField) : [],
  );
  const applies = new Map<number, Test>();
  const applying = (when: Conditions): Test => tests.both(tests.readable(comparedFields(when, pack)), tests.conditions(when));
  for (const [index, rule] of pack.rules.entries())
    if (isKeyed(rule) && Object.keys(rule.when).length > 0) applies.set(index, applying(rule.when));
  const references = planReferences(pack, applying);
  const topics = (pack.scorecard?.topics ?? []).map(({ marked, suspected }) => ({
    marked: tests.conditions(marked),
    suspected: suspected && tests.conditions(suspected),
  }));
  const coding = makeCoding(pack, tests, marks);
  const marked = Int32Array.from(tests.marked);
  const all = marked.map((field) => atoms.all(field));
  const allMarks = new Int32Array(pack.fields.length);
  for (const field of marked) allMarks[field] = atoms.all(field);
  const readings = new Array<Reading>(pack.fields.length);
  const eraOf = erasOf(pack);
  /** By day, in days since 1970. */
  const eras = new Map<number, number>();
  const lookAt = (record: IntelRecord, fields: ArrayLike<number>): void => {
    context.record = record;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      const reading = record.reading(field);
      marks.of[field] = reading.marks;
      marks.asked[field] = reading.asked;
    }
  };
  return {
    pack,
    context,
    checks,
    coding,
    applies,
    topics,
    references,
    marks: marks.of,
    asked: marks.asked,
    readings,
    shapes: atoms.shapes,
    unwanted: atoms.unwanted,
    era() {
      if (dateField === -1) return 0;
      const day = context.record.day?.(dateField) ?? NO_DAY;
      if (day !== NO_DAY) {
        const known = eras.get(day);
        if (known !== undefined) return known;
        const era = eraOf(isoDayOf(day));
        eras.set(day, era);
        return era;
      }
      const reading = context.record.reading(dateField);
      if (reading.era === -2) reading.era = eraOf(context.day());
      return reading.era;
    },
    look: (record) => lookAt(record, marked),
    lookAt,
    lookWhole(record) {
      context.record = record;
      let isWhole = true;
      for (let i = 0; i < marked.length; i++) {
        const field = marked[i]!;
        const reading = record.reading(field);
        readings[field] = reading;
        if (reading.asked !== all[i])
          try {
            atoms.ask(field, reading, all[i]!);
          } catch {
            isWhole = false;
          }
        marks.of[field] = reading.marks;
        marks.asked[field] = reading.asked;
      }
      return isWhole;
    },
    allMarks,
    lookOpen(record, recall) {
      context.record = record;
      marks.of.set(recall.marks);
      marks.asked.set(allMarks);
      const { open } = recall;
      const count = recall.openCount();
      for (let n = 0; n < count; n++) {
        const field = open[n]!;
        const reading = record.reading(field);
        readings[field] = reading;
        if ((allMarks[field]! & ~reading.asked) !== 0)
          try {
            atoms.ask(field, reading, allMarks[field]!);
          } catch {
            return false;
          }
        marks.of[field] = recall.marks[field] = reading.marks;
        recall.identities[field] = reading.id;
      }
      return true;
    },
    holds: (test) => holds(test, marks, context),
  };
}
