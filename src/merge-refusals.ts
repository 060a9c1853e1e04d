import type { RunCounts } from './merge-counts.ts';
import type { MergeOptions } from './merge-job.ts';
import { UsageError } from './model/errors.ts';
import { codelistsOf } from './run.ts';

/** Refuses runs whose counts do not add up. Throws UsageError. */
export function refuseMixed({ pack, folders, mixed }: MergeOptions, areShards: boolean): void {
  const rules = JSON.stringify([pack.rules.map(({ id }) => id), pack.fields.map(({ name }) => name)]);
  const sums = (of: { readonly packs: RunCounts['packs']; readonly codelists: RunCounts['codelists'] }) =>
    [...of.packs, ...of.codelists].map(({ id, version, sha256 }) => [`${id} ${version}`, sha256] as const);
  const ours = new Map(sums({ packs: pack.identities, codelists: codelistsOf(pack) }));
  for (const { name, counts } of folders) {
    const theirs = sums(counts);
    const odd = theirs.find(([id, sha256]) => ours.get(id) !== sha256);
    if ((odd !== undefined || theirs.length !== ours.size) && (areShards || !mixed))
      throw new UsageError(
        `${name} was made with other packs or code lists${odd ? ` (${odd[0]})` : ''} than are loaded: give the same --pack and --codelist${areShards ? '' : ', or --mixed to merge all the same'}`,
      );
    if (JSON.stringify([counts.rules, counts.fields]) !== rules)
      throw new UsageError(
        `${name} was made with other rules or fields, whose counts do not add up: check its inputs again with the same packs`,
      );
  }
}

/** Refuses a file that stands in several runs. Throws UsageError. */
export function refuseOverlap({ folders, overlap }: MergeOptions): void {
  if (overlap) return;
  const seen = new Map<string, number>();
  for (const [index, { name, run }] of folders.entries())
    for (const { file, sha256, records } of [...run.inputs, ...run.references]) {
      if (records === 0 || sha256 === undefined) continue;
      const other = seen.get(sha256);
      if (other !== undefined && other !== index)
        throw new UsageError(
          `${file} stands in ${folders[other]!.name} and in ${name} (same SHA-256), and would count twice: leave one out, or say --overlap`,
        );
      seen.set(sha256, index);
    }
}
