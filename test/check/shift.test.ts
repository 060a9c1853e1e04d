import { describe, expect, it } from 'vitest';
import { lintFiles } from '../whole-runs/run.ts';

const HEAD =
  'urn,agency,officer,reported_on,source_evaluation,intelligence_assessment,handling_code,protective_marking,crime_identifier_codes,threat_area,narrative';
/** The code does not belong to the area: a second fault, at a field of codes. */
const record = (gradings: string) =>
  `KNT-26-1,kent,1234,2026-06-01,${gradings},OFFICIAL,PLACEHOLDER-OIC-FACILITATION,LEGITIMATE_MEANS,"A man was seen near the harbour wall at noon."`;

/** Rules of the findings of one record. */
const rulesOf = async (row: string) => {
  const { findings } = await lintFiles({ 'batch.csv': `${HEAD}\n${row}\n` });
  return findings.filter(({ at }) => at.record === 1).map(({ rule }) => rule);
};

describe('cells that look as if they stood one column off', () => {
  it.each(['A,4,4', 'B,5,5', 'E,4,5', 'B,2,1'])('are not seen in gradings of the old form: %s', async (gradings) => {
    const rules = await rulesOf(record(gradings));
    expect(rules).not.toContain('file/shifted-cells');
    expect(rules).toContain('intelligence-report/legacy-grading-in-columns');
  });

  it.each(['2,C,P', '2,C,C', '1,A,C', '3,E,C'])(
    'are seen where a delimiter was lost before the gradings %s, whichever fit by chance',
    async (gradings) => {
      const row = record(gradings).replace(',', ' ');
      expect(await rulesOf(`${row},`)).toContain('file/shifted-cells');
    },
  );

  it.each(['2,C,P', '2,C,C', 'B,C,P', '2,3,C', 'X,C,Y'])('are not seen in gradings of which some do not fit: %s', async (gradings) => {
    expect(await rulesOf(record(gradings))).not.toContain('file/shifted-cells');
  });
});
