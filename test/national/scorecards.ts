import type { Pack, Severity } from '../../src/model/pack.ts';
import type { AgencyScorecard, Scorecards } from '../../src/model/run.ts';
import type { RootCause, RuleDebt } from '../../src/model/scorecard.ts';
import { isoOf } from './cells.ts';
import type { Known } from './known.ts';
import { type Beside, median, recount, shareOf } from './recount.ts';
import type { OfAgency } from './references.ts';

export const UNKNOWN = '(unknown agency)';

/** All that scorecards are made of. */
export interface Seen {
  readonly known: readonly Known[];
  readonly referrals: readonly OfAgency[] | undefined;
  readonly groups: readonly OfAgency[] | undefined;
}

/** A finding about all records of an agency. */
export interface AboutAgency {
  readonly agency: string | null;
  readonly severity: Severity;
}

const byText = (a: string, b: string) => (a < b ? -1 : 1);

/** Parts by name, those without one last. */
function parted(known: readonly Known[], nameOf: (one: Known) => string | null): [string | null, readonly Known[]][] {
  const parts = new Map<string | null, Known[]>();
  for (const one of known) {
    const name = nameOf(one);
    const own = parts.get(name);
    if (own === undefined) parts.set(name, [one]);
    else own.push(one);
  }
  return [...parts].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : byText(a, b)));
}

/** Scorecards from records one by one, without any sum of the program. */
export function recountAll(
  { known, referrals, groups }: Seen,
  about: readonly AboutAgency[],
  skipped: ReadonlySet<number>,
  asOf: string,
  pack: Pack,
): Scorecards {
  const entries = pack.codelists.get('agencies')!.entries;
  const regionOf = (agency: string | null) => (agency === null ? undefined : entries.get(agency)!.columns.get('region')![0]);
  const year = yearOf(known, asOf);
  const scoreOf = (own: readonly Known[], covers: ((agency: string | null) => boolean) | undefined) => {
    const covered = <T extends { readonly agency: string | null }>(all: readonly T[] | undefined) =>
      covers === undefined ? undefined : all?.filter(({ agency }) => covers(agency));
    const severities = (covered(about) ?? []).map(({ severity }) => severity);
    const beside: Beside = {
      ...{ pack, skipped, year, about: severities, isPart: covers === undefined },
      ...{ referrals: covered(referrals), groups: covered(groups) },
    };
    return recount(own, beside);
  };
  const causes = causesOf(known, pack);
  const agencies = parted(known, ({ agency }) => agency).map(([agency, own]) => ({
    agency: agency ?? UNKNOWN,
    label: agency === null ? UNKNOWN : entries.get(agency)!.label,
    region: regionOf(agency) ?? null,
    ...scoreOf(own, (other) => other === agency),
    rootCauses: causes.filter((cause) => cause.agency === (agency ?? UNKNOWN)).slice(0, 50),
    sourceSystems: parted(own, (one) => one.sourceSystem).map(([name, of]) => ({ source_system: name, ...scoreOf(of, undefined) })),
    units: parted(own, (one) => one.unit).map(([name, of]) => ({ unit: name, ...scoreOf(of, undefined) })),
  }));
  return {
    nation: scoreOf(known, () => true),
    regions: parted(known, ({ agency }) => regionOf(agency) ?? null).flatMap(([region, own]) =>
      region === null ? [] : [{ region, ...scoreOf(own, (agency) => regionOf(agency) === region) }],
    ),
    agencies: ranked(agencies, pack),
    rootCauses: causes.slice(0, 200),
    ruleDebt: debtOf(known, skipped, pack),
    dropped: [],
  };
}

/** The last month of the year that volumes are compared over; undefined if no record is older than that year. */
function yearOf(known: readonly Known[], asOf: string): number | undefined {
  const today = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  const months = known.flatMap(({ month }) => (month !== undefined && month <= today ? [month] : []));
  const last = Math.max(...months);
  return months.some((month) => month >= last - 23 && month <= last - 12) ? last : undefined;
}

