import { basename } from 'node:path';
import type { FixFileResult } from '../index.ts';
import type { Context } from './context.ts';

/** What a fix was asked to do. */
interface Asked {
  readonly file: string;
  readonly out: string;
  readonly level: string;
  readonly dryRun: boolean;
  readonly journal: string;
  readonly split: boolean;
}

/** What a fix came to: counts of changes by rule, what is left, and where things are. No values. */
export function fixedInWords(
  result: FixFileResult,
  { file, out, level, dryRun, journal, split }: Asked,
  { api }: Pick<Context, 'api'>,
): string {
  const { counts, changes, recordsChanged, records, refused, forReview, ready } = result;
  const lines = [
    `${file}: ${api.counted(changes, 'change')} in ${recordsChanged} of ${api.counted(records, 'record')}${dryRun ? ' would be made' : ''}`,
  ];
  const width = String(counts[0]?.changes ?? 0).length;
  for (const { rule, field, confidence, changes: own } of counts)
    lines.push(`  ${String(own).padStart(width)}  ${rule} at ${field}${level === 'likely' ? ` (${confidence})` : ''}`);
  lines.push(`ready to submit: ${ready.before} before, ${ready.after} after`);
  if (refused > 0) lines.push(`${api.counted(refused, 'suggestion')} not made: they can't be written so, or would bring out another fault`);
  if (forReview > 0) lines.push(`${api.counted(forReview, 'suggestion')} left for review: pnd-lint check shows them`);
  if (!dryRun) {
    lines.push(`written: ${out}, its journal ${basename(journal)}, and ${basename(out)}.undo`);
    if (split && result.split) lines.push(`split: ${api.counted(result.split.ready, 'record')} ready, ${result.split.held} held`);
    if (changes > 0) lines.push(`${basename(out)}.undo holds the values that were replaced: delete it when you are satisfied`);
  }
  return lines.map((line) => `${api.forTerminal(line)}\n`).join('');
}
