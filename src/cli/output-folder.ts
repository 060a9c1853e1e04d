import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { syncFolder } from './durable.ts';
import { writeNew } from './file-writer.ts';
import { isDead, ownerName, type Self } from './owner.ts';
import { clearLeftFolders, makeFolders, makePrivateFolder, removeEmptyFolders } from './private-folder.ts';

/** Names that a set of outputs may hold. `run.json` says that the set is whole, so it stands last. */
export const SET_NAMES = [
  'scorecards.json',
  'scorecards',
  'findings.jsonl',
  'new-findings.jsonl',
  'gone-findings.jsonl',
  'fix-list.csv',
  'fix-lists',
  'counts.json',
  'state',
  'report.html',
  'run.json',
] as const;

/** A kind of set: its names in the order they come in. The last says that the set is whole. */
export interface OutputKind {
  readonly names: readonly string[];
  /** Name of an empty file that tells the kind while a set is replaced; the outputs of `check` need none. */
  readonly mark?: string;
  readonly folders: readonly string[];
}

const CHECK: OutputKind = { names: SET_NAMES, folders: [] };
/** The pages of a dashboard. */
export const DASHBOARD = {
  names: ['rules', 'agencies', 'regions', 'index.html'],
  folders: ['rules', 'agencies', 'regions'],
  mark: 'dashboard',
} as const satisfies OutputKind;
const STAGING = '.staging-';
const COMMIT = '.commit';
/** Where the old set goes; the name changes when all of it has gone. */
const GOING = 'old';
const GONE = 'gone';
/** How often, and after how many milliseconds, a run asks again while another one replaces its set. */
const PATIENCE = 500;
const PAUSE = 20;

/** A folder for outputs, with a staging folder inside where the new set grows while the old one stands. */
export interface OutputFolder {
  /** Absolute; what is written here becomes the new set. */
  readonly fresh: string;
  /** Absolute; private, for spools; goes with the staging folder. */
  readonly work: string;
  /** Puts the new set in the place of the old one. On any failure the old set is put back and the error thrown. */
  commit(): Promise<void>;
  /** Removes the staging folder, and the folder itself if it was made here and holds nothing. */
  discard(): void;
}

/**
 * Opens `folder` (absolute) for a new set, making it if need be. Clears what killed runs left, and ends a replacement
 * that was cut short. Throws the file system's error if it can't be written to, and one like it if what no run wrote stands in the way.
 */
export function openOutputFolder(folder: string, self: Self, kind: OutputKind = CHECK): OutputFolder {
  const made = makeFolders(folder);
  mustBeReplaceable(folder, kind.names);
  endCutReplacement(folder, self);
  clearLeftFolders(folder, STAGING, self);
  const staging = makePrivateFolder(folder, STAGING, self);
  const fresh = join(staging, 'new');
  const work = join(staging, 'work');
  for (const part of [fresh, work, join(staging, GOING)]) mkdirSync(part, { mode: 0o700 });
  return {
    fresh,
    work,
    discard: () => {
      rmSync(staging, { recursive: true, force: true });
      removeEmptyFolders(made);
    },
    commit: async () => {
      rmSync(work, { recursive: true, force: true });
      writeOwner(staging, self);
      if (kind.mark !== undefined) writeNew(join(staging, kind.mark)).close();
      for (const part of [...foldersIn(fresh), fresh, staging]) syncFolder(part);
      await claim(folder, staging, self);
      replaceOrRestore(folder, staging, kind.names);
      tidy(staging);
    },
  };
}

/** Refuses a folder where a file of the set would stand, and a file where a folder would: they are somebody's, and would be gone. */
function mustBeReplaceable(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const state = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (state === undefined || state.isSymbolicLink() || state.isDirectory() !== name.includes('.')) continue;
    const what = state.isDirectory() ? 'folder' : 'file';
    const code = state.isDirectory() ? 'EISDIR' : 'ENOTDIR';
    const message = `${code}: "${name}" in it is a ${what} and would be gone: move it away or give another folder`;
    throw Object.assign(new Error(message), { code, syscall: 'open' });
  }
}

/** The new set stands: what can't be removed now is cleared by the next run. */
function tidy(staging: string): void {
  try {
    rmSync(staging, { recursive: true, force: true });
  } catch {}
}

/** The staging folder becomes `.commit`: from here on the new set is whole on disk, and no other run can replace. */
async function claim(folder: string, staging: string, self: Self): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      renameSync(staging, join(folder, COMMIT));
      return;
    } catch (error) {
      if (!stands(join(folder, COMMIT)) || tries === PATIENCE) throw error;
    }
    endCutReplacement(folder, self);
    await pause(PAUSE);
  }
}

/** Ends a replacement whose process was killed: its new set was whole on disk, so it is moved in. */
function endCutReplacement(folder: string, self: Self): void {
  const commit = join(folder, COMMIT);
  const state = lstatSync(commit, { throwIfNoEntry: false });
  if (state === undefined || !isDead(readOwner(commit), state.mtimeMs, self)) return;
  try {
    moveIn(folder, commit, stands(join(commit, DASHBOARD.mark)) ? DASHBOARD.names : SET_NAMES);
    rmSync(commit, { recursive: true, force: true });
  } catch (error) {
    // A third run may be ending it at this very moment.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function replaceOrRestore(folder: string, staging: string, names: readonly string[]): void {
  const commit = join(folder, COMMIT);
  try {
    moveIn(folder, commit, names);
    syncFolder(folder);
    renameSync(commit, staging);
  } catch (error) {
    moveBack(folder, commit, names);
    renameSync(commit, staging);
    throw error;
  }
}

/**
 * All of the old set goes aside, the last of its names first; then the new one comes in, that name last. So old and new never stand side by side.
 * Can be cut at any step and done again.
 */
function moveIn(folder: string, commit: string, names: readonly string[]): void {
  if (stands(join(commit, GOING))) {
    for (const name of [...names.slice(-1), ...names]) move(name, folder, join(commit, GOING));
    renameSync(join(commit, GOING), join(commit, GONE));
  }
  for (const name of names) move(name, join(commit, 'new'), folder);
}

/** Undoes `moveIn`, as far as it came. */
function moveBack(folder: string, commit: string, names: readonly string[]): void {
  const hasGone = stands(join(commit, GONE));
  const last = [...names].reverse();
  if (hasGone) for (const name of last) move(name, folder, join(commit, 'new'));
  for (const name of names) move(name, join(commit, hasGone ? GONE : GOING), folder);
}

/** Moves what stands under the name, if anything does. */
function move(name: string, from: string, to: string): void {
  if (stands(join(from, name))) renameSync(join(from, name), join(to, name));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
}

function writeOwner(staging: string, self: Self): void {
  const owner = writeNew(join(staging, 'owner'));
  owner.write(ownerName(self));
  owner.close();
}

function readOwner(commit: string): string {
  try {
    return readFileSync(join(commit, 'owner'), 'utf8');
  } catch {
    return '';
  }
}

/** True if the name is taken, be it by a link that leads nowhere. */
function stands(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
