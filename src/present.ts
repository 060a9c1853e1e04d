import { makeFindings } from './check/index.ts';
import type { LintInput, LintOptions } from './lint.ts';
import { headerFinder, makeRecord, planColumns } from './normalise/index.ts';
import { readSegment, survey } from './read/index.ts';

/** The key by which a record is found again: its agency (the code in the list, or nothing) and its URN. */
export const presenceKey = (agency: string, urn: string): string => `${agency}\0${urn}`;

/**
 * Tells which of some records stand in the inputs, whatever is wrong with them.
 *
 * @param urns those looked for; memory is theirs, not the inputs'
 * @returns keys of agency and URN
 * @throws InputError if an input can't be read
 */
export async function presentRecords(
  inputs: readonly LintInput[],
  { pack, map, set, encoding, delimiter }: Pick<LintOptions, 'pack' | 'map' | 'set' | 'encoding' | 'delimiter'>,
  urns: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const present = new Set<string>();
  const maker = makeFindings(pack, 'show');
  const dialect = { ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
  for (const { path, file } of inputs) {
    const found = await survey(path, file, { findHeader: headerFinder(pack.fields, map), ...dialect });
    const plan = planColumns(found.columns, found.headerLine ?? 0, pack.fields, map, set);
    const record = makeRecord(pack, plan, map);
    const row = (view: Parameters<typeof record.load>[0]): void => {
      record.load(view);
      const { agency, urn } = maker.owner(record);
      if (urn !== null && urns.has(urn)) present.add(presenceKey(agency ?? '', urn));
    };
    for (const segment of found.segments) await readSegment(found, segment, { row, fault: () => undefined });
  }
  return present;
}
