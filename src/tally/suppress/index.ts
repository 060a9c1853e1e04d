import type { AgencyScorecard, Score, Scorecards } from '../../model/run.ts';
import type { Suppressible } from '../../model/scorecard.ts';
import { suppressedCause, suppressedScore } from './card.ts';
import { breakdownsOf, causeBreakdowns } from './cells.ts';
import { type Hideable, hideSmall } from './hide.ts';

/** Other ranked agencies from which on their medians tell nothing of one of them. */
const LEAST_PEERS = 3;

/** Scorecards in which no breakdown tells a count of 1 to `least` − 1, nor lets it be worked out: such figures are null. */
export function suppressed(cards: Scorecards, least: number): Suppressible<Scorecards> {
  const breakdowns: Hideable[][] = [];
  const named = new Map<object, Map<string, Hideable>>();
  const enter = (of: object, groups: readonly (readonly (readonly [string, number])[])[]): void => {
    const own = named.get(of) ?? new Map<string, Hideable>();
    named.set(of, own);
    for (const group of groups) {
      const cells = group.map(([name, count]) => {
        const known = own.get(name) ?? { count, hidden: false };
        own.set(name, known);
        return known;
      });
      breakdowns.push(cells);
    }
  };
  const parts = ({ sourceSystems, units }: AgencyScorecard): (readonly Score[])[] => [sourceSystems, units];
  const regions = cards.regions.map(({ region }) => cards.agencies.filter((card) => card.region === region));
  const siblings: readonly (readonly Score[])[] = [cards.agencies, cards.regions, ...regions, ...cards.agencies.flatMap(parts)];
  for (const card of [cards.nation, ...new Set(siblings.flat())]) enter(card, breakdownsOf(card));
  for (const group of siblings) breakdowns.push(...across(group.map((card) => named.get(card)!)));
  const causes = new Map(
    [...cards.rootCauses, ...cards.agencies.flatMap(({ rootCauses }) => rootCauses)].map((one) => [JSON.stringify(one), one]),
  );
  enter(cards, causeBreakdowns([...causes.values()]));
  enter(cards.ruleDebt, debtGroups(cards));
  hideSmall(breakdowns, least);

  const isHidden = (of: object) => (name: string) => named.get(of)?.get(name)?.hidden === true;
  const score = <S extends Score>(card: S): Suppressible<S> => suppressedScore(card, isHidden(card));
  const debt = isHidden(cards.ruleDebt);
  const ofNation = isHidden(cards.nation);
  const judged = <R extends { readonly rule: string; readonly applicable: number }>(one: R) => ({
    ...one,
    applicable: ofNation(`applicable ${one.rule}`) || ofNation('records') ? null : one.applicable,
  });
  const agency = (card: AgencyScorecard): Suppressible<AgencyScorecard> => {
    const own = score(card);
    const few = card.peers.agencies < LEAST_PEERS;
    return {
      ...own,
      rank: own.coding?.rate.percent === null ? null : card.rank,
      peers: few ? { agencies: card.peers.agencies, codingRate: null, ready: null, score: null } : card.peers,
      rootCauses: card.rootCauses.map((one) => suppressedCause(one, isHidden(cards))),
      sourceSystems: card.sourceSystems.map(score),
      units: card.units.map(score),
    };
  };
  const { neverFired, alwaysFired, mostWaived, mostDisputed } = cards.ruleDebt;
  return {
    ...cards,
    nation: score(cards.nation),
    regions: cards.regions.map(score),
    agencies: cards.agencies.map(agency),
    rootCauses: cards.rootCauses.map((one) => suppressedCause(one, isHidden(cards))),
    ruleDebt: {
      neverFired: neverFired.map(judged),
      alwaysFired: alwaysFired.map(judged),
      mostWaived: mostWaived.map((one) => ({ ...judged(one), waived: debt(`waived ${one.rule}`) ? null : one.waived })),
      mostDisputed: mostDisputed.map((one) => ({ ...judged(one), disputed: debt(`disputed ${one.rule}`) ? null : one.disputed })),
    },
  };
}

/** The same count of several scorecards that add up to another one. */
function across(cards: readonly ReadonlyMap<string, Hideable>[]): Hideable[][] {
  const names = new Set(cards.flatMap((card) => [...card.keys()]));
  return [...names].map((name) => cards.flatMap((card) => card.get(name) ?? []));
}

function debtGroups({ ruleDebt: { mostWaived, mostDisputed } }: Scorecards): (readonly [string, number])[][] {
  return [
    mostWaived.map(({ rule, waived }) => [`waived ${rule}`, waived] as const),
    mostDisputed.map(({ rule, disputed }) => [`disputed ${rule}`, disputed] as const),
  ];
}
