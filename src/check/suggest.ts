import type { Suggestion } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { Value } from '../model/record.ts';
import { foldSpelling } from '../model/spelling.ts';

/** The code that a value of a listed field should be, where the list itself says so; null where it does not. */
export type Suggest = (field: number, value: Value | undefined, items: readonly { readonly value: string }[]) => Suggestion | null;

/** Suggestions that need nothing but the code lists: another spelling of a code, an alias or label, the successor of a retired code. */
export function makeSuggest(pack: Pack): Suggest {
  return (index, value, items) => {
    const field = pack.fields[index]!;
    const list = field.codelist === undefined ? undefined : pack.codelists.get(field.codelist);
    const from =
      items[0]?.value ??
      (typeof value === 'string' ? value : Array.isArray(value) && value.length === 1 ? (value[0] as string) : undefined);
    if (list === undefined || from === undefined) return null;
    const suggest = (to: string, confidence: Suggestion['confidence'], reason: string): Suggestion => ({
      field: field.name,
      from,
      to,
      confidence,
      reason,
    });
    const entry = list.entries.get(from);
    if (entry) return entry.replacedBy === undefined ? null : suggest(entry.replacedBy, entry.reviewed ? 'review' : 'likely', 'successor');
    const codes = list.spellings.get(foldSpelling(from));
    if (codes?.length !== 1) return null;
    const code = codes[0]!;
    return foldSpelling(code) === foldSpelling(from) ? suggest(code, 'certain', 'spelling') : suggest(code, 'likely', 'alias');
  };
}
