import { type ColumnMap, DIMENSIONS, type Dimension, type Pack, type PackEvidence, type PackIdentity } from '../model/pack.ts';
import { provePatternColumns } from './codelist.ts';
import { type CompiledPack, readCompiled } from './compiled.ts';
import { mergeField } from './fields.ts';
import { gather, isEvidence } from './gather.ts';
import { type CodelistOption, readCodelists, readReplacements } from './lists.ts';
import { withNamed } from './named.ts';
import { collectParts, type Part } from './parts.ts';
import { noProblems, type Problems } from './problems.ts';
import { proveAll } from './prove.ts';
import { isProven } from './proven.ts';
import { makeReference } from './references.ts';
import { makeRule } from './rule.ts';
import { makePlan } from './scorecard.ts';
import { mildened } from './severity.ts';
import type { PackJson } from './shapes.ts';
import { noUses, type Uses } from './uses.ts';

export interface LoadPackOptions {
  /** Ids of shipped packs, or folders of packs. */
  readonly packs: readonly string[];
  /** Code lists put in the place of the packs' own. */
  readonly codelists: readonly CodelistOption[];
  /** Folder of the shipped packs. */
  readonly rulesRoot: string;
}

/** Packs loaded last, by the files that they were made of. A pack never changes, so whoever asks again gets the same one. */
const loaded = new Map<string, Pack>();
const MOST_LOADED = 8;

/**
 * Loads packs with all that they extend, merges them and proves the whole before any data is read.
 *
 * @throws PackError with every problem found
 * @throws UsageError for a pack or code list that is asked for and not there
 */
export function loadPack(options: LoadPackOptions): Pack {
  const problems = noProblems();
  const parts = collectParts(options.packs, options.rulesRoot, problems);
  const key = keyOf(parts);
  const isOwn = options.codelists.length === 0;
  const before = isOwn ? loaded.get(key) : undefined;
  if (before !== undefined) return before;
  const compiled = readCompiled(key);
  if (isOwn && compiled !== undefined) return keep(key, compiled.pack);
  // What the build has proven stays so.
  const uses = isOwn && parts.every(({ files }) => isProven(files.sha256)) ? noUses() : compiled?.uses;
  const { pack } = merge(options, parts, { uses, evidence: compiled?.pack.evidence ?? evidenceOf(parts) }, problems);
  return isOwn ? keep(key, pack) : pack;
}

/** Packs with their own code lists in the form in which a run of the program finds them, and the key by which it does. */
export function compilePack({ packs, rulesRoot }: Omit<LoadPackOptions, 'codelists'>): CompiledPack & { readonly key: string } {
  const problems = noProblems();
  const parts = collectParts(packs, rulesRoot, problems);
  return { ...merge({ packs, rulesRoot, codelists: [] }, parts, {}, problems), key: keyOf(parts) };
}

/** What narratives are read by, if the packs up to the one that it belongs to were compiled. */
function evidenceOf(parts: readonly Part[]): PackEvidence | undefined {
  const last = parts.findLastIndex(({ files }) => files.names.some(isEvidence));
  return last === -1 ? undefined : readCompiled(keyOf(parts.slice(0, last + 1)))?.pack.evidence;
}

/** @param known of the packs; they are proven unless it is known what they ask of code lists */
function merge(
  options: LoadPackOptions,
  parts: readonly Part[],
  known: { readonly uses?: Uses | undefined; readonly evidence?: PackEvidence | undefined },
  problems: Problems,
): CompiledPack {
  const all = gather(parts, problems, known.evidence !== undefined);
  if (!all.whole) problems.refuse();
  const fields = [...all.fields.values()].map(mergeField);
  const lists = readCodelists(all.codelists, fields, problems);
  const uses = known.uses ?? noUses();
  if (known.uses === undefined) proveAll(parts, all, fields, lists, uses, problems);
  const replacements = readReplacements(options.codelists, lists, uses.columns, fields, problems);
  const codelists = new Map([...lists, ...replacements].map(([name, { list }]) => [name, list]));
  for (const [name, columns] of uses.patterns) provePatternColumns(codelists.get(name)!, columns, problems);
  problems.refuse();

  const named = new Map([...all.conditions].map(([name, definitions]) => [name, definitions.at(-1)!.value]));
  const outermost = <K extends keyof PackJson>(key: K): PackJson[K] | undefined =>
    parts.findLast((part) => part.json[key] !== undefined)?.json[key];
  const coding = outermost('coding');
  const scorecard = makePlan(parts, fields, codelists, named);
  const references = new Map(
    [...all.references]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, definitions]) => {
        const { value } = definitions.at(-1)!;
        return [name, { reference: makeReference(name, value, fields), limits: value.limits ?? {} }] as const;
      }),
  );
  const rules = [...all.rules].map(([id, definitions]) => {
    const json = definitions.at(-1)!.value;
    return mildened(makeRule(id, json, named, references), json, fields, codelists);
  });
  const pack: Pack = {
    identities: parts.map(identityOf),
    fields,
    codelists,
    rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)),
    references: [...references.values()].map(({ reference }) => reference),
    dimensionWeights:
      outermost('dimensions') ?? (Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, 1])) as Record<Dimension, number>),
    minimumForRanking: outermost('minimumForRanking') ?? 30,
    ...(coding && {
      coding: {
        name: coding.name!,
        field: coding.field!,
        declared: withNamed(coding.declared!, named),
        correct: withNamed(coding.correct!, named),
        ...(coding.suspected && { suspected: withNamed(coding.suspected, named) }),
        faults: coding.faults!,
      },
    }),
    ...(scorecard && { scorecard }),
    maps: new Map(
      [...all.maps].map(([name, definitions]): [string, ColumnMap] => [name, { columns: {}, values: {}, ...definitions.at(-1)!.value }]),
    ),
    ...(all.evidence && { evidence: known.evidence ?? { files: all.evidence } }),
  };
  return { pack, uses };
}

function keep(key: string, pack: Pack): Pack {
  const [oldest] = loaded.keys();
  if (loaded.size === MOST_LOADED && oldest !== undefined) loaded.delete(oldest);
  loaded.set(key, pack);
  return pack;
}

/** What tells these packs from all others: their names, and all that their files hold. */
const keyOf = (parts: readonly Part[]): string => JSON.stringify(parts.map(({ id, shown, files }) => [id, shown, files.sha256]));

const identityOf = ({ json, files }: Part): PackIdentity => ({
  id: json.id!,
  version: json.version!,
  status: json.status!,
  owner: json.owner!,
  sha256: files.sha256,
});
