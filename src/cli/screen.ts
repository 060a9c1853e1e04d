import type { Finding, Pack } from '../index.ts';
import type { Context } from './context.ts';
import type { Settings } from './settings.ts';
import type { Sink } from './sink.ts';

/** Characters gathered before they are printed. */
const BLOCK = 1 << 16;

/** Findings on screen, of those that records prove and of those that rest on reading text: the rest is in the fix list. */
const ON_SCREEN = 10;

/** Standard output in the format asked for. */
export function screen(pack: Pack, { format, color }: Settings, { api, host, out }: Context): Sink {
  let block = format === 'csv' ? api.FIX_LIST_HEADER : '';
  const print = (text: string) => {
    block += text;
    return block.length < BLOCK ? undefined : flush();
  };
  const flush = () => {
    const text = block;
    block = '';
    return out.print(text);
  };
  return {
    name: 'standard output',
    take(finding, row) {
      if (format === 'csv') return print(row());
      if (format === 'jsonl') return print(api.findingJson(finding));
    },
    async finish({ run, totals, shown }) {
      if (format === 'json') await print(api.runJson(run));
      if (format === 'table') await print(api.tableReport(run, pack, firstOfEach(shown), totals, { width: host.stdout.columns, color }));
      await flush();
    },
    abandon() {},
  };
}

function firstOfEach(findings: readonly Finding[]): readonly Finding[] {
  const proven = findings.filter((finding) => finding.basis === 'record').slice(0, ON_SCREEN);
  const read = findings.filter((finding) => finding.basis !== 'record').slice(0, ON_SCREEN);
  return [...proven, ...read];
}
