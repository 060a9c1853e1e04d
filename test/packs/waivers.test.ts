import { describe, expect, it } from 'vitest';
import { PackError, UsageError } from '../../src/model/errors.ts';
import { loadWaivers, waiversOf } from '../../src/packs/index.ts';
import { oicPack } from '../whole-runs/run.ts';

const GOOD = {
  id: 'W-1',
  rule: 'oic/retired-crime-identifier',
  scope: { agency: 'kent' },
  reason: 'other',
  text: 'Invented.',
  owner: 'Data quality manager',
  approver: 'Head of intelligence',
  issued: '2026-01-01',
  expires: '2027-01-01',
};
const bytesOf = (...waivers: object[]) => Buffer.from(JSON.stringify({ waivers }, null, 1));

function problems(...waivers: object[]): readonly { readonly path: string; readonly message: string }[] {
  try {
    waiversOf(bytesOf(...waivers), 'waivers.json', oicPack());
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
}

describe('a waiver file', () => {
  it('is read, with the line of each waiver and the hash of its bytes', () => {
    const list = waiversOf(bytesOf(GOOD, { ...GOOD, id: 'W/2' }), 'waivers.json', oicPack());
    expect(list.waivers).toMatchObject([{ id: 'W-1' }, { id: 'W/2' }]);
    expect(list.lines).toEqual([4, 17]);
    expect(list.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a rule that is not there', { rule: 'oic/retired-crime-identifer' }, 'rule', 'did you mean "oic/retired-crime-identifier"?'],
    ['a rule about files', { rule: 'file/ragged-row' }, 'rule', 'to be mended, not waived'],
    ['no scope', { scope: {} }, 'scope', 'at least one'],
    ['an unknown agency', { scope: { agency: 'Kent' } }, 'scope.agency', 'did you mean "kent"?'],
    ['a field where the rule never stands', { scope: { field: 'urn' } }, 'scope.field', 'crime_identifier_codes'],
    ['a reason of its own', { reason: 'because' }, 'reason', '"historic-record"'],
    ['an approver who is the owner', { approver: 'data  quality manager' }, 'approver', 'somebody else'],
    ['no end', { expires: undefined }, '', 'expires'],
    ['more than a year', { expires: '2027-01-02' }, 'expires', '2027-01-01 at most'],
    ['an end before it begins', { expires: '2025-12-31' }, 'expires', 'before the day of issue'],
    ['a day that is none', { issued: '2026-02-30' }, 'issued', 'YYYY-MM-DD'],
    ['a share of one record', { scope: { urn: 'x' }, cap: { share: 0.1 } }, 'cap.share', 'one record'],
    ['two caps', { cap: { share: 0.1, count: 3 } }, 'cap', ''],
    ['a key that is not known', { note: 'x' }, 'note', ''],
  ])('is refused with %s', (_, change, path, words) => {
    const [problem, ...more] = problems({ ...GOOD, ...change });
    expect(more).toEqual([]);
    expect(problem!.path).toBe(path === '' ? '$.waivers[0]' : `$.waivers[0].${path}`);
    expect(problem!.message).toContain(words);
  });

  it('is refused with all that is wrong at once', () => {
    const found = problems({ ...GOOD, approver: GOOD.owner }, { ...GOOD, rule: 'x' }, { ...GOOD, expires: '2029-01-01' });
    expect(found.map(({ path }) => path)).toEqual([
      '$.waivers[0].approver',
      '$.waivers[1].id',
      '$.waivers[1].rule',
      '$.waivers[2].id',
      '$.waivers[2].expires',
    ]);
  });

  it('that is not there is a wrong command', () => {
    expect(() => loadWaivers('/nowhere/waivers.json', oicPack())).toThrow(UsageError);
  });
});
