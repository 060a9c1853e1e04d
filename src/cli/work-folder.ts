import { rmSync } from 'node:fs';
import type { Context } from './context.ts';
import { clearLeftFolders, makePrivateFolder } from './private-folder.ts';
import { writing } from './writing.ts';

/** Beginning of the folders' names. */
const PREFIX = 'pnd-lint-';

/** A private temporary folder that goes when the command ends; those of killed runs are cleared. Throws InputError. */
export function makeWorkFolder({ host, api, atEnd }: Pick<Context, 'host' | 'api' | 'atEnd'>): string {
  return writing(api, host.temporary, () => {
    clearLeftFolders(host.temporary, PREFIX, host);
    const folder = makePrivateFolder(host.temporary, PREFIX, host);
    atEnd(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });
}
