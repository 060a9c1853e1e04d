import { _, Ajv2020, type KeywordCxt } from 'ajv/dist/2020.js';
import type { Pack, RecordRule } from '../model/pack.ts';
import type { Value } from '../model/record.ts';
import type { ValueTest } from './atoms.ts';
import type { Context } from './context.ts';
import { KEYWORDS } from './keywords/index.ts';
import { fieldIndex } from './keywords/keyword.ts';
import { addReads, comparedFields, isItemSchema, type Reads, resolveAt, splitReadable } from './schema.ts';
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
  readonly item?: ValueTest;
  readonly reads: Reads;
  /** True if all it asks is that the field be there. */
  readonly presence: boolean;
  /** ISO days between which records are judged. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A keyword that says of a schema's `if` that it held. */
const HELD = 'held';

/**
 * Compiles schemas of values with ajv (2020-12). A schema stands in an `if`, where ajv makes no error objects, and `then` notes that it held.
 * @param context kept as `this` of the compiled code; keywords are added to its table
 */
export function makeSchemaCompiler(pack: Pack, context: Context): (field: number, schema: Record<string, unknown>) => ValueTest {
  const ajv = new Ajv2020({
    strictSchema: true,
    strictTypes: false,
    strictRequired: false,
    ownProperties: false,
    passContext: true,
    validateSchema: false,
    addUsedSchema: false,
    unicodeRegExp: true,
    // Lengths in UTF-16 units: counting characters walks every narrative for every rule.
    unicode: false,
    logger: false,
  });
  ajv.addKeyword({ keyword: HELD, code: (cxt: KeywordCxt) => void cxt.gen.code(_`this.holds = true`) });
  for (const keyword of KEYWORDS)
    ajv.addKeyword({
      keyword: keyword.name,
      code: (cxt: KeywordCxt) => {
        const number = context.k.push(keyword.prepare(cxt.schema, pack)) - 1;
        cxt.pass(_`this.k[${number}](${cxt.data}, this)`);
      },
    });
  const holder: { v: Value | undefined } = { v: undefined };
  return (field, schema) => {
    const about = pack.fields[field]!.list && isItemSchema(schema) ? { items: schema } : schema;
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    const run = ajv.compile({ if: { properties: { v: about } }, then: { [HELD]: true } });
    return (value) => {
      context.holds = false;
      holder.v = value;
      run.call(context, holder);
      return context.holds;
    };
  };
}

/** A rule's checks: one for each field that it stands at. */
export function compileRule(
  pack: Pack,
  rule: RecordRule,
  index: number,
  tests: TestMaker,
  compile: (field: number, schema: Record<string, unknown>) => ValueTest,
  dateField: number,
): readonly Check[] {
  return rule.at.map((name) => {
    const when = resolveAt(rule.when, name);
    const expect = resolveAt(rule.expect, name);
    const at = fieldIndex(pack, name);
    const asked = tests.readable(new Set([...comparedFields(when, pack), ...comparedFields(expect, pack)]));
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
      when: tests.both(asked, tests.conditions(when)),
      expect: tests.conditions(expect),
      ...(one ? { item: (value: Value) => one([String(value)]) } : {}),
      reads,
      presence: ofField === true && Object.keys(expect).length === 1,
      from: rule.effective?.from,
      to: rule.effective?.to,
    };
  });
}
