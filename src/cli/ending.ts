import type { Run } from '../index.ts';
import type { FailOn } from './command.ts';
import type { Api } from './context.ts';
import { EXIT } from './context.ts';

/** How a check ended: its exit code and why, one line each. */
export interface Ending {
  readonly code: number;
  readonly reasons: readonly string[];
}

/** What a check that ran to its end amounts to. `failures` are outputs that could not be written. */
export function endingOf(run: Run, failures: readonly string[], failOn: FailOn, minScore: number | undefined, api: Api): Ending {
  const broken = [...failures, ...run.incomplete];
  if (broken.length > 0) return { code: EXIT.notWhole, reasons: broken };
  if (!run.complete) return { code: EXIT.notWhole, reasons: ['not everything could be read'] };
  if (failOn === 'never') return { code: EXIT.done, reasons: [] };
  const reasons = [...countReason(run, failOn, api), ...scoreReasons(run, minScore)];
  return { code: reasons.length > 0 ? EXIT.no : EXIT.done, reasons };
}

function countReason(run: Run, failOn: Exclude<FailOn, 'never'>, api: Api): string[] {
  const { error, warning, info } = run.baseline?.new ?? run.totals.findings;
  const is = run.baseline === null ? '' : 'new ';
  const counts = [
    { from: ['error', 'warning', 'info'], words: api.counted(error, `${is}error`), n: error },
    { from: ['warning', 'info'], words: api.counted(warning, `${is}warning`), n: warning },
    { from: ['info'], words: api.counted(info, `${is}info`, `${is}infos`), n: info },
  ].filter((count) => count.n > 0 && count.from.includes(failOn));
  return counts.length === 0 ? [] : [`${counts.map((count) => count.words).join(', ')} in ${api.counted(run.totals.records, 'record')}`];
}

/** Scores below the least wanted one. No data is no score. */
function scoreReasons(run: Run, minScore: number | undefined): string[] {
  if (minScore === undefined) return [];
  const { nation, agencies } = run.scorecards;
  const scores = [{ name: 'all agencies', score: nation.score }, ...agencies.map(({ agency, score }) => ({ name: agency, score }))];
  return scores
    .filter(({ score }) => score !== null && score < minScore)
    .map(({ name, score }) => `the score of ${name} is ${score}, below ${minScore}`);
}
