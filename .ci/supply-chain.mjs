// Holds the list of what is shipped (`npm sbom`) against the lock file, and fails on known weaknesses (`npm audit`). Arguments: both files.
import { readFileSync } from 'node:fs';

const [sbom, audit] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

const listed = new Set(sbom.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`));
const shipped = Object.entries(lock.packages).filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional);
const missing = shipped.map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`).filter((name) => !listed.has(name));
if (missing.length > 0) throw new Error(`npm sbom does not list ${missing.join(', ')}`);
console.log(`${listed.size} packages are shipped with it:\n${[...listed].sort().join('\n')}`);

const found = audit.metadata?.vulnerabilities?.total;
if (found === undefined) console.log(`npm audit: this registry gives no advisories (${audit.statusCode ?? audit.message}): left out, do it before a release`);
else if (found > 0) throw new Error(`npm audit: ${found} known weaknesses: ${Object.keys(audit.vulnerabilities).join(', ')}`);
else console.log('npm audit: no known weakness');
