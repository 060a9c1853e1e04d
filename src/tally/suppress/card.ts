import type { Score, Share } from '../../model/run.ts';
import type { RootCause, Suppressible } from '../../model/scorecard.ts';
import { causeName } from './cells.ts';

/** Whether the count of that name is hidden. */
export type IsHidden = (name: string) => boolean;

const NOTHING: Suppressible<Share> = { count: null, n: null, percent: null, interval: null };

/** A scorecard in which hidden counts, and all that derives from them, are null. */
export function suppressedScore<S extends Score>(card: S, isHidden: IsHidden): Suppressible<S> {
  const all = isHidden('records');
  const hidden = (...names: string[]): boolean => all || names.some(isHidden);
  const count = <T>(value: T, ...names: string[]): T | null => (hidden(...names) ? null : value);
  const share = (of: Share, ...names: string[]): Suppressible<Share> => (hidden(...names) ? (all ? NOTHING : { ...NOTHING, n: of.n }) : of);
  const { coding, referrals, ocgs, volumes } = card;
  const year = volumes.yearOnYear;
  /** A dimension whose failures are all hidden would tell them. */
  const telling = (dimension: string): boolean => {
    const failing = card.rules.filter((rule) => rule.dimension === dimension && rule.failed > 0 && rule.gain !== null);
    return hidden() || (failing.length > 0 && failing.every(({ rule }) => isHidden(`failed ${rule}`)));
  };
  const dimensions = Object.entries(card.dimensions).map(([name, { score, n }]) => [
    name,
    { score: telling(name) ? null : score, n: hidden() ? null : n },
  ]);
  const out = {
    ...card,
    records: count(card.records),
    ready: share(card.ready, 'ready'),
    score: dimensions.some(([name]) => telling(name as string)) ? null : card.score,
    dimensions: Object.fromEntries(dimensions),
    findings: {
      error: count(card.findings.error, 'error'),
      warning: count(card.findings.warning, 'warning'),
      info: count(card.findings.info, 'info'),
      waived: count(card.findings.waived, 'waived'),
    },
    coding: coding && {
      subject: coding.subject,
      correct: count(coding.correct, 'correct'),
      wrong: count(coding.wrong, 'wrong'),
      missing: count(coding.missing, 'missing'),
      suspected: count(coding.suspected, 'suspected'),
      rate: hidden('correct', 'wrong', 'missing') ? NOTHING : coding.rate,
    },
    referrals: referrals && {
      total: count(referrals.total, 'referrals'),
      withDocument: count(referrals.withDocument, 'withDocument'),
      missing: count(referrals.missing, 'referral missing'),
      late: count(referrals.late, 'late'),
      outOfPeriod: count(referrals.outOfPeriod, 'outOfPeriod'),
      medianLagDays: count(referrals.medianLagDays, 'withDocument'),
    },
    ocgs: ocgs && {
      listed: count(ocgs.listed, 'listed'),
      withRecentIntelligence: count(ocgs.withRecentIntelligence, 'withRecentIntelligence'),
      archivedNamed: count(ocgs.archivedNamed, 'archivedNamed'),
      unknownNamed: count(ocgs.unknownNamed, 'unknownNamed'),
    },
    topics: card.topics.map((one) => ({
      ...one,
      records: count(one.records, `topic ${one.topic}`),
      tagged: isHidden(`topic ${one.topic}`) ? NOTHING : share(one.tagged, `tagged ${one.topic}`),
      suspectedUntagged: count(one.suspectedUntagged, `spoken ${one.topic}`),
    })),
    timeliness: card.timeliness.map((one) => ({
      ...one,
      n: count(one.n, `n ${one.measure}`),
      before: count(one.before, `before ${one.measure}`),
      p50: count(one.p50, `n ${one.measure}`),
      p90: count(one.p90, `n ${one.measure}`),
      within: one.within.map(({ days, share: of }) => ({
        days,
        share: isHidden(`n ${one.measure}`) ? NOTHING : share(of, `within ${one.measure} ${days}`),
      })),
    })),
    volumes: {
      months: volumes.months.map(({ month, records, subject, topics }) => ({
        month,
        records: count(records, `month ${month}`),
        subject: count(subject, `subject ${month}`),
        topics: topics.map((one) => ({ topic: one.topic, records: count(one.records, `topic ${one.topic} ${month}`) })),
      })),
      undated: count(volumes.undated, 'undated'),
      yearOnYear: year && {
        ...year,
        records: count(year.records, 'year'),
        recordsBefore: count(year.recordsBefore, 'year before'),
        changePercent: count(year.changePercent, 'year', 'year before'),
        subject: count(year.subject, 'year subject'),
        subjectBefore: count(year.subjectBefore, 'year subject before'),
        subjectChangePercent: count(year.subjectChangePercent, 'year subject', 'year subject before'),
      },
    },
    values: card.values.map((one) => ({
      ...one,
      records: count(one.records, `absent ${one.field}`),
      absent: count(one.absent, `absent ${one.field}`),
      values: one.values.map(({ value, label, share: of }) => ({ value, label, share: share(of, `value ${one.field} ${value}`) })),
      others: one.others && {
        values: count(one.others.values, `others ${one.field}`),
        records: count(one.others.records, `others ${one.field}`),
      },
    })),
    defaults: card.defaults.map((one) => ({ ...one, share: share(one.share, `default ${one.field}`) })),
    training: card.training.map((one) => ({ ...one, findings: count(one.findings, ...one.rules.map((rule) => `failed ${rule}`)) })),
    verdict: {
      ...card.verdict,
      held: count(card.verdict.held, 'ready not'),
      fixes: card.verdict.fixes.map(({ rule, records }) => ({ rule, records: count(records, `fix ${rule}`, `failed ${rule}`) })),
    },
    rules: card.rules.map((one) => ({
      ...one,
      applicable: count(one.applicable, `applicable ${one.rule}`),
      failed: count(one.failed, `failed ${one.rule}`),
      waived: count(one.waived, `waived ${one.rule}`),
      gain: count(one.gain, `failed ${one.rule}`),
    })),
  };
  return out as unknown as Suppressible<S>;
}

/** A root cause in which a hidden count, its days among them, is null. */
export function suppressedCause(cause: RootCause, isHidden: IsHidden): Suppressible<RootCause> {
  if (!isHidden(causeName(cause))) return cause;
  return {
    ...cause,
    records: null,
    ofRule: NOTHING,
    first: null,
    last: null,
    mapping: cause.mapping && { ...cause.mapping, clears: null },
  };
}
