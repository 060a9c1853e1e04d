import { createHash } from 'node:crypto';
import type { Run } from '../model/run.ts';

/**
 * Id of a run: the first 12 hex digits of the SHA-256 of what it is made of (day, inputs, packs, code lists, reference files) and what
 * came of it (rule results, totals, scorecards). Two checks that differ only in how they were shown (marking, options, names of files)
 * are the same run.
 */
export function runId(run: Run): string {
  const { asOf, complete, tool, packs, codelists, inputs, references, rules, totals, scorecards } = run;
  const parts = [
    asOf,
    complete,
    tool.version,
    packs.map(({ id, version, sha256 }) => [id, version, sha256]),
    codelists.map(({ id, sha256 }) => [id, sha256]),
    inputs.map(({ sha256, records }) => [sha256, records]),
    references.map(({ name, sha256, records }) => [name, sha256, records]),
    rules,
    totals,
    scorecards,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** Hash of the rules and lists that judged a run: runs of the same one differ by their data alone. */
export function rulesHash({ packs, codelists }: Pick<Run, 'packs' | 'codelists'>): string {
  const parts = [packs.map(({ id, sha256 }) => [id, sha256]), codelists.map(({ id, sha256 }) => [id, sha256])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
