import { makeFindings } from './check/index.ts';
import type { LintResult } from './lint-job.ts';
import type { ColumnMap } from './model/pack.ts';
import { makeRecord } from './normalise/index.ts';
import { readSegment } from './read/index.ts';

/** The key by which a record is found again: its agency (the code in the list, or nothing) and its URN. */
export const presenceKey = (agency: string, urn: string): string => `${agency}\0${urn}`;

/**
 * Tells which of some records stand in the inputs of a run, whatever is wrong with them.
 *
 * @param urns those looked for; memory is theirs, not the inputs'
 * @returns keys of agency and URN
 * @throws InputError if an input has changed since
 */
export async function presentRecords(
  { inputs, pack }: Pick<LintResult, 'inputs' | 'pack'>,
  map: ColumnMap | undefined,
  urns: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const present = new Set<string>();
  const maker = makeFindings(pack, 'show');
  for (const { survey, plan } of inputs) {
    const record = makeRecord(pack, plan, map);
    const row = (view: Parameters<typeof record.load>[0]): void => {
      record.load(view);
      const { agency, urn } = maker.owner(record);
      if (urn !== null && urns.has(urn)) present.add(presenceKey(agency ?? '', urn));
    };
    for (const segment of survey.segments) await readSegment(survey, segment, { row, fault: () => undefined });
  }
  return present;
}
