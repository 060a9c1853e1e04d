import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { jsonOf, type PackFiles, readPackFiles } from './files.ts';
import { didYouMean, either, type Problems, quote, step } from './problems.ts';
import { isProven } from './proven.ts';
import type { PackJson } from './shapes.ts';
import { isPackFolder, shippedPacks } from './shipped.ts';

/** One pack of those that are merged. */
export interface Part {
  readonly id: string;
  /** Its folder as messages name it. */
  readonly shown: string;
  readonly json: PackJson;
  readonly files: PackFiles;
  /** Ids of the pack itself and of all that it extends, at any remove. */
  readonly reach: ReadonlySet<string>;
  /** False if its pack.json, or a pack that it extends, could not be read: then names that it lacks are no fault of other files. */
  readonly whole: boolean;
}

interface Folder {
  /** Absolute path. */
  readonly path: string;
  readonly shown: string;
  /** True if the folder was given as such, false if it was found by the id of its pack. */
  readonly given: boolean;
}

/** The id of the pack that is part of every set of packs, if it is there. */
const ALWAYS = 'file';

/**
 * The packs asked for and all that they extend, each once, what is extended before what extends it; `file` comes first.
 * What a pack extends is looked for among the folders given, then beside the pack itself, then among the shipped packs.
 *
 * @param packs ids of shipped packs, or folders
 * @param rulesRoot folder of the shipped packs
 * @throws UsageError if a pack asked for is not there
 */
export function collectParts(packs: readonly string[], rulesRoot: string, problems: Problems): readonly Part[] {
  const asked = packs.map((pack) => folderOf(pack, rulesRoot));
  const parts = new Map<string, Part>();
  const folders = new Map<string, string>();

  const find = (id: string, beside: Folder | undefined): Folder | undefined => {
    const given = asked.find((folder) => basename(folder.path) === id);
    if (given || !/^[a-z0-9-]+$/.test(id)) return given;
    const sibling = beside && join(dirname(beside.path), id);
    if (sibling !== undefined && dirname(sibling) !== resolve(rulesRoot) && isPackFolder(sibling))
      return { path: sibling, shown: join(dirname(beside!.shown), id), given: false };
    return isPackFolder(join(rulesRoot, id)) ? { path: resolve(rulesRoot, id), shown: id, given: false } : undefined;
  };

  const visit = (folder: Folder, trail: readonly string[]): Part => {
    const known = parts.get(folder.path);
    if (known) return known;
    const files = readPackFiles(folder.path, folder.shown, problems);
    const file = join(folder.shown, 'pack.json');
    const bytes = files.bytes('pack.json');
    const read = bytes && jsonOf(bytes, 'pack', file, problems, isProven(files.sha256));
    const json = (read ?? {}) as PackJson;
    const name = basename(folder.path);
    const id = json.id ?? name;
    if (id !== name && !folder.given)
      problems.add(file, '$.id', `found ${quote(id)}; expected ${quote(name)}, the name of the pack's folder`);
    const here = [...trail, folder.path];
    const reach = new Set([id]);
    let whole = files.whole && read !== undefined && (id === name || folder.given);
    for (const [index, wanted] of (json.extends ?? []).entries()) {
      const path = step('$.extends', index);
      const base = find(wanted, folder);
      whole &&= base !== undefined && !here.includes(base.path);
      if (base === undefined) problems.add(file, path, `there is no pack ${quote(wanted)}${didYouMean(wanted, shippedPacks(rulesRoot))}`);
      else if (here.includes(base.path)) {
        const circle = [...here.slice(here.indexOf(base.path)), base.path].map((other) => basename(other));
        problems.add(file, path, `packs extend each other in a circle: ${circle.join(' → ')}`);
      } else for (const reached of visit(base, here).reach) reach.add(reached);
    }
    const twin = folders.get(id);
    if (twin !== undefined) problems.add(file, '$.id', `the id ${quote(id)} is already that of the pack in ${twin}`);
    folders.set(id, folder.shown);
    const part = { id, shown: folder.shown, json, files, reach, whole };
    parts.set(folder.path, part);
    return part;
  };

  const always = find(
    ALWAYS,
    asked.find((folder) => folder.given),
  );
  for (const folder of always ? [always, ...asked] : asked) visit(folder, []);
  return [...parts.values()];
}

function folderOf(pack: string, rulesRoot: string): Folder {
  const shipped = shippedPacks(rulesRoot);
  if (shipped.includes(pack)) return { path: resolve(rulesRoot, pack), shown: pack, given: false };
  const path = resolve(pack);
  if (isPackFolder(path)) return { path, shown: pack.replace(/[\\/]+$/, ''), given: true };
  if (existsSync(path)) throw new UsageError(`${quote(pack)} is no rule pack: it has no file pack.json`);
  const known = shipped.length === 0 ? 'No packs are shipped' : `Shipped packs are ${either(shipped)}`;
  throw new UsageError(`there is no rule pack ${quote(pack)}${didYouMean(pack, shipped) || '.'} ${known}; or give the folder of a pack`);
}
