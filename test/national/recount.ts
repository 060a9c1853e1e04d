import { DIMENSIONS, type Dimension, type Pack, type Severity } from '../../src/model/pack.ts';
import type { Score, Share } from '../../src/model/run.ts';
import type { Known } from './known.ts';
import type { OfAgency } from './references.ts';

const Z = 1.959963984540054;
const two = (value: number) => Math.round(value * 100) / 100 + 0;

/** Wilson's interval as the roots of (p̂ − p)² = z²·p(1 − p)/n. */
export function shareOf(count: number, n: number): Share {
  if (n === 0) return { count, n, percent: null, interval: null };
  const root = Z * Math.sqrt(Z * Z + (4 * count * (n - count)) / n);
  const at = (sign: 1 | -1) => two((100 * (2 * count + Z * Z + sign * root)) / (2 * (n + Z * Z)));
  return { count, n, percent: two((100 * count) / n), interval: [count === 0 ? 0 : at(-1), count === n ? 100 : at(1)] };
}

export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [a, b] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return a === undefined || b === undefined ? null : (a + b) / 2;
}

/** What the counts of a group rest on besides its records. */
export interface Beside {
  readonly pack: Pack;
  /** Rules, by index, that were skipped: they do not weigh. */
  readonly skipped: ReadonlySet<number>;
  /** Findings about all records of its agencies, by severity. */
  readonly about: readonly Severity[];
  readonly referrals: readonly OfAgency[] | undefined;
  readonly groups: readonly OfAgency[] | undefined;
  /** Month that ends the year which volumes are compared over, as year × 12 + month − 1; undefined if there is no year before. */
  readonly year: number | undefined;
  /** True for source systems and units, whose lists are shorter. */
  readonly isPart: boolean;
}

const count = <T>(all: readonly T[], holds: (one: T) => boolean): number => all.reduce((sum, one) => sum + (holds(one) ? 1 : 0), 0);
const byText = (a: string, b: string) => (a < b ? -1 : 1);

/** Numbers by index of the rule. */
function rulesOf(known: readonly Known[], pack: Pack) {
  const zero = () => pack.rules.map(() => 0);
  const sums = { applicable: zero(), failed: zero(), waived: zero(), disputed: zero(), unjudged: zero(), held: zero() };
  for (const one of known)
    for (const name of ['applicable', 'failed', 'waived', 'disputed', 'unjudged', 'held'] as const)
      for (const rule of one[name]) sums[name][rule]!++;
  return sums;
}

