import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { FIX_LIST_HEADER, fixListRow } from '../../src/report/fixlist.ts';
import { FINDINGS, finding, HOSTILE, packOf, RULES } from './invented.ts';

const pack = packOf(RULES);
const row = (of: Parameters<typeof fixListRow>[0]) =>
  (
    parse(FIX_LIST_HEADER + fixListRow(of, pack.rules.find((rule) => rule.id === of.rule)!, pack, 'OFFICIAL'), {
      columns: true,
      bom: true,
    }) as Record<string, string>[]
  )[0]!;

describe('a fix list', () => {
  it('starts with a byte order mark and the published columns', () => {
    expect(FIX_LIST_HEADER).toBe(
      '\uFEFFagency,source_system,unit,officer,urn,file,line,record,field,rule,severity,dimension,status,problem,current_value,suggested_value,confidence,how_to_fix,fingerprint,marking\r\n',
    );
  });

  it('says where, what, what it is now, what it should be and how to fix it', () => {
    expect(row(finding())).toEqual({
      agency: 'amber',
      source_system: 'rms',
      unit: 'north',
      officer: 'A123',
      urn: 'U-7',
      file: 'batch.csv',
      line: '8',
      record: '7',
      field: 'colour',
      rule: 'paint/unknown-colour',
      severity: 'error',
      dimension: 'conformity',
      status: 'open',
      problem: 'Colour code RDE is not a colour',
      current_value: 'RDE',
      suggested_value: 'RED',
      confidence: 'likely',
      how_to_fix: 'Look the colour up. Then type its code.',
      fingerprint: '0123456789abcdef0123456789abcdef',
      marking: 'OFFICIAL',
    });
  });

  it('leaves empty what a fault of a file does not have', () => {
    expect(row(FINDINGS[0]!)).toMatchObject({
      agency: '',
      urn: '',
      field: '',
      current_value: '',
      suggested_value: '',
      confidence: '',
      record: '2',
    });
  });

  it('is one line of CRLF for any value, and no cell of it is a formula', () => {
    const hostile = finding({
      agency: HOSTILE,
      urn: HOSTILE,
      params: { value: HOSTILE },
      at: { file: HOSTILE, line: 2, record: 1, field: 'colour' },
    });
    const cells = Object.values(row(hostile));
    expect(cells).toHaveLength(20);
    for (const cell of cells) expect(cell).not.toMatch(/^[\s"']*(?<!')[=+\-@]/);
    expect(fixListRow(hostile, pack.rules[2]!, pack, 'OFFICIAL')).toMatch(/OFFICIAL\r\n$/);
    expect(row(hostile).urn).toBe(
      `'${HOSTILE.replace('\u001b', '\\u{1b}').replace('\u0007', '\\u{7}').replace('\u202e', '\\u{202e}').replace('\u200b', '\\u{200b}')}`,
    );
  });
});
