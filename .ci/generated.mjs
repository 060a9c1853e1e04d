// Writes the files that are generated from others, so that CI can tell whether those in the repository are fresh.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadPack, rulesReadme, SHIPPED_RULES, shippedPacks } from '../dist/index.js';
import { schemaDocs } from './schema-docs.mjs';
import { conditionDefs } from '../dist/packs/condition-defs.js';

const at = (name) => new URL(`../${name}`, import.meta.url);

/** What a rule may ask of a value, in the schemas that editors read. */
const schemas = ['schemas/rule.schema.json', 'schemas/pack.schema.json'];
for (const name of schemas) {
  const schema = JSON.parse(readFileSync(at(name), 'utf8'));
  Object.assign(schema.$defs, conditionDefs());
  writeFileSync(at(name), `${JSON.stringify(schema, null, 2)}\n`);
}
execFileSync('npx', ['biome', 'format', '--write', ...schemas], { cwd: at('.'), stdio: 'ignore' });

const pack = loadPack({ packs: shippedPacks(SHIPPED_RULES), codelists: [], rulesRoot: SHIPPED_RULES });
writeFileSync(at('rules/README.md'), rulesReadme([pack]));

// What each field of the outputs means.
const OUTPUTS = ['run', 'scorecards', 'agency-scorecard', 'finding'];
const read = (name) => JSON.parse(readFileSync(at(`schemas/${name}.schema.json`), 'utf8'));
writeFileSync(at('schemas/README.md'), schemaDocs(Object.fromEntries(OUTPUTS.map((name) => [`${name}.schema.json`, read(name)])), OUTPUTS));
