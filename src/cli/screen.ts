import type { Pack } from '../index.ts';
import type { Context } from './context.ts';
import type { Settings } from './settings.ts';
import type { Sink } from './sink.ts';

/** Characters gathered before they are printed. */
const BLOCK = 1 << 16;

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
    async finish({ run, totals, shown, firstNew }) {
      if (format === 'json') await print(api.runJson(run));
      if (format === 'table')
        await print(api.tableReport(run, pack, shown.first(), totals, { width: host.stdout.columns, color }, firstNew));
      await flush();
    },
    abandon() {},
  };
}
