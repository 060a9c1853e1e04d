import { describe, expect, it } from 'vitest';
import { openMetrics } from '../../src/report/openmetrics.ts';
import { packOf, RULES, runOf } from './invented.ts';

describe('figures for monitoring', () => {
  const run = runOf(packOf(RULES));

  it('follow the OpenMetrics format line by line', () => {
    const text = openMetrics(run);
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    const label = '[a-z_]+="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
    const sample = new RegExp(`^pnd_lint_[a-z_]+(?:\\{${label}(?:,${label})*\\})? -?\\d+(?:\\.\\d+)?$`);
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(line.startsWith('#') ? /^# (?:(?:TYPE|HELP) pnd_lint_[a-z_]+ .|EOF$)/ : sample);
    const types = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]);
    expect(new Set(types).size).toBe(types.length);
  });

  it('hold the counts of the scorecards, each ratio beside its base', () => {
    const text = openMetrics(run);
    const { nation, agencies } = run.scorecards;
    expect(text).toContain(`pnd_lint_records{level="nation",name=""} ${nation.records}\n`);
    for (const card of agencies) {
      expect(text).toContain(`pnd_lint_ready_records{level="agency",name="${card.agency}"} ${card.ready.count}\n`);
      expect(text).toContain(`pnd_lint_findings{level="agency",name="${card.agency}",severity="error"} ${card.findings.error}\n`);
    }
    expect(openMetrics({ ...run, complete: false })).toContain('pnd_lint_complete 0\n');
  });

  it('escape what stands in labels', () => {
    expect(openMetrics({ ...run, marking: 'A "B"\\\nC' })).toContain('marking="A \\"B\\"\\\\\\nC"');
  });
});
