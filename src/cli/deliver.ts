import { join } from 'node:path';
import type { LintResult, Pack } from '../index.ts';
import type { Context } from './context.ts';
import { keepFirst } from './shown-findings.ts';
import type { Sink } from './sink.ts';
import { systemCause } from './writing.ts';

/**
 * Passes once over the findings and gives them to every sink; one that fails does not keep the others from their work.
 * @param shown findings of each rule that reports may show
 * @param workFolder where these are kept meanwhile
 * @returns what could not be written, one line each
 */
export async function deliver(
  result: LintResult,
  pack: Pack,
  sinks: readonly Sink[],
  shown: number,
  workFolder: string,
  { api, signal }: Pick<Context, 'api' | 'signal'>,
): Promise<readonly string[]> {
  const rules = new Map(pack.rules.map((rule) => [rule.id, rule]));
  const first = keepFirst(shown, join(workFolder, 'shown'));
  const failures: string[] = [];
  const working = new Set(sinks);
  const attempt = async (sink: Sink, act: () => Promise<void> | void) => {
    try {
      await act();
    } catch (error) {
      const cause = systemCause(error);
      sink.abandon();
      if (cause === undefined) throw error;
      working.delete(sink);
      failures.push(`can't write ${sink.name}: ${cause}`);
    }
  };
  for await (const finding of result.findings()) {
    signal.throwIfAborted();
    first.take(finding);
    let row: string | undefined;
    const rowOf = () => {
      row ??= api.fixListRow(finding, rules.get(finding.rule)!, pack, result.run.marking);
      return row;
    };
    for (const sink of working) await attempt(sink, () => sink.take(finding, rowOf));
  }
  const totals = { all: [...result.findingsByRule.values()].reduce((sum, n) => sum + n, 0), byRule: result.findingsByRule };
  for (const sink of working) await attempt(sink, () => sink.finish({ run: result.run, totals, shown: first }));
  return failures;
}
