import type { DominantValueRule, NearDuplicateRule, UniqueRule, VolumeRule } from '../model/pack.ts';
import { listed } from './clause.ts';
import { count } from './numbers.ts';
import type { LabelOf } from './value-in-english.ts';

/** What a rule about many records expects, without its full stop; `when` is the clause that says which records count. */
export function batchRuleInEnglish(
  rule: UniqueRule | NearDuplicateRule | DominantValueRule | VolumeRule,
  label: LabelOf,
  when: string | undefined,
): string {
  if (rule.kind === 'volume') return volume(rule);
  if (rule.kind === 'dominantValue') return dominant(rule, label);
  const fields = listed(rule.fields.map(label), 'and');
  const aside = rule.differs.length === 0 ? '' : `, repeats under the same ${listed(rule.differs.map(label), 'and')} aside`;
  const among = when === undefined ? ',' : `, among records for which ${when},`;
  if (rule.kind === 'nearDuplicate') {
    const { equal, bands, words } = rule.near;
    const measure = `${equal} of ${bands} MinHash keys over runs of ${words} words in common`;
    return `Within all records${among} expect no ${fields} to be nearly that of an earlier record (${measure})${aside}`;
  }
  const per = rule.per.length === 0 ? 'all records' : `the same ${listed(rule.per.map(label), 'and')}`;
  const folded = rule.fold ? ', case and blanks aside' : '';
  const each = rule.fields.length > 1 ? 'each combination of ' : 'each ';
  return `Within ${per}${among} expect ${each}${fields} only once${folded}${aside}`;
}

const percent = (share: number): string => `${count(Math.round(share * 1000) / 10)}%`;

function dominant({ at, limits }: DominantValueRule, label: LabelOf): string {
  const { minimumRecords, minimumPeers, share, overPeers } = limits;
  const peers = `${minimumPeers} other ${minimumPeers === 1 ? 'agency' : 'agencies'}`;
  return (
    `For each of ${listed(at.map(label), 'and')}: expect no value to stand on ${percent(share)} or more of an agency's records and ` +
    `${percent(overPeers)} or more above the median of its peers, where it and at least ${peers} have ${count(minimumRecords)} records or more`
  );
}

function volume({ limits: { minimumRecords, below, above } }: VolumeRule): string {
  const bounds = [
    ...(below === undefined ? [] : [`no fewer than ${percent(below)}`]),
    ...(above === undefined ? [] : [`no more than ${percent(above)}`]),
  ];
  return `From each agency that had ${count(minimumRecords)} records or more in the previous run, expect ${listed(bounds, 'and')} of that number`;
}
