import type { Aside } from './check/index.ts';
import { numberStore, openNumbers } from './spool/numbers.ts';
import { openShelves } from './spool/shelves.ts';

/** Puts aside in files of a folder what is too much to be held. @param folder an existing one, readable by the owner only */
export const asideIn = (folder: string): Aside => ({
  shelves: openShelves(`${folder}/shelves`),
  store: numberStore(() => folder, undefined, 'aside'),
  open: openNumbers,
});
