import type { Pack } from '../model/pack.ts';
import { makeCodelist } from './codelist.ts';
import { identifying } from './lists.ts';
import { noProblems } from './problems.ts';

/**
 * A pack with some of its code lists replaced, as examples of rules do.
 * @param lists name → CSV text
 * @throws PackError if a text is no code list
 */
export function withCodelists(pack: Pack, lists: Readonly<Record<string, string>>): Pack {
  const problems = noProblems();
  const codelists = new Map(pack.codelists);
  for (const [name, text] of Object.entries(lists)) {
    const facts = { name, version: '', status: 'public', complete: true, file: `${name} of the example` } as const;
    codelists.set(name, makeCodelist(facts, Buffer.from(text), new Map(), identifying(name, pack.fields), facts.file, problems).list);
  }
  problems.refuse();
  return { ...pack, codelists };
}
