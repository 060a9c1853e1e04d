import type { CodelistEntry, Pack, Severity } from '../model/pack.ts';
import type { AgencyScorecard, Score, Scorecards } from '../model/run.ts';
import type { Dropped } from '../model/scorecard.ts';
import type { GroupTally, Tally } from '../model/tally.ts';
import { sumOfGroups } from './counts.ts';
import { MOST_DISTINCT } from './limits.ts';
import { peersOf } from './peers.ts';
import { places } from './rank.ts';
import { type Covers, reconciled } from './references.ts';
import { MOST_OF_AGENCY, MOST_OF_ALL, rootCauses } from './root-causes.ts';
import { ruleDebt } from './rule-debt.ts';
import { rulesOutOfScore } from './rule-results.ts';
import { groupScore } from './score.ts';
import { share } from './share.ts';
import { timelinessOf } from './timeliness.ts';
import { topicsOf } from './topics.ts';
import { trainingOf } from './training.ts';
import { defaultsOf, valuesOf } from './values.ts';
import { type VerdictInfo, verdictOf } from './verdict.ts';
import { volumesOf, yearOf } from './volumes.ts';

/** Stands where the code of an agency would, for records whose agency is missing or unknown. */
export const UNKNOWN_AGENCY = '(unknown agency)';

/**
 * Scorecards of a whole tally: nation, regions, agencies, and within an agency its source systems and, apart from
 * those, its units. Everything is derived here from sums; no percentage is kept in a tally.
 */
export function scorecards(tally: Tally, pack: Pack, info: VerdictInfo): Scorecards {
  const groups = [...tally.groups.values()];
  const all = sumOfGroups(groups);
  const scoreOf = scorer(tally, pack, info, all);
  const listed = agencyEntries(pack);
  const regionOf = (agency: string | null) => (agency === null ? null : (listed?.get(agency)?.columns.get('region')?.[0] ?? null));

  const nameOf = (agency: string | null) => agency ?? UNKNOWN_AGENCY;
  const causes = rootCauses(tally, pack, nameOf);
  const agencies = parts(groups, (group) => group.agency).map(([agency, own]) => ({
    agency: nameOf(agency),
    label: agency === null ? UNKNOWN_AGENCY : (listed?.get(agency)?.label ?? agency),
    region: regionOf(agency),
    ...scoreOf(own, (about) => about === agency),
    rootCauses: causes.filter((cause) => cause.agency === nameOf(agency)).slice(0, MOST_OF_AGENCY),
    sourceSystems: parts(own, (group) => group.sourceSystem).map(([name, of]) => ({
      source_system: name,
      ...failing(scoreOf(of)),
    })),
    units: parts(own, (group) => group.unit).map(([name, of]) => ({ unit: name, ...failing(scoreOf(of)) })),
  }));
  return {
    nation: scoreOf(groups, () => true),
    regions: parts(groups, (group) => regionOf(group.agency)).flatMap(([region, of]) =>
      region === null ? [] : [{ region, ...scoreOf(of, (about) => regionOf(about) === region) }],
    ),
    agencies: ranked(agencies, pack),
    rootCauses: causes.slice(0, MOST_OF_ALL),
    ruleDebt: ruleDebt(all, pack, rulesOutOfScore(tally, pack)),
    dropped: droppedOf(tally, pack),
  };
}

function droppedOf({ dropped }: Tally, pack: Pack): Dropped[] {
  return [...dropped].sort().map((text) => {
    const [what, index] = text.split(':') as [Dropped['what'], string | undefined];
    const fieldOf = (at: number) => (what === 'values' ? pack.scorecard?.values[at] : pack.fields[at]?.name) ?? null;
    return { what, field: index === undefined ? null : fieldOf(Number(index)), most: MOST_DISTINCT };
  });
}

/** Within an agency only rules and default values that are met are listed, and months without topics: forty units times all of it is no scorecard. */
function failing(score: Score): Score {
  const months = score.volumes.months.map((month) => ({ ...month, topics: [] }));
  return {
    ...score,
    volumes: { ...score.volumes, months },
    defaults: score.defaults.filter(({ share: { count } }) => count > 0),
    rules: score.rules.filter((rule) => rule.failed > 0 || rule.waived > 0),
  };
}

