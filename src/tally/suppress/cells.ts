import type { Score } from '../../model/run.ts';
import type { RootCause } from '../../model/scorecard.ts';

/** A count of a scorecard: its name within the scorecard and its value. */
export type Cell = readonly [name: string, count: number];

/** The counts of a scorecard, parted into breakdowns: those of one add up, or would, to something that is told too. */
export function breakdownsOf(card: Score): readonly (readonly Cell[])[] {
  const { records, ready, findings, coding, referrals, ocgs, volumes } = card;
  const inTwo = (name: string, part: number, whole: number): Cell[] => [
    [name, part],
    [`${name} not`, whole - part],
  ];
  const year = volumes.yearOnYear;
  return [
    [['records', records]],
    inTwo('ready', ready.count, ready.n),
    [
      ['error', findings.error],
      ['warning', findings.warning],
      ['info', findings.info],
      ['waived', findings.waived],
    ],
    coding === null
      ? []
      : [['correct', coding.correct], ['wrong', coding.wrong], ['missing', coding.missing], ...cell('suspected', coding.suspected)],
    referrals === null
      ? []
      : [
          ['withDocument', referrals.withDocument],
          ['referral missing', referrals.missing],
          ['outOfPeriod', referrals.outOfPeriod],
        ],
    referrals === null ? [] : [['referrals', referrals.total]],
    referrals === null ? [] : inTwo('late', referrals.late, referrals.withDocument),
    ocgs === null ? [] : inTwo('withRecentIntelligence', ocgs.withRecentIntelligence, ocgs.listed),
    ocgs === null ? [] : [['listed', ocgs.listed]],
    ocgs === null
      ? []
      : [
          ['archivedNamed', ocgs.archivedNamed],
          ['unknownNamed', ocgs.unknownNamed],
        ],
    ...card.topics.flatMap(({ topic, records, tagged, suspectedUntagged }) => [
      [[`topic ${topic}`, records] as const],
      inTwo(`tagged ${topic}`, tagged.count, tagged.n),
      cell(`spoken ${topic}`, suspectedUntagged),
    ]),
    ...card.timeliness.flatMap(({ measure, n, before, within }) => [
      [[`n ${measure}`, n] as const, [`before ${measure}`, before] as const],
      ...within.map(({ days, share }) => inTwo(`within ${measure} ${days}`, share.count, share.n)),
    ]),
    [...volumes.months.map(({ month, records }): Cell => [`month ${month}`, records]), ['undated', volumes.undated]],
    volumes.months.flatMap(({ month, subject }) => cell(`subject ${month}`, subject)),
    ...card.topics.map(({ topic }, index) =>
      volumes.months.flatMap(({ month, topics }) => cell(`topic ${topic} ${month}`, topics[index]?.records ?? null)),
    ),
    year === null ? [] : [['year', year.records]],
    year === null ? [] : [['year before', year.recordsBefore]],
    year === null ? [] : [...cell('year subject', year.subject)],
    year === null ? [] : [...cell('year subject before', year.subjectBefore)],
    ...card.values.map(({ field, values, others, absent }): Cell[] => [
      ...values.map(({ value, share }): Cell => [`value ${field} ${value}`, share.count]),
      ...cell(`others ${field}`, others?.records ?? null),
      [`absent ${field}`, absent],
    ]),
    ...card.defaults.map(({ field, share }) => inTwo(`default ${field}`, share.count, share.n)),
    card.rules.map(({ rule, failed }): Cell => [`failed ${rule}`, failed]),
    card.rules.map(({ rule, waived }): Cell => [`waived ${rule}`, waived]),
    ...card.rules.map(({ rule, applicable }): Cell[] => [[`applicable ${rule}`, applicable]]),
    card.verdict.fixes.map(({ rule, records }): Cell => [`fix ${rule}`, records]),
  ];
}

/** The name of a root cause's count. */
export const causeName = ({ agency, rule, field, source_system, value }: RootCause): string =>
  JSON.stringify([agency, rule, field, source_system, value]);

/** Root causes, parted into those that add up to the findings of one rule, field and agency. */
export function causeBreakdowns(causes: readonly RootCause[]): readonly (readonly Cell[])[] {
  const groups = new Map<string, Cell[]>();
  for (const cause of causes) {
    const key = JSON.stringify([cause.agency, cause.rule, cause.field]);
    groups.set(key, [...(groups.get(key) ?? []), [causeName(cause), cause.records]]);
  }
  return [...groups.values()];
}

function cell(name: string, count: number | null): Cell[] {
  return count === null ? [] : [[name, count]];
}
