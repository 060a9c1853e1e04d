import { createRequire } from 'node:module';
import type { KeywordCxt } from 'ajv/dist/2020.js';
import type { Field, Pack } from '../model/pack.ts';
import type { Value } from '../model/record.ts';
import type { Context } from './context.ts';
import { KEYWORDS } from './keywords/index.ts';

// Loaded when a rule needs it, which few do: loading takes longer than checking a small batch.
const load = createRequire(import.meta.url);

/** A keyword that says of a schema's `if` that it held. */
const HELD = 'held';

/** Compiles schemas with ajv (2020-12). A schema stands in an `if`, where ajv makes no error objects, and `then` notes that it held. */
export function makeAjv(pack: Pack, context: Context): (field: Field, schema: unknown) => (value: Value) => boolean {
  const { _, Ajv2020 } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
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
  /** The field of the schema that is being compiled. */
  let about: Field;
  ajv.addKeyword({ keyword: HELD, code: (cxt: KeywordCxt) => void cxt.gen.code(_`this.holds = true`) });
  for (const keyword of KEYWORDS)
    ajv.addKeyword({
      keyword: keyword.name,
      code: (cxt: KeywordCxt) => {
        const number = context.k.push(keyword.prepare(cxt.schema, pack, about)) - 1;
        cxt.pass(_`this.k[${number}](${cxt.data}, this)`);
      },
    });
  const holder: { v: Value | undefined } = { v: undefined };
  return (field, schema) => {
    about = field;
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    const run = ajv.compile({ if: { properties: { v: schema } }, then: { [HELD]: true } });
    return (value) => {
      context.holds = false;
      holder.v = value;
      run.call(context, holder);
      return context.holds;
    };
  };
}
