import type { Changes, Comparison } from '../model/history.ts';
import { grouped } from './grouped.ts';

/** Findings of one agency and rule in two runs. */
export interface PairCounts {
  readonly agency: string | null;
  readonly rule: string;
  readonly before: number;
  readonly after: number;
  readonly persisting: number;
  /** Of those that are not in the first run; null if that can't be told. */
  readonly reappeared: number | null;
}

/** Who and what each of two runs judged. */
export interface Judged {
  readonly agencies: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Puts a comparison together from its counts. An agency that neither run has records of is compared: both say that it is silent. */
export function comparisonOf(
  head: Pick<Comparison, 'before' | 'after' | 'packsDiffer'>,
  pairs: readonly PairCounts[],
  before: Judged,
  after: Judged,
): Comparison {
  const isCompared = ({ agency, rule }: PairCounts) =>
    (agency === null || before.agencies.has(agency) === after.agencies.has(agency)) && before.rules.has(rule) && after.rules.has(rule);
  const compared = pairs.filter(isCompared);
  const agencies = [...grouped(compared, ({ agency }) => agency)].sort(([a], [b]) => byName(a, b));
  const rules = [...grouped(compared, ({ rule }) => rule)].sort(([a], [b]) => byName(a, b));
  const left = pairs.filter((pair) => !isCompared(pair));
  const ofRule = (pair: PairCounts) => !(before.rules.has(pair.rule) && after.rules.has(pair.rule));
  return {
    ...head,
    total: changesOf(compared),
    agencies: agencies.map(([agency, own]) => ({ agency, ...changesOf(own) })),
    rules: rules.map(([rule, own]) => ({ rule, ...changesOf(own) })),
    notCompared: {
      rules: onesided(left.filter(ofRule), ({ rule }) => rule, before.rules).map(({ name, ...rest }) => ({ rule: name, ...rest })),
      agencies: onesided(
        left.filter((pair) => !ofRule(pair)),
        ({ agency }) => agency!,
        before.agencies,
      ).map(({ name, ...rest }) => ({
        agency: name,
        ...rest,
      })),
    },
  };
}

function changesOf(pairs: readonly PairCounts[]): Changes {
  const sum = (of: (pair: PairCounts) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  const persisting = sum((pair) => pair.persisting);
  const isKnown = pairs.every((pair) => pair.reappeared !== null);
  const reappeared = sum((pair) => pair.reappeared ?? 0);
  return {
    new: sum((pair) => pair.after) - persisting - reappeared,
    reappeared: isKnown ? reappeared : null,
    persisting,
    fixed: sum((pair) => pair.before) - persisting,
  };
}

/** What only one of the runs judged, with its findings there. */
function onesided(pairs: readonly PairCounts[], nameOf: (pair: PairCounts) => string, before: ReadonlySet<string>) {
  return [...grouped(pairs, nameOf)]
    .sort(([a], [b]) => byName(a, b))
    .map(([name, own]) => {
      const only = before.has(name) ? ('before' as const) : ('after' as const);
      return { name, only, findings: own.reduce((total, pair) => total + pair[only], 0) };
    });
}

/** In code unit order, null last. */
function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
