import type { Pack } from './model/pack.ts';
import { foldSpelling } from './model/spelling.ts';
import { planColumns } from './normalise/index.ts';

/** What is made of the headings of an export. */
export interface ProposedMap {
  /** Heading → field, in order of the columns. */
  readonly columns: Readonly<Record<string, string>>;
  /** Headings whose field is a guess, to be looked at. */
  readonly guessed: readonly string[];
  /** Headings that are no field. */
  readonly unused: readonly string[];
  /** Names of required fields that no column holds. */
  readonly missing: readonly string[];
}

/** Letters that a name must have to be looked for inside a heading: shorter ones stand in too many words. */
const LEAST = 4;

/**
 * Proposes which heading is which field: those that the pack knows, slips of them, and headings that hold the name or an alias of one field
 * that no other column has. Only what is a heading is looked at, never a value.
 */
export function proposeMap(headings: readonly string[], pack: Pack): ProposedMap {
  const { fields } = pack;
  const plan = planColumns(headings, 1, fields, undefined, {});
  const slips = new Set(plan.faults.flatMap(({ fault, detail }) => (fault === 'near-miss-column' ? [String(detail.heading)] : [])));
  const fieldOf = new Map<number, number>();
  for (const [field, column] of plan.columnOf.entries()) if (column !== -1) fieldOf.set(column, field);
  const guessed: string[] = [...slips];
  const split = new Set([...fieldOf.values()].flatMap((field) => (fields[field]!.splits ?? []).flatMap(({ into }) => into)));
  for (const [column, heading] of headings.entries()) {
    if (fieldOf.has(column)) continue;
    const found = holding(foldSpelling(heading), pack, new Set(fieldOf.values()));
    if (found === undefined) continue;
    fieldOf.set(column, found);
    guessed.push(heading);
  }
  const taken = new Set(fieldOf.values());
  return {
    columns: Object.fromEntries(
      [...fieldOf].sort(([a], [b]) => a - b).map(([column, field]) => [headings[column]!, fields[field]!.name] as const),
    ),
    guessed,
    unused: headings.filter((heading, column) => !fieldOf.has(column) && heading.trim() !== ''),
    missing: fields.flatMap(({ name, required }, field) => (required === 'always' && !taken.has(field) && !split.has(name) ? [name] : [])),
  };
}

/** The one field, among those not taken, of which a heading holds the longest name or alias; undefined if none or several do. */
function holding(heading: string, { fields }: Pack, taken: ReadonlySet<number>): number | undefined {
  const found = fields.flatMap(({ name, label, aliases }, field) => {
    const lengths = [name, label, ...aliases]
      .map(foldSpelling)
      .filter((known) => known.length >= LEAST && heading.includes(known))
      .map((known) => known.length);
    return lengths.length === 0 ? [] : [{ field, length: Math.max(...lengths) }];
  });
  const longest = Math.max(...found.map(({ length }) => length));
  const best = found.filter(({ length }) => length === longest);
  return best.length === 1 && !taken.has(best[0]!.field) ? best[0]!.field : undefined;
}

/** The code that a name or spelling of an agency means; undefined if there is none, or several. */
export function agencyCode(text: string, pack: Pack): string | undefined {
  const list = pack.codelists.get(pack.fields.find(({ role }) => role === 'agency')?.codelist ?? '');
  if (list === undefined || list.entries.has(text)) return text;
  const codes = list.spellings.get(foldSpelling(text)) ?? [];
  return codes.length === 1 ? codes[0] : undefined;
}
