import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack, RunCounts } from '../index.ts';
import type { Api } from './context.ts';
import { syncBeside } from './durable.ts';
import { writeNew } from './file-writer.ts';
import { growFiles } from './many-files.ts';
import type { OutputFolder } from './output-folder.ts';
import type { Sink, Whole } from './sink.ts';

/** The set of files of `--out`, which takes the place of the old set when it is whole. `isCompared`: a baseline was given. */
export function outputSet(
  name: string,
  { fresh, commit }: OutputFolder,
  pack: Pack,
  isCompared: boolean,
  withState: boolean,
  api: Api,
): Sink {
  const fileName = agencyFileNames(pack, api);
  mkdirSync(join(fresh, 'fix-lists'), { mode: 0o700 });
  mkdirSync(join(fresh, 'scorecards'), { mode: 0o700 });
  const findings = writeNew(join(fresh, 'findings.jsonl'));
  const fixList = writeNew(join(fresh, 'fix-list.csv'));
  const fixLists = growFiles(join(fresh, 'fix-lists'), '.csv', api.FIX_LIST_HEADER);
  fixList.write(api.FIX_LIST_HEADER);
  const compared = isCompared
    ? { fresh: writeNew(join(fresh, 'new-findings.jsonl')), gone: writeNew(join(fresh, 'gone-findings.jsonl')) }
    : undefined;
  const beside = syncBeside();
  const write = (file: string, pieces: Iterable<string>) => {
    const writer = writeNew(join(fresh, file));
    for (const piece of pieces) writer.write(piece);
    writer.close(beside);
  };
  const finishFiles = ({ run, counts, shown, totals }: Whole): void => {
    for (const file of [findings, fixList, fixLists, ...Object.values(compared ?? {})]) file.close(beside);
    write('scorecards.json', api.scorecardsJsonPieces(run));
    for (const card of run.scorecards.agencies)
      write(join('scorecards', `${fileName(card.agency)}.json`), [api.agencyScorecardJson(run, card)]);
    write('counts.json', api.countsJson(counts));
    if (withState) writeState(join(fresh, 'state'), counts, (pieces) => write(join('state', 'counts.json'), pieces), api);
    write('report.html', api.htmlReport(run, pack, shown.of, totals));
    write('run.json', api.runJsonPieces(run));
  };
  return {
    name,
    take({ json, row, agency, rule }, novelty) {
      findings.write(json);
      if (novelty === 'new') compared?.fresh.write(json);
      fixList.write(row);
      const ofNobody = agency === null && pack.rules[rule]!.kind === 'file';
      if (!ofNobody) fixLists.add(fileName(agency ?? api.UNKNOWN_AGENCY), row);
    },
    gone: (line) => compared?.gone.write(`${line}\n`),
    async finish(whole) {
      try {
        finishFiles(whole);
      } catch (error) {
        // Nothing is open any more when the folder goes. That another file can't be made durable either is no news.
        await beside.settle().catch(() => undefined);
        throw error;
      }
      await beside.settle();
      await commit();
    },
    abandon() {
      findings.abandon();
      fixList.abandon();
      compared?.fresh.abandon();
      compared?.gone.abandon();
    },
  };
}

/** Gives each agency the name of its files, without extension. */
export function agencyFileNames(pack: Pack, api: Api): (agency: string) => string {
  const listed = listedAgencies(pack);
  const names = new Map<string, string>();
  return (agency) => {
    const name = names.get(agency) ?? api.forFileName(agency, (id) => listed.has(id));
    names.set(agency, name);
    return name;
  };
}

/** What a merge needs to compare the records of this run with those of others: counts, and the keys of the records. */
export function writeState(folder: string, counts: RunCounts, write: (pieces: Iterable<string>) => void, api: Api): void {
  mkdirSync(folder, { mode: 0o700 });
  const keys = (counts.keys ?? []).map((key, index) => {
    const path = `keys-${index + 1}`;
    copyFileSync(key.file.path, join(folder, path));
    return { ...key, file: { ...key.file, path } };
  });
  const { waivable } = counts;
  if (waivable?.exists) copyFileSync(waivable.path, join(folder, 'waivable'));
  write(api.stateCountsJson({ ...counts, keys, ...(waivable && { waivable: { ...waivable, path: 'waivable' } }) }));
}

/** Ids of the agencies that the pack lists, but for those that differ by case only: some file systems take them for one. */
function listedAgencies(pack: Pack): ReadonlySet<string> {
  const list = pack.fields.find((field) => field.role === 'agency')?.codelist;
  const ids = list === undefined ? [] : [...(pack.codelists.get(list)?.entries.keys() ?? [])];
  const byFold = new Map<string, number>();
  for (const id of ids) byFold.set(id.toLowerCase(), (byFold.get(id.toLowerCase()) ?? 0) + 1);
  return new Set(ids.filter((id) => byFold.get(id.toLowerCase()) === 1));
}
