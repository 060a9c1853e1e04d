import { join } from 'node:path';
import type { ColumnMap, Conditions } from '../model/pack.ts';
import { type Definitions, define, proveOneWinner } from './definitions.ts';
import { jsonOf, textOf } from './files.ts';
import { readJson } from './json.ts';
import type { Part } from './parts.ts';
import { type Problems, quote, step } from './problems.ts';
import { isProven } from './proven.ts';
import type { CodelistJson, FieldJson, ReferenceJson, RuleJson } from './shapes.ts';

/** All that the packs define, by name; rules by id. */
export interface Gathered {
  readonly fields: Definitions<FieldJson>;
  readonly codelists: Definitions<CodelistJson>;
  /** By `pack/name`. */
  readonly conditions: Definitions<Conditions>;
  readonly maps: Definitions<Partial<ColumnMap>>;
  readonly references: Definitions<ReferenceJson>;
  readonly rules: Definitions<RuleJson>;
  /** Parsed files of the `evidence/` folder of the outermost pack that has one, by file name. */
  evidence: Record<string, unknown> | undefined;
  /** False if a file that other files lean on could not be read. */
  whole: boolean;
}

/** Whether a file of a pack belongs to what narratives are read by. */
export const isEvidence = (name: string): boolean => name.startsWith('evidence/');

/**
 * Reads the files of all packs, extended ones first.
 * @param isEvidenceKnown whether what is in `evidence/` need not be read
 */
export function gather(parts: readonly Part[], problems: Problems, isEvidenceKnown: boolean): Gathered {
  const all: Gathered = {
    fields: new Map(),
    codelists: new Map(),
    conditions: new Map(),
    maps: new Map(),
    references: new Map(),
    rules: new Map(),
    evidence: undefined,
    whole: true,
  };
  for (const part of parts) {
    all.whole &&= part.whole;
    const packFile = join(part.shown, 'pack.json');
    for (const [name, value] of Object.entries(part.json.codelists ?? {}))
      define(all.codelists, name, { part, value, file: packFile, path: step('$.codelists', name) });
    for (const [name, value] of Object.entries(part.json.conditions ?? {}))
      define(all.conditions, `${part.id}/${name}`, { part, value, file: packFile, path: step('$.conditions', name) });
    for (const [name, value] of Object.entries(part.json.references ?? {}))
      define(all.references, name, { part, value, file: packFile, path: step('$.references', name) });
    if (part.files.names.some(isEvidence)) all.evidence = {};
    for (const name of part.files.names) if (!isEvidenceKnown || !isEvidence(name)) gatherFile(part, name, all, problems);
  }
  proveOneWinner('field', all.fields, problems);
  proveOneWinner('code list', all.codelists, problems);
  proveOneWinner('map', all.maps, problems);
  proveOneWinner('reference file', all.references, problems);
  for (const [id, [first, ...others]] of all.rules)
    for (const other of others) problems.add(other.file, '$', `the rule id ${quote(id)} is already that of ${first!.file}`);
  return all;
}

function gatherFile(part: Part, name: string, all: Gathered, problems: Problems): void {
  const file = join(part.shown, name);
  const proven = isProven(part.files.sha256);
  const read = (schema: 'fields' | 'map' | 'rule') => jsonOf(part.files.bytes(name)!, schema, file, problems, proven);
  if (name === 'fields.json') {
    const json = read('fields') as { readonly fields?: readonly FieldJson[] } | undefined;
    const { fields = [] } = json ?? {};
    all.whole &&= json?.fields !== undefined;
    for (const [index, value] of fields.entries())
      if (value.name !== undefined) define(all.fields, value.name, { part, value, file, path: step('$.fields', index) });
  } else if (/^maps\/[^/]+\.json$/.test(name)) {
    const value = (read('map') ?? {}) as Partial<ColumnMap>;
    define(all.maps, name.slice('maps/'.length, -'.json'.length), { part, value, file, path: '$' });
  } else if (/^evidence\/[^/]+\.json$/.test(name)) {
    const text = textOf(part.files.bytes(name)!, file, problems);
    const value = text === undefined ? undefined : proven ? JSON.parse(text) : readJson(text, file, problems);
    if (value !== undefined) all.evidence![name.slice('evidence/'.length)] = value;
  } else if (/^[^/]+\.json$/.test(name) && name !== 'pack.json') {
    const id = name.slice(0, -'.json'.length);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      problems.add(
        file,
        '$',
        `found the file name ${quote(name)}; a rule's file is named for its fault in lower case letters, digits and hyphens`,
      );
    const value = (read('rule') ?? {}) as RuleJson;
    define(all.rules, `${part.id}/${id}`, { part, value, file, path: '$' });
  }
}