function ranked(agencies: readonly Omit<AgencyScorecard, 'rank' | 'rankedOf' | 'peers'>[], pack: Pack): AgencyScorecard[] {
  const rates = agencies.map((card) => {
    if (card.agency === UNKNOWN_AGENCY || card.records < pack.minimumForRanking) return null;
    return card.coding?.rate.percent ?? null;
  });
  const ranks = places(rates);
  const rankedOf = ranks.filter((rank) => rank !== null).length;
  const inRank = agencies.filter((_, index) => ranks[index] !== null);
  return agencies.map((card, index) => ({ ...card, rank: ranks[index] ?? null, rankedOf, peers: peersOf(card, inRank) }));
}

/** Scores some groups; `covers` says whether what is known of all records of an agency belongs to them. */
type Scorer = (groups: readonly GroupTally[], covers?: Covers) => Score;

function scorer(tally: Tally, pack: Pack, info: VerdictInfo, all: GroupTally): Scorer {
  const year = yearOf(all.measures, info.asOf);
  const out = rulesOutOfScore(tally, pack);
  const suspectedKnown = readsNarratives(pack) || [...tally.groups.values()].some((group) => group.coding.suspected > 0);
  return (groups, covers) => {
    const sum = sumOfGroups(groups);
    const about = findingsAbout(tally, pack, covers);
    const { correct, wrong, missing, suspected } = sum.coding;
    const { score, dimensions, rules } = groupScore(sum, pack, out);
    return {
      records: sum.records,
      ready: share(sum.ready, sum.records),
      score,
      dimensions,
      findings: {
        error: sum.errors + about.error,
        warning: sum.warnings + about.warning,
        info: sum.infos + about.info,
        waived: sum.waivedFindings + about.waived,
      },
      coding: pack.coding
        ? {
            subject: pack.coding.name,
            correct,
            wrong,
            missing,
            suspected: suspectedKnown ? suspected : null,
            rate: share(correct, correct + wrong + missing),
          }
        : null,
      ...reconciled(tally, pack, sum, covers),
      topics: topicsOf(sum.measures, pack),
      timeliness: timelinessOf(sum.measures, pack),
      volumes: volumesOf(sum.measures, pack, year),
      values: valuesOf(sum.measures, pack, tally),
      defaults: defaultsOf(sum.measures, pack),
      training: trainingOf(sum, pack),
      verdict: verdictOf(sum, tally, pack, info),
      rules,
    };
  };
}

/** Findings about all records of the agencies that `covers` names. */
function findingsAbout(tally: Tally, pack: Pack, covers: Covers): Record<Severity | 'waived', number> {
  const sums = { error: 0, warning: 0, info: 0, waived: 0 };
  if (covers === undefined) return sums;
  for (const agencies of tally.waivedAgencyFindings.values())
    for (const [agency, count] of agencies) if (covers(agency)) sums.waived += count;
  for (const [rule, agencies] of tally.agencyFindings)
    for (const [agency, count] of agencies) if (covers(agency)) sums[pack.rules[rule]!.severity] += count;
  return sums;
}

/** True if a rule asks what a narrative speaks of: without one, "0 suspected" would claim what nobody looked for. */
function readsNarratives(pack: Pack): boolean {
  return pack.rules.some((rule) => rule.kind === 'record' && JSON.stringify([rule.when, rule.expect]).includes('"evidence":'));
}

function agencyEntries(pack: Pack): ReadonlyMap<string, CodelistEntry> | undefined {
  const list = pack.fields.find((field) => field.role === 'agency')?.codelist;
  return list === undefined ? undefined : pack.codelists.get(list)?.entries;
}

/** Groups parted by a name, in code unit order of it, null last: the same order on every machine. */
function parts(groups: readonly GroupTally[], nameOf: (group: GroupTally) => string | null): [string | null, GroupTally[]][] {
  const byName = new Map<string | null, GroupTally[]>();
  for (const group of groups) {
    const name = nameOf(group);
    const own = byName.get(name);
    if (own) own.push(group);
    else byName.set(name, [group]);
  }
  return [...byName].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
}
