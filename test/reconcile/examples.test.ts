import { describe, expect, it } from 'vitest';
import { testExamples } from '../../src/examples.ts';
import type { Pack } from '../../src/model/pack.ts';
import { oicPack } from '../whole-runs/run.ts';

const pack = oicPack();
const rules = pack.rules.filter((rule) => rule.kind === 'reconcile');
const few: Pack = { ...pack, rules };

describe('rules that compare records with other files', () => {
  it('are there', () => {
    expect(rules.map((rule) => rule.id)).toEqual([
      'oic/agency-submitted-nothing',
      'oic/archived-ocg',
      'oic/document-late-for-referral',
      'oic/duplicate-ocg',
      'oic/duplicate-referral',
      'oic/ocg-without-recent-intelligence',
      'oic/referral-agency-mismatch',
      'oic/referral-matched-loosely',
      'oic/referral-without-document',
      'oic/unknown-ocg',
      'oic/unknown-referral',
    ]);
  });

  it('find in their examples what these say', async () => {
    const { passed, failures } = await testExamples(few, async () => []);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(40);
  });
});
