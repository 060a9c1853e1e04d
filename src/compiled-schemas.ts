import standalone from 'ajv/dist/standalone/index.js';
import { allSchemas } from './packs/index.ts';

/** Code of a module that has all that holds files that people write against their schemas, for the build to keep beside the program. */
export function compiledSchemas(): string {
  const { ajv, keys } = allSchemas();
  return standalone.default(ajv, Object.fromEntries(keys.map((key) => [key, key])));
}
