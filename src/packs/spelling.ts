import type { Codelist, CodelistEntry } from '../model/pack.ts';
import { foldSpelling } from '../model/spelling.ts';

/**
 * Folded spelling → codes that it may mean. A spelling of a code means that code, whatever label is spelt the same;
 * otherwise every entry with that label, alias or cell of `columns` is meant.
 *
 * @param columns columns, besides code, label and aliases, whose cells name an entry
 */
export function spellingsOf(entries: Iterable<CodelistEntry>, columns: readonly string[]): Map<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  const others = new Map<string, string[]>();
  const note = (into: Map<string, string[]>, text: string, code: string) => {
    const folded = foldSpelling(text);
    const known = into.get(folded);
    if (folded === '' || known?.includes(code)) return;
    if (known) known.push(code);
    else into.set(folded, [code]);
  };
  for (const entry of entries) {
    note(codes, entry.code, entry.code);
    note(others, entry.label, entry.code);
    for (const column of new Set(['aliases', ...columns]))
      for (const text of entry.columns.get(column) ?? []) note(others, text, entry.code);
  }
  return new Map([...others, ...codes]);
}

/** Codes that a text may mean: itself if it is a code as written, else those with that spelling; none, one or several. */
export function resolveSpelling(list: Codelist, text: string): readonly string[] {
  const written = text.trim();
  return list.entries.has(written) ? [written] : (list.spellings.get(foldSpelling(written)) ?? []);
}
