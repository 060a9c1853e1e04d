import { _, Ajv2020, type KeywordCxt } from 'ajv/dist/2020.js';
import type { Conditions, Pack, RecordRule } from '../model/pack.ts';
import type { Context } from './context.ts';
import { KEYWORDS } from './keywords/index.ts';
import { fieldIndex } from './keywords/keyword.ts';
import {
  comparedFields,
  conditionsSchema,
  guarded,
  guards,
  isItemSchema,
  type Reads,
  readsOf,
  resolveAt,
  type Schema,
  unreadableFields,
  valueSchema,
} from './schema.ts';

/** A compiled schema; `this` is the context, the argument a record's view. */
export type Compiled = (this: Context, view: object) => boolean;

/** One rule at one field, ready to run. */
export interface Check {
  /** Index of the rule in `Pack.rules`. */
  readonly rule: number;
  /** Index of the field that a finding stands at. */
  readonly at: number;
  /** Runs the rule; the outcome is left in `context.state`. */
  readonly run: Compiled;
  /** For a list field whose items are judged one by one: judges `{ v: item }`. */
  readonly item?: Compiled;
  readonly reads: Reads;
  /** True if all it asks is that the field be there. */
  readonly presence: boolean;
  /** Days between which records are judged. */
  readonly from?: string;
  readonly to?: string;
}

export interface Compiler {
  check(rule: RecordRule, index: number): readonly Check[];
  conditions(conditions: Conditions): Compiled;
}

/**
 * Compiles conditions into functions by way of JSON Schema and ajv.
 * A rule becomes `if when then { applies, if expect else { fails } }`: inside `if` ajv makes no error objects, so nothing is allocated.
 *
 * @param context where keywords are kept and outcomes are left
 * @param dateField index of the field with the record's date, -1 if none
 */
export function makeCompiler(pack: Pack, context: Context, dateField: number): Compiler {
  const ajv = new Ajv2020({
    strictSchema: true,
    strictTypes: false,
    strictRequired: false,
    ownProperties: false,
    passContext: true,
    validateSchema: false,
    addUsedSchema: false,
    unicodeRegExp: true,
  });
  const outcome = (keyword: string, state: Context['state']) =>
    ajv.addKeyword({ keyword, code: (cxt: KeywordCxt) => void cxt.gen.code(_`this.state = ${state}`) });
  outcome('applies', 'passed');
  outcome('fails', 'failed');
  ajv.addKeyword({ keyword: 'isReadable', code: (cxt: KeywordCxt) => cxt.pass(_`this.readable(${cxt.schema as number})`) });
  for (const keyword of KEYWORDS)
    ajv.addKeyword({
      keyword: keyword.name,
      code: (cxt: KeywordCxt) => {
        const number = context.k.push(keyword.prepare(cxt.schema, pack)) - 1;
        cxt.pass(_`this.k[${number}](${cxt.data}, this)`);
      },
    });
  const unreadable = unreadableFields(pack);
  const compile = (schema: Schema) => ajv.compile(schema) as unknown as Compiled;

  return {
    conditions: (conditions) => compile(guarded(conditions, pack, unreadable)),
    check: (rule, index) =>
      rule.at.map((at) => {
        const when = resolveAt(rule.when, at);
        const expect = resolveAt(rule.expect, at);
        const field = fieldIndex(pack, at);
        const asks = guards(new Set([...comparedFields(when, pack), ...comparedFields(expect, pack)]), pack, unreadable);
        const run = compile({
          if: { allOf: [asks, conditionsSchema(when, pack, unreadable)] },
          // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
          then: { allOf: [{ applies: true }, { if: conditionsSchema(expect, pack, unreadable), else: { fails: true } }] },
        });
        const asked = expect[at];
        const perItem = pack.fields[field]!.list && isItemSchema(asked) && compile({ properties: { v: valueSchema(asked, field) } });
        const reads = { any: new Set<number>(), direct: new Set<number>() };
        readsOf(when, pack, dateField, true, reads);
        readsOf(expect, pack, dateField, true, reads);
        return {
          rule: index,
          at: field,
          run,
          ...(perItem ? { item: perItem } : {}),
          reads,
          presence: expect[at] === true && Object.keys(expect).length === 1,
          ...(rule.effective?.from === undefined ? {} : { from: rule.effective.from }),
          ...(rule.effective?.to === undefined ? {} : { to: rule.effective.to }),
        };
      }),
  };
}
