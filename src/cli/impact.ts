import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from './check.ts';
import { CommandError, type ImpactWords } from './command.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { keepHeapSmall } from './heap.ts';
import { findInputs, refuseDoubled } from './inputs.ts';
import { jobOf, lintJob } from './job.ts';
import type { Settings } from './settings.ts';
import { makeWorkFolder } from './work-folder.ts';

/**
 * `impact`: checks batches by the rules and code lists as they are, and again with those that are to come, and says what would change.
 * 1 if any finding would.
 */
export async function impact(files: readonly string[], words: ImpactWords, context: Context): Promise<number> {
  const { api, host, out } = context;
  if (words.pack === undefined && words.codelist === undefined)
    throw new CommandError('name what is to come: --pack ID|DIR or --codelist NAME=FILE');
  refuseDoubled(files, context);
  const { map, set, asOf, sheet, jobs, config } = words;
  const given = { map, set, asOf, sheet, jobs, config };
  const common = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const work = makeWorkFolder(context);
  const shown = { progress: false, color: false } as const;
  const now = settingsOf({ ...common, ...shown, ...(words.from !== undefined && { pack: words.from }) }, context);
  const next = settingsOf(
    {
      ...common,
      ...shown,
      ...(words.pack === undefined ? words.from !== undefined && { pack: words.from } : { pack: words.pack }),
      ...(words.codelist !== undefined && { codelist: words.codelist }),
    },
    context,
  );
  // Neither waivers nor other files have a part in what rules say of records.
  const bare = (settings: Settings): Settings => ({
    ...settings,
    references: [],
    previous: undefined,
    waivers: undefined,
    baseline: undefined,
  });
  const [before, after] = [jobOf(bare(now), undefined, context), jobOf(bare(next), undefined, context)];
  const inputs = await findInputs(files, work, context);
  keepHeapSmall(inputs);
  const folder = (name: string) => {
    mkdirSync(join(work, name), { mode: 0o700 });
    return join(work, name);
  };
  const first = await lintJob(before, inputs, [], folder('before'), context);
  const second = await lintJob(after, inputs, [], folder('after'), context);
  const problems = [...new Set([...first.run.incomplete, ...second.run.incomplete])];
  if (problems.length > 0) throw new api.InputError(problems.join('; '));
  const report = {
    codelists: api.compareCodelists(before.pack.codelists, after.pack.codelists),
    findings: await api.compareRuns(
      first.findings(),
      second.findings(),
      inputs.map(({ file }) => file),
    ),
    scores: api.compareScores(first.run.scorecards, second.run.scorecards),
  };
  const text = words.json ? api.forJson(`${JSON.stringify(report, null, 2)}\n`) : api.impactText(report, host.stdout.columns);
  await out.print(text);
  const { all } = report.findings;
  return all.new + all.dropped + all.regraded > 0 ? EXIT.no : EXIT.done;
}
