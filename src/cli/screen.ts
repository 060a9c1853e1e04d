import type { CountedFindings, Finding, Pack } from '../index.ts';
import type { Context } from './context.ts';
import type { Settings } from './settings.ts';
import type { Novelty, Sink, Whole } from './sink.ts';

/** Characters gathered before they are printed. */
const BLOCK = 1 << 16;
/** Findings of a rule that a JUnit report shows. */
const IN_JUNIT = 100;

/** What a format prints: before the first finding, for each, and when all have gone by. */
interface Form {
  readonly opening?: string;
  take?(finding: Finding, row: () => string, novelty: Novelty): string;
  finish?(whole: Whole): string;
}

/** Standard output in the format asked for. */
export function screen(
  pack: Pack,
  settings: Settings,
  { api, host, out, version }: Pick<Context, 'api' | 'host' | 'out' | 'version'>,
): Sink {
  const { color, failOn, maxFindings } = settings;
  const forms: Readonly<Record<Settings['format'], () => Form>> = {
    csv: () => ({ opening: api.FIX_LIST_HEADER, take: (_, row) => row() }),
    jsonl: () => ({ take: api.findingJson }),
    json: () => ({ finish: ({ run }) => api.runJson(run) }),
    openmetrics: () => ({ finish: ({ run }) => api.openMetrics(run) }),
    table: () => ({
      finish: ({ run, totals, shown, firstNew }) =>
        api.tableReport(run, pack, shown.first(), totals, { width: host.stdout.columns, color }, firstNew),
    }),
    sarif: () => {
      const sarif = api.sarifWriter(pack, version);
      return {
        opening: sarif.opening(),
        take: (finding, _, novelty) => sarif.result(finding, novelty),
        finish: ({ run }) => sarif.closing(run),
      };
    },
    junit: () => {
      const counting = countFirst(Math.min(IN_JUNIT, maxFindings));
      return {
        take: (finding, _, novelty) => {
          if (finding.status === 'open' && novelty !== 'known') counting.take(finding);
          return '';
        },
        finish: ({ run }) => api.junitReport(run, pack, counting.byRule, failOn),
      };
    },
  };
  const form = forms[settings.format]();
  let block = form.opening ?? '';
  const flush = () => {
    const text = block;
    block = '';
    return out.print(text);
  };
  const print = (text: string) => {
    block += text;
    return block.length < BLOCK ? undefined : flush();
  };
  return {
    name: 'standard output',
    take: (finding, row, novelty) => (form.take === undefined ? undefined : print(form.take(finding, row, novelty))),
    async finish(whole) {
      if (form.finish !== undefined) await print(form.finish(whole));
      await flush();
    },
    abandon() {},
  };
}

/** Counts findings by rule, and keeps the first `most` of each. */
function countFirst(most: number): { readonly byRule: ReadonlyMap<string, CountedFindings>; take(finding: Finding): void } {
  const byRule = new Map<string, { total: number; first: Finding[] }>();
  return {
    byRule,
    take(finding) {
      const own = byRule.get(finding.rule) ?? { total: 0, first: [] };
      byRule.set(finding.rule, own);
      own.total++;
      if (own.first.length < most) own.first.push(finding);
    },
  };
}
