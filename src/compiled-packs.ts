import { compiledSchemas } from './compiled-schemas.ts';
import { evidenceTables } from './evidence/index.ts';
import type { Pack } from './model/pack.ts';
import { compiledFile, compilePack, shippedPacks } from './packs/index.ts';

/**
 * The packs that ship with the program, proven and in the form that a run has them, and what others are proven by, for the build to keep beside it.
 *
 * @param rulesRoot folder of the packs
 * @returns what each file holds, by its name relative to the folder of the program
 * @throws PackError with every problem found
 */
export function compiledPacks(rulesRoot: string): ReadonlyMap<string, Uint8Array> {
  const ids = shippedPacks(rulesRoot);
  const { pack } = compilePack({ packs: ids, rulesRoot });
  const bytesOf = (text: string) => new TextEncoder().encode(`${text}\n`);
  const proven = bytesOf(JSON.stringify(pack.identities.map(({ sha256 }) => sha256)));
  const files = ids.map((id): readonly [string, Uint8Array] => {
    const { key, pack: own, uses } = compilePack({ packs: [id], rulesRoot });
    const [name, bytes] = compiledFile(key, { pack: withTables(own), uses });
    return [`compiled/${name}`, bytes];
  });
  return new Map([['proven.json', proven], ['validators.cjs', bytesOf(compiledSchemas())], ...files]);
}

const withTables = (pack: Pack): Pack => (pack.evidence ? { ...pack, evidence: { tables: evidenceTables(pack.evidence) } } : pack);