/** Every figure of a scorecard, from records one by one. */
export function recount(known: readonly Known[], beside: Beside): Score {
  const { pack, skipped, isPart } = beside;
  const sums = rulesOf(known, pack);
  const ready = count(known, (one) => one.isReady);
  const rated = count(known, ({ coding }) => coding !== null && coding !== 'suspected');
  const correct = count(known, ({ coding }) => coding === 'correct');
  const inState = (state: string) => count(known, ({ coding }) => coding === state);
  const weights = Object.fromEntries(DIMENSIONS.map((name) => [name, 0])) as Record<Dimension, number>;
  const dimensions = DIMENSIONS.map((name) => {
    let [n, lost] = [0, 0];
    for (const [index, rule] of pack.rules.entries()) {
      if (rule.kind !== 'record' || rule.basis !== 'record' || rule.dimension !== name) continue;
      const judged = skipped.has(index) ? 0 : sums.applicable[index]!;
      n += judged + sums.unjudged[index]!;
      weights[name] += rule.weight * (judged + sums.unjudged[index]!);
      lost += rule.weight * ((skipped.has(index) ? 0 : sums.failed[index]!) + sums.unjudged[index]! + sums.held[index]!);
    }
    return { name, n, exact: weights[name] === 0 ? null : 100 * (1 - lost / weights[name]) };
  });
  const counted = dimensions.filter(({ exact }) => exact !== null);
  const total = counted.reduce((sum, { name }) => sum + pack.dimensionWeights[name], 0);
  const rules = pack.rules.flatMap((rule, index) => {
    const [applicable, failed, waived] = [sums.applicable[index]!, sums.failed[index]!, sums.waived[index]!];
    if (applicable + failed + waived === 0 || (isPart && failed + waived === 0)) return [];
    const weighs = rule.kind === 'record' && rule.basis === 'record' && !skipped.has(index);
    const all = weights[rule.dimension];
    const lost = all === 0 ? 0 : (100 * rule.weight * failed * pack.dimensionWeights[rule.dimension]) / all / total;
    const { severity, dimension } = rule;
    return [{ rule: rule.id, severity, dimension, applicable, failed, waived, gain: weighs ? two(lost) : null }];
  });
  const findings = known.flatMap((one) => one.faults);
  const open = (wanted: Severity) =>
    count(findings, ({ severity, isWaived }) => severity === wanted && !isWaived) + count(beside.about, (severity) => severity === wanted);
  return {
    records: known.length,
    ready: shareOf(ready, known.length),
    score: total === 0 ? null : two(counted.reduce((sum, { name, exact }) => sum + pack.dimensionWeights[name] * exact!, 0) / total),
    dimensions: Object.fromEntries(
      dimensions.map(({ name, n, exact }) => [name, { score: exact === null ? null : two(exact), n }]),
    ) as Score['dimensions'],
    findings: { error: open('error'), warning: open('warning'), info: open('info'), waived: count(findings, ({ isWaived }) => isWaived) },
    coding: {
      subject: 'OIC',
      correct,
      wrong: inState('wrong'),
      missing: inState('missing'),
      suspected: inState('suspected'),
      rate: shareOf(correct, rated),
    },
    ...ofReferences(beside, sums.failed),
    topics: pack.scorecard!.topics.map(({ id, title, kind, suspected }, index) => {
      const named = known.filter(({ topics }) => topics[index] === 'named');
      return {
        ...{ topic: id, title, kind, records: named.length },
        tagged: shareOf(
          count(named, ({ coding }) => coding === 'correct'),
          named.length,
        ),
        suspectedUntagged: suspected === undefined ? null : count(known, ({ topics }) => topics[index] === 'spoken'),
      };
    }),
    timeliness: pack.scorecard!.timeliness.map(({ id, title, limits }, index) => {
      // Ten years and more are counted together.
      const all = known.flatMap(({ lags }) => (lags[index] === undefined ? [] : Math.min(lags[index], 3652)));
      const days = all.filter((lag) => lag >= 0).sort((a, b) => a - b);
      const rank = (percent: number) => days[Math.ceil((days.length * percent) / 100) - 1] ?? null;
      const within = limits.map((limit) => ({
        days: limit,
        share: shareOf(
          count(days, (lag) => lag <= limit),
          days.length,
        ),
      }));
      return { measure: id, title, n: days.length, before: all.length - days.length, p50: rank(50), p90: rank(90), within };
    }),
    volumes: volumesOf(known, beside),
    values: valuesOf(known, pack),
    defaults: defaultsOf(known, pack).filter(({ share }) => !isPart || share.count > 0),
    training: trainingOf(sums.failed, pack),
    verdict: {
      verdict:
        ready < known.length || known.length === 0 ? 'not-ready' : known.some((one) => one.byWaiver) ? 'ready-with-waivers' : 'ready',
      placeholderCodes: true,
      held: known.length - ready,
      fixes: pack.rules
        .flatMap(({ id, severity }, index) =>
          severity === 'error' && sums.failed[index]! > 0 ? [{ rule: id, records: sums.failed[index]! }] : [],
        )
        .sort((a, b) => b.records - a.records || byText(a.rule, b.rule)),
    },
    rules: rules.sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1) || b.failed - a.failed || byText(a.rule, b.rule)),
  };
}

function ofReferences({ pack, referrals, groups }: Beside, failed: readonly number[]): Pick<Score, 'referrals' | 'ocgs'> {
  const failing = (rule: string) => failed[pack.rules.findIndex(({ id }) => id === rule)]!;
  const inState = (all: readonly OfAgency[], wanted: OfAgency['state']) => count(all, ({ state }) => state === wanted);
  return {
    referrals: referrals
      ? {
          total: referrals.length,
          withDocument: inState(referrals, 'matched'),
          missing: inState(referrals, 'missing'),
          late: count(referrals, ({ lag }) => lag?.late === true),
          outOfPeriod: inState(referrals, 'outside'),
          medianLagDays: median(referrals.flatMap(({ lag }) => lag?.days ?? [])),
        }
      : null,
    ocgs: groups
      ? {
          listed: groups.length,
          withRecentIntelligence: inState(groups, 'matched'),
          archivedNamed: failing('oic/archived-ocg'),
          unknownNamed: failing('oic/unknown-ocg'),
        }
      : null,
  };
}

