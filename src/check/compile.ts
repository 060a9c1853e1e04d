import { EVERYWHERE, type Pack, type RecordRule } from '../model/pack.ts';
import type { Value } from '../model/record.ts';
import { makeAjv } from './ajv.ts';
import type { LateTest } from './atoms.ts';
import type { Context, Prepared } from './context.ts';
import { directTest } from './direct.ts';
import { type Teller, tellersOf } from './facts.ts';
import { KEYWORDS } from './keywords/index.ts';
import { addReads, comparedFields, isItemSchema, keywordsWithin, type Reads, resolveAt, splitReadable } from './schema.ts';
import type { Test, TestMaker } from './test.ts';

/** One rule at one field, ready to run. */
export interface Check {
  /** Index of the rule in `Pack.rules`. */
  readonly rule: number;
  /** Index of the field that a finding stands at. */
  readonly at: number;
  readonly when: Test;
  readonly expect: Test;
  /** For a list field whose items are judged one by one: judges one item. */
  readonly item: ((value: Value) => boolean) | undefined;
  readonly reads: Reads;
  /** What it can say for a finding. */
  readonly tells: readonly Teller[];
  /** True if all it asks is that the field be there. */
  readonly presence: boolean;
  /** ISO days between which records are judged. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * Makes tests of schemas of values: plain functions where a schema is of the common keywords, compiled by ajv otherwise.
 * @param context what ajv's code sees as `this`
 */
export function makeSchemaCompiler(pack: Pack, context: Context): (field: number, schema: Record<string, unknown>) => LateTest {
  let ajv: ReturnType<typeof makeAjv> | undefined;
  const known = new Map<string, LateTest>();
  return (field, schema) => {
    const about = pack.fields[field]!;
    const whole = about.list && isItemSchema(schema) ? { items: schema } : schema;
    const used = keywordsWithin(schema);
    const key = JSON.stringify([whole, used.map(({ keyword }) => keyword.sees?.(about) ?? '')]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const prepare = (name: string, options: unknown) => KEYWORDS.find((keyword) => keyword.name === name)?.prepare(options, pack, about);
    const compile = (): Prepared => {
      const direct = directTest(whole, prepare);
      if (direct !== undefined) return direct;
      ajv ??= makeAjv(pack, context);
      return ajv(about, whole);
    };
    // Of most rules a small batch never asks: they are compiled when they are. Those that may refuse the pack are not put off.
    let run = used.some(({ keyword }) => keyword.mayRefuse) ? compile() : undefined;
    const test: LateTest = () => {
      run ??= compile();
      return run;
    };
    known.set(key, test);
    return test;
  };
}

/** A rule's checks: one for each field that it stands at. One that stands everywhere looks at cells as the file has them. */
export function compileRule(
  pack: Pack,
  rule: RecordRule,
  index: number,
  tests: TestMaker,
  compile: (field: number, schema: Record<string, unknown>) => LateTest,
  context: Context,
  dateField: number,
): readonly Check[] {
  const everywhere = rule.at.includes(EVERYWHERE);
  const places = pack.fields.flatMap((field, at) => (everywhere || rule.at.includes(field.name) ? [{ name: field.name, at }] : []));
  return places.map(({ name, at }) => {
    const when = resolveAt(rule.when, name);
    const expect = resolveAt(rule.expect, name);
    const asked = tests.readable(everywhere ? [] : new Set([...comparedFields(when, pack), ...comparedFields(expect, pack)]));
    const reads: Reads = { any: new Set(), direct: new Set() };
    addReads(reads, when, pack, dateField);
    addReads(reads, expect, pack, dateField);
    const ofField = expect[name];
    const itemSchema =
      typeof ofField === 'object' && pack.fields[at]!.list && isItemSchema(ofField) ? splitReadable(ofField as never).rest : undefined;
    const one = itemSchema && compile(at, itemSchema);
    return {
      rule: index,
      at,
      when: tests.both(asked, tests.conditions(when, everywhere)),
      expect: tests.conditions(expect, everywhere),
      item: one && ((value) => one()([String(value)], context)),
      reads,
      tells: [...tellersOf(when, pack), ...tellersOf(expect, pack)],
      presence: ofField === true && Object.keys(expect).length === 1,
      from: rule.effective?.from,
      to: rule.effective?.to,
    };
  });
}
