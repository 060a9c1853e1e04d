import { chanceLimits } from './chance-limits.ts';
import { lastingChanges, type Proportion } from './lasting-change.ts';

/** The fewest points that limits are drawn for. */
const FEWEST = 4;

/** Centre and limits of one point, as shares of 0–1, and what it signals. */
export interface Control {
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** `shift`: a lasting change begins here, and a new centre; `outside`: this point is beyond its limits. */
  readonly signal: 'outside' | 'shift' | null;
}

/**
 * A p-chart: tells a real change of a share from the noise that a share has by chance.
 *
 * Limits are p̄ ± 3·√(p̄(1−p̄)/n), cut at 0 and 1, with p̄ = Σcount/Σn. Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2
 * "Proportions control charts"; W. A. Shewhart, "Economic control of quality of manufactured product" (1931). Points outside have no part
 * in p̄: it is found anew without the one furthest out, until none is (D. C. Montgomery, "Introduction to statistical quality control",
 * chapter 7, on trial limits). The spread is that of (Σcount+1)/(Σn+2), so that a share that was always 0 or 1 has limits too. Where few
 * records are expected to differ, three standard errors are too near on the side of the few: there the limits are those of the binomial
 * distribution that as little lies outside of by chance.
 * Where a lasting change begins, p̄ and the limits begin anew.
 *
 * By chance alone about one point in 370 lies outside. Points are taken to be independent: the same records checked again each night are not.
 *
 * @param points in order of time; n = 0 is no data
 * @returns as many as points; null for a point without data, or with too few beside it
 */
export function pChart(points: readonly Proportion[]): readonly (Control | null)[] {
  const controls: (Control | null)[] = points.map(() => null);
  const known = points.flatMap(({ n }, index) => (n > 0 ? [index] : []));
  const seen = known.map((index) => points[index]!);
  const starts = [0, ...lastingChanges(seen)];
  for (const [phase, start] of starts.entries()) {
    const own = seen.slice(start, starts[phase + 1]);
    if (own.length < FEWEST) continue;
    const baseline = withoutOutside(own);
    for (const [at, point] of own.entries()) {
      const limits = limitsOf(point, baseline);
      const signal = phase > 0 && at === 0 ? 'shift' : distance(point, limits) > 1 ? 'outside' : null;
      controls[known[start + at]!] = { ...limits, signal };
    }
  }
  return controls;
}

type Limits = Omit<Control, 'signal'>;

/** The points that centre and limits are taken from: those outside leave, furthest first, half of all at most. */
function withoutOutside(points: readonly Proportion[]): readonly Proportion[] {
  let kept = points;
  while (kept.length > points.length / 2) {
    const furthest = kept
      .map((point, at) => ({ at, far: distance(point, limitsOf(point, kept)) }))
      .reduce((a, b) => (b.far > a.far ? b : a));
    if (furthest.far <= 1) break;
    kept = kept.toSpliced(furthest.at, 1);
  }
  return kept;
}

/** How far a point is from the centre, 1 being its limit. */
function distance({ count, n }: Proportion, { centre, lower, upper }: Limits): number {
  const share = count / n;
  const room = share < centre ? centre - lower : upper - centre;
  return share === centre ? 0 : Math.abs(share - centre) / room;
}

function limitsOf({ n }: Proportion, baseline: readonly Proportion[]): Limits {
  const total = baseline.reduce((sum, one) => sum + one.n, 0);
  const count = baseline.reduce((sum, one) => sum + one.count, 0);
  const spread = (count + 1) / (total + 2);
  const half = 3 * Math.sqrt((spread * (1 - spread)) / n);
  const centre = count / total;
  const { lower, upper } = chanceLimits(n, spread) ?? { lower: centre - half, upper: centre + half };
  return { centre, lower: Math.max(0, Math.min(centre, lower)), upper: Math.min(1, Math.max(centre, upper)) };
}
