import type { Pack } from '../model/pack.ts';
import type { Verdict, VerdictWord } from '../model/run.ts';
import type { GroupTally, Tally } from '../model/tally.ts';

/** What a verdict rests on besides the counts of its records. */
export interface VerdictInfo {
  /** A code list that the verdict rests on is a placeholder. */
  readonly placeholderCodes: boolean;
  /** Unwaived errors of the files themselves. They are nobody's and everybody's: none is ready with one. */
  readonly fileErrors: number;
  /** False if not all of the job could be done. */
  readonly complete: boolean;
  /** ISO day that stands for today. */
  readonly asOf: string;
}

/** May these records be submitted, and if not, what makes them ready: every rule whose errors hold them, most records first. */
export function verdictOf(group: GroupTally, tally: Tally, pack: Pack, info: VerdictInfo): Verdict {
  return {
    verdict: wordOf(group, info),
    placeholderCodes: info.placeholderCodes,
    held: group.records - group.ready,
    fixes: fixesOf(group, tally, pack, info),
  };
}

function wordOf(group: GroupTally, info: VerdictInfo): VerdictWord {
  if (!info.complete || info.fileErrors > 0 || group.records === 0 || group.ready < group.records) return 'not-ready';
  return group.readyByWaiver > 0 ? 'ready-with-waivers' : 'ready';
}

function fixesOf(group: GroupTally, tally: Tally, pack: Pack, info: VerdictInfo): Verdict['fixes'] {
  const fixes: { rule: string; records: number }[] = [];
  for (const [index, rule] of pack.rules.entries()) {
    if (rule.severity !== 'error') continue;
    const ofFiles = info.fileErrors > 0 ? (tally.fileFindings.get(index) ?? 0) : 0;
    const records = (group.rules.get(index)?.failed ?? 0) + ofFiles;
    if (records > 0) fixes.push({ rule: rule.id, records });
  }
  return fixes.sort((a, b) => b.records - a.records || (a.rule < b.rule ? -1 : 1));
}
