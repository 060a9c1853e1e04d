import type { Pack } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { type AtomCrash, type Atoms, makeAtoms } from './atoms.ts';
import { type CodingOf, makeCoding } from './coding.ts';
import { type Check, compileRule, makeSchemaCompiler } from './compile.ts';
import { type Context, makeContext } from './context.ts';
import { holds, makeTests, type Test } from './test.ts';

/** A pack's rules, compiled: made once per thread, used for every stretch of every file, one stretch at a time. */
export interface CompiledRules {
  readonly pack: Pack;
  readonly context: Context;
  readonly checks: readonly Check[];
  readonly codingOf: CodingOf;
  /** Looks at a record: from here on tests are about it. */
  look(record: IntelRecord): void;
  holds(test: Test): boolean;
  /** Questions that threw, since the last look; emptied by the reader. */
  readonly atomCrashes: AtomCrash[];
}

/** @param asOf ISO day that stands for today */
export function compileRules(pack: Pack, asOf: string): CompiledRules {
  const dateField = pack.fields.findIndex((field) => field.role === 'date');
  const context = makeContext(dateField, asOf);
  const compile = makeSchemaCompiler(pack, context);
  const atomCrashes: AtomCrash[] = [];
  const atoms: Atoms = makeAtoms(pack, compile, (crash) => atomCrashes.push(crash));
  const marks = new Int32Array(pack.fields.length);
  const tests = makeTests(pack, atoms, marks);
  const checks = pack.rules.flatMap((rule, index) =>
    rule.kind === 'record' ? compileRule(pack, rule, index, tests, compile, dateField) : [],
  );
  const codingOf = makeCoding(pack, tests, marks);
  const marked = Int32Array.from(tests.marked);
  return {
    pack,
    context,
    checks,
    codingOf,
    atomCrashes,
    look(record) {
      context.record = record;
      for (let i = 0; i < marked.length; i++) {
        const field = marked[i]!;
        const reading = record.reading(field);
        marks[field] = reading.marks === -1 ? atoms.marks(field, reading) : reading.marks;
      }
    },
    holds: (test) => holds(test, marks, context),
  };
}
