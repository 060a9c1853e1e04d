import { describe, expect, it } from 'vitest';
import type { Pack } from '../../src/model/pack.ts';
import type { Tally } from '../../src/model/tally.ts';
import { emptyTally, groupOf } from '../../src/tally/counts.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { places } from '../../src/tally/rank.ts';
import { ruleResults } from '../../src/tally/rule-results.ts';
import { scorecards, UNKNOWN_AGENCY } from '../../src/tally/scorecards.ts';
import { count, packOf, recordRule } from './invented.ts';

const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };
const pack: Pack = packOf([
  recordRule('p/a'),
  recordRule('p/b'),
  recordRule('p/w', { severity: 'warning' }),
  { ...recordRule('file/f'), kind: 'file', fault: 'ragged-row' },
]);

function add(tally: Tally, agency: string | null, system: string | null, unit: string | null, records: number, correct = records): void {
  const group = groupOf(tally, agency, system, unit);
  group.records += records;
  group.ready += records;
  group.coding.correct += correct;
  group.coding.missing += records - correct;
}

describe('scorecards', () => {
  it('sum systems, units, regions and the nation from the same groups', () => {
    const tally = emptyTally();
    add(tally, 'amber', 'rms', 'north', 3);
    add(tally, 'amber', 'web', 'north', 4);
    add(tally, 'amber', null, 'south', 5);
    add(tally, 'blue', 'rms', null, 6);
    add(tally, 'coral', 'rms', null, 7);
    add(tally, null, 'rms', null, 8);
    const cards = scorecards(tally, pack, info);
    expect(cards.nation.records).toBe(33);
    expect(cards.regions.map((card) => [card.region, card.records])).toEqual([['EAST', 18]]);
    expect(cards.agencies.map((card) => [card.agency, card.label, card.region, card.records])).toEqual([
      ['amber', 'Amber depot', 'EAST', 12],
      ['blue', 'Blue depot', 'EAST', 6],
      ['coral', 'Coral depot', null, 7],
      [UNKNOWN_AGENCY, UNKNOWN_AGENCY, null, 8],
    ]);
    const [amber] = cards.agencies;
    expect(amber?.sourceSystems.map((card) => [card.source_system, card.records])).toEqual([
      ['rms', 3],
      ['web', 4],
      [null, 5],
    ]);
    expect(amber?.units.map((card) => [card.unit, card.records])).toEqual([
      ['north', 7],
      ['south', 5],
    ]);
  });

  it('are the same whatever the order in which parts were merged', () => {
    const parts = ['coral', null, 'amber', 'blue'].map((agency) => {
      const tally = emptyTally();
      add(tally, agency, 'rms', 'north', 11, 4);
      count(tally, agency, 0, { applicable: 11, failed: 3 });
      return tally;
    });
    const forward = scorecards(parts.reduce(mergeTallies), pack, info);
    const backward = scorecards([...parts].reverse().reduce(mergeTallies), pack, info);
    expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
  });

  it('rank by coding rate, with ties, only agencies with enough records and a rate', () => {
    const tally = emptyTally();
    add(tally, 'amber', null, null, 20, 10);
    add(tally, 'blue', null, null, 40, 20);
    add(tally, 'coral', null, null, 9, 9);
    add(tally, 'dune', null, null, 10, 9);
    add(tally, null, null, null, 50, 50);
    groupOf(tally, 'empty', null, null).records = 30;
    const { agencies } = scorecards(tally, pack, info);
    expect(agencies.map((card) => [card.agency, card.rank, card.rankedOf])).toEqual([
      ['amber', 2, 3],
      ['blue', 2, 3],
      ['coral', null, 3],
      ['dune', 1, 3],
      ['empty', null, 3],
      [UNKNOWN_AGENCY, null, 3],
    ]);
    expect(agencies.find((card) => card.agency === 'empty')?.coding?.rate.percent).toBeNull();
  });

  it('leave a place out after a tie', () => {
    expect(places([50, 90, 50, null, 10])).toEqual([2, 1, 2, null, 4]);
  });

  it('show suspected records beside the rate, never in it, and null while nothing reads narratives', () => {
    const tally = emptyTally();
    add(tally, 'amber', null, null, 4, 3);
    expect(scorecards(tally, pack, info).nation.coding).toMatchObject({ suspected: null, rate: { count: 3, n: 4 } });
    const reading = packOf([recordRule('p/n', { basis: 'text', severity: 'warning', expect: { text: { not: { evidence: 'paint' } } } })]);
    expect(scorecards(tally, reading, info).nation.coding?.suspected).toBe(0);
    groupOf(tally, 'amber', null, null).coding.suspected = 2;
    expect(scorecards(tally, reading, info).nation.coding).toMatchObject({ suspected: 2, rate: { count: 3, n: 4 } });
  });

  it('have no coding if the packs define none', () => {
    const tally = emptyTally();
    add(tally, 'amber', null, null, 4);
    const { coding: _coding, ...rest } = pack;
    expect(scorecards(tally, rest, info).nation.coding).toBeNull();
  });
});

