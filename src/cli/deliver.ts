import { join } from 'node:path';
import type { Finding, LintResult, Pack, Run } from '../index.ts';
import type { LoadedBaseline } from './baseline.ts';
import type { Context } from './context.ts';
import { keepFirst } from './shown-findings.ts';
import type { Novelty, Sink } from './sink.ts';
import { systemCause } from './writing.ts';

/** New findings that a screen shows. */
const ON_SCREEN = 10;

/** What became of the findings of a run. */
export interface Delivered {
  /** The run, compared with the baseline if one was given. */
  readonly run: Run;
  /** What could not be written, one line each. */
  readonly failures: readonly string[];
}

/**
 * Passes once over the findings and gives them to every sink; one that fails does not keep the others from their work.
 * @param shown findings of each rule that reports may show
 * @param workFolder where these are kept meanwhile
 */
export async function deliver(
  result: LintResult,
  pack: Pack,
  sinks: readonly Sink[],
  shown: number,
  workFolder: string,
  baseline: LoadedBaseline | undefined,
  { signal }: Pick<Context, 'signal'>,
): Promise<Delivered> {
  const first = keepFirst(shown, join(workFolder, 'shown'), pack);
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
  const firstNew: Finding[] = [];
  for await (const block of result.written(true)) {
    signal.throwIfAborted();
    const novelties = block.map((written): Novelty => {
      first.take(written);
      if (baseline === undefined) return null;
      const finding = written.finding();
      const isNew = baseline.findings.isNew(finding);
      if (isNew && firstNew.length < ON_SCREEN) firstNew.push(finding);
      return isNew ? 'new' : 'known';
    });
    for (const sink of working)
      await attempt(sink, async () => {
        for (const [at, written] of block.entries()) {
          const waiting = sink.take(written, novelties[at]!);
          if (waiting !== undefined) await waiting;
        }
      });
  }
  if (baseline !== undefined)
    for await (const line of baseline.lines()) {
      signal.throwIfAborted();
      if (baseline.findings.isGone(line)) for (const sink of working) await attempt(sink, () => sink.gone?.(line));
    }
  const run = baseline === undefined ? result.run : { ...result.run, baseline: baseline.findings.result(baseline.file, baseline.sha256) };
  const totals = { all: [...result.findingsByRule.values()].reduce((sum, n) => sum + n, 0), byRule: result.findingsByRule };
  for (const sink of working) await attempt(sink, () => sink.finish({ run, counts: result.counts, totals, shown: first, firstNew }));
  return { run, failures };
}