const monthText = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

function volumesOf(known: readonly Known[], { pack, year, isPart }: Beside): Score['volumes'] {
  const isOfSubject = ({ coding }: Known) => coding !== null && coding !== 'suspected';
  const months = [...new Set(known.flatMap(({ month }) => month ?? []))].sort((a, b) => a - b);
  const between = (from: number, to: number) => known.filter(({ month }) => month !== undefined && month >= from && month <= to);
  const change = (now: number, before: number) => (before === 0 ? null : two((100 * (now - before)) / before));
  const compared = (last: number): Score['volumes']['yearOnYear'] => {
    const [now, before] = [between(last - 11, last), between(last - 23, last - 12)];
    const [subject, subjectBefore] = [count(now, isOfSubject), count(before, isOfSubject)];
    return {
      to: monthText(last),
      ...{ records: now.length, recordsBefore: before.length, changePercent: change(now.length, before.length) },
      ...{ subject, subjectBefore, subjectChangePercent: change(subject, subjectBefore) },
    };
  };
  return {
    months: months.map((month) => {
      const own = between(month, month);
      const topics = pack.scorecard!.topics.map(({ id }, at) => ({ topic: id, records: count(own, (one) => one.topics[at] === 'named') }));
      return { month: monthText(month), records: own.length, subject: count(own, isOfSubject), topics: isPart ? [] : topics };
    }),
    undated: count(known, ({ month }) => month === undefined),
    yearOnYear: year === undefined ? null : compared(year),
  };
}

function valuesOf(known: readonly Known[], pack: Pack): Score['values'] {
  return pack.scorecard!.values.map((name) => {
    const index = pack.fields.findIndex((field) => field.name === name);
    const { label, codelist } = pack.fields[index]!;
    const entries = pack.codelists.get(codelist!)!.entries;
    const counts = new Map<string, number>();
    for (const { cells } of known) {
      const { value } = cells[index]!;
      for (const item of new Set([value ?? []].flat().map(String))) counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    const absent = count(known, ({ cells }) => cells[index]!.state === 'absent');
    const rare = [...counts.values()].filter((records) => records < 20);
    return {
      ...{ field: name, label, records: known.length - absent, absent },
      values: [...counts]
        .filter(([, records]) => records >= 20)
        .sort(([a, n], [b, m]) => m - n || byText(a, b))
        .map(([value, records]) => ({ value, label: entries.get(value)?.label ?? null, share: shareOf(records, known.length - absent) })),
      others: { values: rare.length, records: rare.reduce((sum, records) => sum + records, 0) },
    };
  });
}

function defaultsOf(known: readonly Known[], pack: Pack): Score['defaults'] {
  const ids = pack.scorecard!.defaults;
  const names = new Set(pack.rules.flatMap((rule) => (rule.kind === 'record' && ids.includes(rule.id) ? rule.at : [])));
  return pack.fields.flatMap(({ name, label }, index) => {
    if (!names.has(name)) return [];
    const filled = known.filter(({ cells }) => cells[index]!.state !== 'absent');
    const meaningless = count(filled, ({ faults }) => faults.some((one) => one.field === name && ids.includes(one.rule)));
    return filled.length === 0 ? [] : [{ field: name, label, share: shareOf(meaningless, filled.length) }];
  });
}

function trainingOf(failed: readonly number[], pack: Pack): Score['training'] {
  const needs = new Map<string, { findings: number; rules: string[] }>();
  for (const [index, { id, training }] of pack.rules.entries())
    for (const name of failed[index] === 0 ? [] : training) {
      const need = needs.get(name) ?? { findings: 0, rules: [] };
      needs.set(name, { findings: need.findings + failed[index]!, rules: [...need.rules, id] });
    }
  return [...needs]
    .map(([training, need]) => ({ training, ...need }))
    .sort((a, b) => b.findings - a.findings || byText(a.training, b.training));
}
