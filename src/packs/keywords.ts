import type { Keyword } from './keyword.ts';
import { OWN_KEYWORDS } from './own-keywords.ts';
import { SCHEMA_KEYWORDS } from './schema-keywords.ts';

/**
 * Every keyword that a value's schema may use in `when` and `expect`; anything else is refused. `$defs` of `rule.schema.json` and
 * `pack.schema.json` say the same to editors, which a test proves.
 */
export const KEYWORDS: Readonly<Record<string, Keyword>> = { ...SCHEMA_KEYWORDS, ...OWN_KEYWORDS };