function ranked(cards: readonly Omit<AgencyScorecard, 'rank' | 'rankedOf' | 'peers'>[], pack: Pack): AgencyScorecard[] {
  const rated = cards.filter(
    (card) => card.agency !== UNKNOWN && card.records >= pack.minimumForRanking && card.coding!.rate.percent !== null,
  );
  return cards.map((card) => {
    const rate = card.coding!.rate.percent!;
    const others = rated.filter((other) => other !== card);
    const middle = (of: (other: (typeof rated)[number]) => number | null) => {
      const found = median(others.flatMap((other) => of(other) ?? []));
      return found === null ? null : Math.round(found * 100) / 100;
    };
    return {
      ...card,
      rank: rated.includes(card) ? 1 + rated.filter((other) => other.coding!.rate.percent! > rate).length : null,
      rankedOf: rated.length,
      peers: {
        agencies: others.length,
        codingRate: middle((other) => other.coding!.rate.percent),
        ready: middle((other) => other.ready.percent),
        score: middle((other) => other.score),
      },
    };
  });
}

/** Open findings that share agency, source system, rule, field and value; values that fewer than 20 share stand together. */
function causesOf(known: readonly Known[], pack: Pack): RootCause[] {
  const clusters = new Map<string, { readonly days: number[]; readonly to: Set<string | undefined>; records: number }>();
  const totals = new Map<string, number>();
  const all = known.flatMap(({ agency, sourceSystem, day, faults }) =>
    faults.flatMap(({ isWaived, ...fault }) => (isWaived ? [] : [{ agency, sourceSystem, day, ...fault }])),
  );
  const shared = new Map<string, number>();
  const keyOf = ({ agency, sourceSystem, rule, field }: (typeof all)[number], value: string | null) =>
    JSON.stringify([agency ?? UNKNOWN, rule, field, sourceSystem, value]);
  for (const one of all) if (one.value !== null) shared.set(keyOf(one, one.value), (shared.get(keyOf(one, one.value)) ?? 0) + 1);
  for (const one of all) {
    const isShown = one.value !== null && shared.get(keyOf(one, one.value))! >= 20;
    const key = keyOf(one, isShown ? one.value : null);
    const cluster = clusters.get(key) ?? { days: [], to: new Set(), records: 0 };
    clusters.set(key, cluster);
    cluster.records++;
    if (one.day !== undefined) cluster.days.push(one.day);
    if (one.to !== undefined) cluster.to.add(one.to);
    const total = JSON.stringify([one.agency ?? UNKNOWN, one.rule, one.field]);
    totals.set(total, (totals.get(total) ?? 0) + 1);
  }
  return [...clusters]
    .sort(([a, one], [b, other]) => other.records - one.records || byText(a, b))
    .map(([key, { days, to, records }]) => {
      const [agency, rule, field, source_system, value] = JSON.parse(key) as [string, string, string, string | null, string | null];
      const [mapped] = to;
      const sorted = days.sort((a, b) => a - b).map(isoOf);
      return {
        ...{ agency, source_system, rule, field, value, records },
        ofRule: shareOf(records, totals.get(JSON.stringify([agency, rule, field]))!),
        ...{ first: sorted[0] ?? null, last: sorted.at(-1) ?? null },
        mapping: value !== null && to.size === 1 && mapped !== undefined ? { from: value, to: mapped, clears: records } : null,
      };
    })
    .filter(({ rule }) => pack.rules.some(({ id }) => id === rule));
}

function debtOf(known: readonly Known[], skipped: ReadonlySet<number>, pack: Pack): RuleDebt {
  const sum = (of: (one: Known) => readonly number[]) => {
    const sums = pack.rules.map(() => 0);
    for (const one of known) for (const rule of of(one)) sums[rule]!++;
    return sums;
  };
  const [applicable, failed, waived, disputed] = [
    sum((one) => one.applicable),
    sum((one) => one.failed),
    sum((one) => one.waived),
    sum((one) => one.disputed),
  ];
  const seen = pack.rules.flatMap(({ id, kind }, index) =>
    kind === 'file' || skipped.has(index) || applicable[index]! < pack.minimumForRanking
      ? []
      : [
          {
            rule: id,
            applicable: applicable[index]!,
            fired: failed[index]! + waived[index]!,
            waived: waived[index]!,
            disputed: disputed[index]!,
          },
        ],
  );
  const most = <K extends 'waived' | 'disputed'>(name: K) =>
    seen
      .filter((one) => one[name] > 0)
      .sort((a, b) => b[name] - a[name] || byText(a.rule, b.rule))
      .map((one) => ({ rule: one.rule, [name]: one[name], applicable: one.applicable }) as never);
  return {
    neverFired: seen.filter(({ fired }) => fired === 0).map(({ rule, applicable }) => ({ rule, applicable })),
    alwaysFired: seen.filter(({ fired, applicable }) => fired >= applicable).map(({ rule, applicable }) => ({ rule, applicable })),
    mostWaived: most('waived'),
    mostDisputed: most('disputed'),
  };
}
