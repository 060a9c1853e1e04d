import type { CountedFindings, Finding, Pack, Written } from '../index.ts';
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
  take?(finding: Written, novelty: Novelty): string | Uint8Array;
  finish?(whole: Whole): string | Uint8Array | Iterable<string>;
}

/** Standard output in the format asked for. */
export function screen(
  pack: Pack,
  settings: Settings,
  { api, host, out, version }: Pick<Context, 'api' | 'host' | 'out' | 'version'>,
): Sink {
  const { color, failOn, maxFindings } = settings;
  const forms: Readonly<Record<Settings['format'], () => Form>> = {
    csv: () => ({ opening: api.FIX_LIST_HEADER, take: ({ row }) => textOf(row) }),
    jsonl: () => ({ take: ({ json }) => textOf(json) }),
    json: () => ({ finish: ({ run }) => api.runJsonPieces(run) }),
    openmetrics: () => ({ finish: ({ run }) => api.openMetrics(run) }),
    table: () => ({
      finish: ({ run, totals, shown, firstNew }) =>
        api.tableReport(run, pack, shown.first(), totals, { width: host.stdout.columns, color }, firstNew),
    }),
    sarif: () => {
      const sarif = api.sarifWriter(pack, version);
      return {
        opening: sarif.opening(),
        take: (written, novelty) => sarif.result(written.finding(), novelty),
        finish: ({ run }) => sarif.closing(run),
      };
    },
    xlsx: () => {
      if (host.stdout.isTTY)
        throw new api.UsageError('a workbook is no text for a screen: send it to a file, as in --format xlsx > fix-list.xlsx');
      const pieces: Uint8Array[] = [];
      const taken = (): Uint8Array => {
        const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
        pieces.length = 0;
        return bytes;
      };
      const book = api.fixWorkbook(pack, settings.marking, (bytes) => void pieces.push(bytes));
      return {
        take(written) {
          book.take(written.finding(), pack.rules[written.rule]!);
          return taken();
        },
        finish({ run }) {
          book.finish(run);
          return taken();
        },
      };
    },
    junit: () => {
      const counting = countFirst(Math.min(IN_JUNIT, maxFindings));
      return {
        take: (written, novelty) => {
          const finding = written.finding();
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
  const print = (text: string | Uint8Array) => {
    if (typeof text !== 'string') return text.length === 0 ? undefined : out.print(text);
    block += text;
    return block.length < BLOCK ? undefined : flush();
  };
  return {
    name: 'standard output',
    take: (written, novelty) => (form.take === undefined ? undefined : print(form.take(written, novelty))),
    async finish(whole) {
      const rest = form.finish?.(whole) ?? '';
      if (typeof rest === 'string' || rest instanceof Uint8Array) await print(rest);
      else for (const piece of rest) await print(piece);
      await flush();
    },
    abandon() {},
  };
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();

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
