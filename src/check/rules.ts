import type { Conditions, Pack } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { makeAtoms } from './atoms.ts';
import { isKeyed } from './batch-keys.ts';
import { type CodingOf, makeCoding } from './coding.ts';
import { type Check, compileRule, makeSchemaCompiler } from './compile.ts';
import { type Context, makeContext } from './context.ts';
import { planReferences, type ReferencePlan } from './reconcile-plan.ts';
import { comparedFields } from './schema.ts';
import { holds, type Marks, makeTests, type Test } from './test.ts';

/** A pack's rules, compiled: made once per thread, used for every stretch of every file, one stretch at a time. */
export interface CompiledRules {
  readonly pack: Pack;
  readonly context: Context;
  readonly checks: readonly Check[];
  readonly codingOf: CodingOf;
  /** Of rules that compare records with each other, by index: what a record must be to count. Missing where it is nothing. */
  readonly applies: ReadonlyMap<number, Test>;
  /** The topics of the pack's scorecards, in its order. */
  readonly topics: readonly { readonly marked: Test; readonly suspected: Test | undefined }[];
  /** What rules ask of each reference file of the pack. */
  readonly references: readonly ReferencePlan[];
  /** Looks at a record: from here on tests are about it. */
  look(record: IntelRecord): void;
  holds(test: Test): boolean;
}

/** @param asOf ISO day that stands for today */
export function compileRules(pack: Pack, asOf: string): CompiledRules {
  const dateField = pack.fields.findIndex((field) => field.role === 'date');
  const context = makeContext(dateField, asOf);
  const compile = makeSchemaCompiler(pack, context);
  const atoms = makeAtoms(pack, compile);
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
    rule.kind === 'record' ? compileRule(pack, rule, index, tests, compile, dateField) : [],
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
  const codingOf = makeCoding(pack, tests, marks);
  const marked = Int32Array.from(tests.marked);
  return {
    pack,
    context,
    checks,
    codingOf,
    applies,
    topics,
    references,
    look(record) {
      context.record = record;
      for (let i = 0; i < marked.length; i++) {
        const field = marked[i]!;
        const reading = record.reading(field);
        marks.of[field] = reading.marks;
        marks.asked[field] = reading.asked;
      }
    },
    holds: (test) => holds(test, marks, context),
  };
}
