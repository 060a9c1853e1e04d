// Writes the files that are generated from others, so that CI can tell whether those in the repository are fresh.
import { writeFileSync } from 'node:fs';
import { loadPack, rulesReadme, SHIPPED_RULES, shippedPacks } from '../dist/index.js';

const pack = loadPack({ packs: shippedPacks(SHIPPED_RULES), codelists: [], rulesRoot: SHIPPED_RULES });
writeFileSync(new URL('../rules/README.md', import.meta.url), rulesReadme([pack]));
