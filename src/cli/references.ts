import { join } from 'node:path';
import type { LoadedReference, Pack, ReferenceFile } from '../index.ts';
import type { Context } from './context.ts';
import { keepHeapSmall } from './heap.ts';
import { isPipe, openPipe } from './pipe.ts';
import type { Settings } from './settings.ts';
import { makeWorkFolder } from './work-folder.ts';
import { writingSlowly } from './writing.ts';

/**
 * Reads the files that records are to be compared with; pipes, which can be read only once, are copied to a private folder, and what is
 * kept of long files goes there too. Throws UsageError if one is not sound: nothing of the batch was read yet.
 */
export async function loadReferences(
  settings: Pick<Settings, 'references' | 'asOf'>,
  pack: Pack,
  context: Context,
): Promise<readonly LoadedReference[]> {
  const { api, host, signal } = context;
  const files: ReferenceFile[] = [];
  let folder: string | undefined;
  const workFolder = (): string => {
    folder ??= makeWorkFolder(context);
    return folder;
  };
  for (const reference of settings.references) {
    if (!isPipe(reference.path)) {
      files.push(reference);
      continue;
    }
    const copy = join(workFolder(), reference.name);
    await writingSlowly(api, `a copy of ${reference.file}`, () => api.spool(openPipe(reference.path, signal), copy, reference.file));
    files.push({ ...reference, path: copy });
  }
  keepHeapSmall(files);
  return writingSlowly(api, `working files in ${host.temporary}`, () =>
    api.loadReferences(pack, settings.asOf, files, signal, { folder: workFolder }),
  );
}
