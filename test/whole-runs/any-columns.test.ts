import { describe, expect, it } from 'vitest';
import { loadPack, SHIPPED_RULES } from '../../src/packs/index.ts';
import { keyOf, lintFiles } from './run.ts';

const packOptions = { packs: ['file'], codelists: [], rulesRoot: SHIPPED_RULES };
const pack = loadPack(packOptions);
const lint = (files: Record<string, string>, more = {}) => lintFiles(files, { pack, packOptions, ...more });

const CSV = 'id,not,__proto__,Remarks\n1,a,b,cafÃ©\n2,#REF!,c,ok\n3,d,\u200be,1.2E+11\n';
const JSONL = '{"id":"7","other":"x\u200b"}\n{"id":"8","__proto__":"#N/A"}\n';

describe('the pack file alone', () => {
  it('looks at every cell of any columns, whatever these are called', async () => {
    const { findings } = await lint({ a: CSV });
    expect(findings.map((f) => keyOf(f.at.record, f.at.field, f.rule))).toEqual([
      '1 Remarks file/double-encoded-text',
      '2 column not file/spreadsheet-damage',
      '3 Remarks file/spreadsheet-damage',
      '3 column __proto__ file/invisible-character',
    ]);
  });

  it('misses no column in one file that another has', async () => {
    const { findings, run } = await lint({ a: CSV, b: JSONL });
    expect(findings.filter((f) => f.at.file === 'b').map((f) => keyOf(f.at.record, f.at.field, f.rule))).toEqual([
      '1 other file/invisible-character',
      '2 column __proto__ file/spreadsheet-damage',
    ]);
    expect(findings.filter((f) => f.at.record === null)).toEqual([]);
    expect(run.totals.records).toBe(5);
  });

  it('shows no value of columns of which nothing is known', async () => {
    const { findings } = await lint({ a: CSV }, { values: 'mask' });
    expect(findings.map((finding) => finding.params.value)).toEqual(Array(4).fill('[hidden]'));
  });
});