describe('verdicts', () => {
  function verdict(change: (tally: Tally) => void, over: Partial<typeof info> = {}) {
    const tally = emptyTally();
    add(tally, 'amber', null, null, 10);
    change(tally);
    const cards = scorecards(tally, pack, { ...info, ...over });
    return [cards.nation.verdict, cards.agencies[0]?.verdict];
  }

  it('are ready when every record is', () => {
    expect(verdict(() => {})[1]).toEqual({ verdict: 'ready', placeholderCodes: false, held: 0, fixes: [] });
  });

  it('say so when codes are placeholders', () => {
    expect(verdict(() => {}, { placeholderCodes: true })[1]).toMatchObject({ verdict: 'ready', placeholderCodes: true });
  });

  it('are ready with waivers when some records are so only by waivers', () => {
    expect(verdict((tally) => (groupOf(tally, 'amber', null, null).readyByWaiver = 1))[1]?.verdict).toBe('ready-with-waivers');
  });

  it('hold records and list the rules that hold them, most records first, warnings not', () => {
    const [, amber] = verdict((tally) => {
      groupOf(tally, 'amber', null, null).ready = 6;
      count(tally, 'amber', 0, { applicable: 10, failed: 1 });
      count(tally, 'amber', 1, { applicable: 10, failed: 3 });
      count(tally, 'amber', 2, { applicable: 10, failed: 9 });
    });
    expect(amber).toEqual({
      verdict: 'not-ready',
      placeholderCodes: false,
      held: 4,
      fixes: [
        { rule: 'p/b', records: 3 },
        { rule: 'p/a', records: 1 },
      ],
    });
  });

  it('are not ready for anyone when a file has errors, and name them among the fixes', () => {
    const both = verdict((tally) => tally.fileFindings.set(3, 2), { fileErrors: 2 });
    for (const one of both) expect(one).toMatchObject({ verdict: 'not-ready', held: 0, fixes: [{ rule: 'file/f', records: 2 }] });
  });

  it('are not ready when the run is not complete', () => {
    expect(verdict(() => {}, { complete: false }).map((one) => one?.verdict)).toEqual(['not-ready', 'not-ready']);
  });

  it('are not ready for no records at all', () => {
    const cards = scorecards(emptyTally(), pack, info);
    expect(cards.nation.verdict.verdict).toBe('not-ready');
    expect(cards.nation.ready.percent).toBeNull();
    expect(cards.agencies).toEqual([]);
  });
});

describe('rule results', () => {
  it('tell how each rule ended, in the order of the pack', () => {
    const tally = emptyTally();
    add(tally, 'amber', null, null, 10);
    add(tally, 'blue', null, null, 10);
    count(tally, 'amber', 0, { applicable: 10, failed: 3, waived: 1 });
    count(tally, 'blue', 0, { applicable: 5, failed: 1 });
    tally.skips.set(1, { reason: 'no column', records: 20 });
    tally.crashes.set(2, 'broken');
    tally.fileFindings.set(3, 4);
    expect(ruleResults(tally, pack)).toEqual([
      { rule: 'p/a', severity: 'error', status: 'ran', applicable: 15, failed: 4, waived: 1 },
      { rule: 'p/b', severity: 'error', status: 'skipped', reason: 'no column', applicable: 0, failed: 0, waived: 0 },
      { rule: 'p/w', severity: 'warning', status: 'crashed', reason: 'broken', applicable: 0, failed: 0, waived: 0 },
      { rule: 'file/f', severity: 'error', status: 'ran', applicable: 0, failed: 4, waived: 0 },
    ]);
  });

  it('say that a rule ran, and why not everywhere, when one file made it be skipped', () => {
    const tally = emptyTally();
    add(tally, 'amber', null, null, 10);
    count(tally, 'amber', 0, { applicable: 6 });
    tally.skips.set(0, { reason: 'no column', records: 4 });
    expect(ruleResults(tally, pack)[0]).toMatchObject({ status: 'ran', reason: 'no column', applicable: 6 });
  });

  it('call a rule that never applied not applicable', () => {
    expect(ruleResults(emptyTally(), pack)[0]).toMatchObject({ status: 'not-applicable', applicable: 0 });
  });
});
