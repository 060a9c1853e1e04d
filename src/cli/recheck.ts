import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ListRow } from '../index.ts';
import { settingsOf } from './check.ts';
import type { RecheckWords } from './command.ts';
import { type Api, type Context, EXIT } from './context.ts';
import { findInputs, refuseDoubled } from './inputs.ts';
import { isWorkbook } from './is-workbook.ts';
import { jobOf, lintJob } from './job.ts';
import { loadReferences } from './references.ts';
import { writeWhole } from './single-file.ts';
import { makeWorkFolder } from './work-folder.ts';
import { writing } from './writing.ts';

/** `recheck LIST BATCH…`: what became of a fix list that came back. 1 if something claimed fixed is there, came back or is newly broken, or if a record is left out. */
export async function recheck(list: string, files: readonly string[], words: RecheckWords, context: Context): Promise<number> {
  const { host, api, out, err, atEnd } = context;
  refuseDoubled(files, context);
  const path = resolve(host.cwd, list);
  proveList(path, list, api);
  const work = makeWorkFolder(context);
  const returned = await api.readReturnedList(path, list, isWorkbook(path) ? work : undefined);
  const { list: next, json, ...shared } = words;
  const settings = settingsOf({ ...shared, quiet: true, progress: false }, context);
  const job = jobOf(settings, undefined, context);
  const references = await loadReferences(settings, job.pack, context);
  const inputs = await findInputs(files, work, context);
  const result = await lintJob(job, inputs, references, work, context);
  const urns = new Set(returned.rows.map(({ urn }) => urn).filter((urn) => urn !== ''));
  const present = await api.presentRecords(result, job.map, urns);
  const isThere = ({ agency, urn, record }: ListRow): boolean =>
    urn === '' ? record === '' : present.has(api.presenceKey(agency, urn)) || present.has(api.presenceKey('', urn));
  const { complete } = result.run;
  if (complete && urns.size > 0 && present.size === 0)
    throw new api.UsageError(
      `none of the ${urns.size} records of ${list} is in ${files.join(', ')}: give the list and the new export of the same records`,
    );
  const compared = await api.recheckList(list, returned, { files, complete, findings: () => result.findings() }, isThere);
  await out.print(json ? api.recheckJson(compared, settings.marking) : api.recheckTable(compared, settings.marking, host.stdout.columns));
  if (next !== undefined) {
    const file = writing(api, next, () => writeWhole(resolve(host.cwd, next), host));
    atEnd(file.discard);
    writing(api, next, () => {
      file.write(api.nextList(compared, settings.marking));
      file.close();
      file.place();
    });
  }
  if (!complete) {
    await err.print(`${api.forTerminal(`pnd-lint: the batch could not be read whole: ${result.problems[0] ?? 'see check'}`)}\n`);
    return EXIT.notWhole;
  }
  const { counts } = compared;
  const bad = counts['claimed-fixed'] + counts.reappeared + counts['newly-broken'] + counts['not-in-batch'] + returned.problems.length;
  return bad === 0 ? EXIT.done : EXIT.no;
}

/** A list is held whole, and a device may never end. Throws UsageError. */
function proveList(path: string, list: string, api: Api): void {
  const state = statSync(path, { throwIfNoEntry: false });
  const why =
    state === undefined
      ? 'is not there'
      : state.isDirectory()
        ? 'is a folder'
        : !state.isFile()
          ? 'is a pipe or device'
          : state.size > api.MOST_TEXT_BYTES
            ? `is larger than ${api.MOST_TEXT_BYTES / 1_000_000} MB`
            : undefined;
  if (why !== undefined) throw new api.UsageError(`${list} ${why}: give the fix list that came back, XLSX or CSV`);
}
