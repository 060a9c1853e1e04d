import { describe, expect, it } from 'vitest';
import { tableReport } from '../../src/report/table.ts';
import { FINDINGS, finding, HOSTILE, packOf, RULES, runOf, TOTALS } from './invented.ts';

const pack = packOf(RULES);
const report = (width: number, color = false, over = {}) => tableReport(runOf(pack, over), pack, FINDINGS, TOTALS, { width, color });

describe('the report on a terminal', () => {
  it.each([80, 100, 120])('fits %i characters', (width) => {
    const longest = Math.max(
      ...report(width)
        .split('\n')
        .map((line) => [...line].length),
    );
    expect(longest).toBeLessThanOrEqual(width);
    expect(longest).toBeGreaterThan(width * 0.7);
  });

  it('carries the marking first and last, and the verdict before all else', () => {
    const lines = report(120).trimEnd().split('\n');
    expect(lines[0]).toBe('OFFICIAL-SENSITIVE');
    expect(lines.at(-1)).toBe('OFFICIAL-SENSITIVE');
    expect(lines[2]).toBe('Verdict: not ready: 135 of 1,238,579 records held');
    expect(lines[3]).toContain('as of 2026-06-30');
  });

  it('has a line for each agency and one for all, with n beside every share', () => {
    const lines = report(120).split('\n');
    const line = (label: string) => lines.find((one) => one.startsWith(label))?.replace(/ +/g, ' ');
    expect(line('Amber depot')).toContain('4,000 96.93% (96.34–97.42) 87.50% of 4,000 123 3 98.46 not ready');
    expect(line('(unknown agency)')).toContain('12 0.00% (0.00–24.25) 0.00% of 12 12 3');
    expect(line('All records')).toContain('1,238,579 99.99% (99.99–99.99)');
  });

  it('says what it does not show', () => {
    expect(report(80)).toContain('First findings (shown 2 of 4,213)');
    expect(report(80)).toContain('Findings that rest on wording or statistics (shown 1 of 12)');
  });

  it('sets findings that rest on wording apart, after those that records prove', () => {
    const text = report(80);
    expect(text.indexOf('Colour code RDE is not a colour')).toBeLessThan(text.indexOf('rest on wording or statistics'));
    expect(text.indexOf('The words some paint')).toBeGreaterThan(text.indexOf('rest on wording or statistics'));
    expect(text.slice(text.indexOf('Rules that cost most'), text.indexOf('First findings'))).not.toContain('paint/vague-words');
  });

  it('says that codes are placeholders, and does not when none is', () => {
    expect(report(80)).toContain('Placeholder codes:');
    expect(report(80, false, { codelists: [] })).not.toContain('Placeholder codes:');
  });

  it('says what was not judged, and what could not be done', () => {
    expect(report(80)).toContain('paint/vague-words: skipped in part: no column for tags');
    expect(report(80)).not.toContain('Not all of the job');
    expect(report(80, false, { complete: false, incomplete: ['b.csv ends inside a record'] })).toContain(
      'Not all of the job could be done\n  - b.csv ends inside',
    );
  });

  it('says how each file was read', () => {
    expect(report(120)).toContain('batch.csv: csv, gzip, windows-1252, delimiter ;, 1,238,579 records, 1 fault');
  });

  it('has no colour unless asked, and the same words with it', () => {
    expect(report(120)).not.toContain('\u001b');
    const coloured = report(120, true);
    expect(coloured).toContain('\u001b[31m');
    expect(coloured.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(report(120));
  });

  it('obeys nothing that a value, a file name, a label or a marking says', () => {
    const evil = finding({ params: { value: HOSTILE }, at: { file: HOSTILE, line: 2, record: 1, field: HOSTILE } });
    const run = runOf(pack, { marking: HOSTILE, incomplete: [HOSTILE], complete: false });
    const { agencies } = run.scorecards;
    const cards = { ...run.scorecards, agencies: agencies.map((card) => ({ ...card, label: HOSTILE })) };
    const text = tableReport({ ...run, scorecards: cards }, pack, [evil], TOTALS, { width: 80, color: false });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
    expect(text).toContain('\\u{1b}]0;x\\u{7}');
  });
});
