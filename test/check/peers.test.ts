import { describe, expect, it } from 'vitest';
import { HIDDEN, NOBODY } from '../../src/check/finding.ts';
import { addPeers, countPeers, suggestOfPeers } from '../../src/check/peers.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Rule } from '../../src/model/pack.ts';
import { field, pack } from '../small-pack.ts';

const small = pack([field('ref', { role: 'urn' }), field('depot', { role: 'agency' })], []);
type Signs = readonly [agency: string | null, system: string | null, urn: string | null, times?: number];

function peersOf(all: readonly Signs[]) {
  const { add, peers } = countPeers();
  for (const [agency, source_system, urn, times = 10] of all)
    for (let n = 0; n < times; n++) add({ ...NOBODY, agency, source_system }, urn);
  return peers();
}
const finding = (system: string | null, urn: string | null, over: object = {}) =>
  ({
    ...NOBODY,
    ...{ source_system: system, urn, suggestion: null, params: { value: ' ambre ' } },
    at: { file: 'f', line: 2, record: 1, field: 'depot' },
    ...over,
  }) as unknown as Finding;
/** What is suggested for a record with these signs. */
const suggested = (peers: readonly Signs[], system: string | null, urn: string | null, over: object = {}) =>
  suggestOfPeers(small, peersOf(peers)).complete(finding(system, urn, over)).suggestion;

describe('the agency of a record that names none', () => {
  it('is that of all records with its source system', () => {
    expect(suggested([['amber', 'rms', null]], 'rms', null)).toEqual({
      ...{ field: 'depot', from: 'ambre', to: 'amber', confidence: 'likely', reason: 'records-agree' },
    });
    expect(suggested([['amber', 'rms', null]], 'web', null)).toBeNull();
    expect(
      suggested(
        [
          ['amber', 'rms', null],
          ['blue', 'rms', null, 1],
        ],
        'rms',
        null,
      ),
    ).toBeNull();
    expect(suggested([['amber', 'rms', null, 9]], 'rms', null)).toBeNull();
    expect(suggested([[null, 'rms', null]], 'rms', null)).toBeNull();
  });

  it('or of all whose reference begins with the same two to eight letters, in any case', () => {
    const begins = (theirs: string, own: string) => suggested([['amber', null, theirs]], null, own)?.to ?? null;
    expect(begins('AB/12', 'ab-99')).toBe('amber');
    expect(begins('AB/12', 'AC/12')).toBeNull();
    expect(begins('ABCDEFGH1', 'abcdefgh2')).toBe('amber');
    expect(begins('az1', 'AZ2')).toBe('amber');
    for (const none of ['A1', '1AB', 'ABCDEFGHI1', 'ABC', '', '@B1', '[B1', '`b1', '{b1']) expect(begins(none, none), none).toBeNull();
  });

  it('only if all its signs agree', () => {
    const both: Signs[] = [['amber', 'rms', 'AB1']];
    expect(suggested(both, 'rms', 'AB2')?.to).toBe('amber');
    expect(
      suggested(
        [
          ['amber', 'rms', null],
          ['blue', null, 'AB1'],
        ],
        'rms',
        'AB2',
      ),
    ).toBeNull();
    expect(
      suggested(
        [
          ['amber', 'rms', null],
          ['amber', null, 'AB1'],
        ],
        'rms',
        'AB2',
      )?.to,
    ).toBe('amber');
  });

  it('never rests on a source system that is hidden', () => {
    expect(suggested([['amber', HIDDEN, null]], HIDDEN, null)).toBeNull();
  });

  it('is only for a finding about the agency of a record that has none, with no other suggestion', () => {
    const peers: Signs[] = [['amber', 'rms', null]];
    const other = { field: 'depot', from: 'x', to: 'y', confidence: 'certain', reason: 'near' };
    expect(suggested(peers, 'rms', null, { suggestion: other })).toEqual(other);
    expect(suggested(peers, 'rms', null, { agency: 'blue' })).toBeNull();
    expect(suggested(peers, 'rms', null, { at: { file: 'f', line: 2, record: 1, field: 'ref' } })).toBeNull();
    expect(suggested(peers, 'rms', null, { at: { file: 'f', line: 2, record: null, field: 'depot' } })).toBeNull();
  });

  it('is looked for in findings of the rules alone that may stand at the agency', () => {
    const rules = [['ref'], ['ref', 'depot'], ['*']].map((at, n) => ({ id: `rule-${n}`, kind: 'record', at }) as unknown as Rule);
    const { mayComplete } = suggestOfPeers({ ...small, rules }, peersOf([]));
    expect([0, 1, 2].map(mayComplete)).toEqual([false, true, true]);
    expect(suggestOfPeers({ ...small, rules, fields: [] }, peersOf([])).mayComplete(1)).toBe(false);
  });

  it('is hidden as the value is', () => {
    const peers: Signs[] = [['amber', 'rms', null]];
    for (const value of [HIDDEN, ''])
      expect(suggested(peers, 'rms', null, { params: { value } })).toMatchObject({ from: value, to: value });
    expect(suggested(peers, 'rms', null, { params: { value: null } })).toMatchObject({ from: null, to: 'amber' });
  });

  it('is counted over all parts of a run', () => {
    const sum = new Map<string, Map<string, number>>();
    for (const part of [
      peersOf([['amber', 'rms', null, 6]]),
      peersOf([
        ['amber', 'rms', null, 4],
        ['blue', 'web', null, 1],
      ]),
    ])
      addPeers(sum, part);
    expect(sum).toEqual(
      new Map([
        ['system rms', new Map([['amber', 10]])],
        ['system web', new Map([['blue', 1]])],
      ]),
    );
  });

  it('is not asked of signs without end', () => {
    const { add, peers } = countPeers();
    for (let n = 0; n < 10_001; n++) add({ ...NOBODY, agency: 'amber', source_system: `system ${n}` }, null);
    for (let n = 0; n < 2; n++) add({ ...NOBODY, agency: 'amber', source_system: 'system 7' }, null);
    expect(peers().size).toBe(10_000);
    expect(peers().get('system system 7')?.get('amber')).toBe(3);
  });
});
