import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherBaseline } from '../../src/baseline.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { Finding } from '../../src/model/finding.ts';
import { finding } from '../report/invented.ts';

const severities = ['error', 'warning', 'info'] as const;
const oneOf = fc.record({ print: fc.nat(4), waived: fc.boolean(), severity: fc.constantFrom(...severities) });
const made = ({ print, waived, severity }: { print: number; waived: boolean; severity: Finding['severity'] }): Finding =>
  finding({ rule: `rule-${print}`, severity, fingerprint: String(print).repeat(32), status: waived ? 'waived' : 'open' });

function baselineOf(findings: readonly Finding[]) {
  const gathered = gatherBaseline();
  for (const [index, one] of findings.entries()) gathered.add(JSON.stringify(one), index + 1);
  return gathered.whole();
}

describe('a baseline', () => {
  it('holds each fingerprint as often as it stood there open', () => {
    fc.assert(
      fc.property(fc.array(oneOf, { maxLength: 30 }), fc.array(oneOf, { maxLength: 30 }), (before, now) => {
        const [then, found] = [before.map(made), now.map(made)];
        const baseline = baselineOf(then);
        const fresh = found.filter((one) => baseline.isNew(one));
        const gone = then.filter((one) => baseline.isGone(JSON.stringify(one)));
        const times = (list: readonly Finding[], print: string, open = false) =>
          list.filter(({ fingerprint, status }) => fingerprint === print && (!open || status === 'open')).length;
        for (let print = 0; print < 5; print++) {
          const key = String(print).repeat(32);
          const [was, is] = [times(then, key, true), times(found, key)];
          expect(times(gone, key)).toBe(Math.max(0, was - is));
          // Which of several is new hangs on their order: a waived one may have used up the entry of an open one.
          expect(times(fresh, key)).toBeLessThanOrEqual(Math.max(0, is - was));
          if (times(found, key, true) === is) expect(times(fresh, key)).toBe(Math.max(0, is - was));
        }
        const result = baseline.result('f', 's');
        expect(result.findings).toBe(then.filter(({ status }) => status === 'open').length);
        expect(result.known + result.gone).toBe(result.findings);
        expect(result.gone).toBe(gone.length);
        expect(Object.values(result.new).reduce((sum, n) => sum + n, 0)).toBe(fresh.length);
        expect(result.goneByRule.reduce((sum, { findings }) => sum + findings, 0)).toBe(gone.length);
      }),
      { seed: 20260630, numRuns: 200 },
    );
  });

  it.each(['', '{', 'null', '7', '{"rule":"a"}', '{"rule":"a","status":"open","fingerprint":"abc"}'])(
    'refuses a line that is none: %j',
    (line) => {
      expect(() => gatherBaseline().add(line, 3)).toThrow(UsageError);
      expect(() => gatherBaseline().add(line, 3)).toThrow('line 3 is no finding');
    },
  );
});
