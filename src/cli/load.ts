import { resolve } from 'node:path';
import type { LoadPackOptions, Pack } from '../index.ts';
import type { PackWords } from './command.ts';
import type { Api } from './context.ts';
import type { Host } from './host.ts';

/** Pack of a verb that has no more options than these. Throws PackError or UsageError. */
export function loadPackOf(words: PackWords, host: Host, api: Api): { readonly pack: Pack; readonly options: LoadPackOptions } {
  const codelists = (words.codelist ?? []).map(([name, file]) => ({ name, file: resolve(host.cwd, file) }));
  return loadNamed(words.pack ?? ['oic'], codelists, host, api);
}

/** Packs by id or folder, with code lists put in the place of theirs. Throws PackError or UsageError. */
export function loadNamed(
  packs: readonly string[],
  codelists: LoadPackOptions['codelists'],
  host: Host,
  api: Api,
): { readonly pack: Pack; readonly options: LoadPackOptions } {
  const options = { packs: packs.map((pack) => packPath(pack, host.cwd)), codelists, rulesRoot: host.rulesRoot ?? api.SHIPPED_RULES };
  return { pack: api.loadPack(options), options };
}

/** A pack is named by its id; what looks like a path is a folder. */
function packPath(pack: string, cwd: string): string {
  return /[\\/]/.test(pack) || pack.startsWith('.') ? resolve(cwd, pack) : pack;
}
