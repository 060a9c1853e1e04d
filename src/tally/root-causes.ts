import { isoDayOf } from '../model/day.ts';
import type { Pack } from '../model/pack.ts';
import type { RootCause } from '../model/scorecard.ts';
import type { CauseTally, Span, Tally } from '../model/tally.ts';
import { addSpan, emptySpan } from './causes.ts';
import { share } from './share.ts';
import { SHOWN_FROM } from './values.ts';

/** Root causes in a scorecard of an agency, and of all agencies. */
export const MOST_OF_AGENCY = 50;
export const MOST_OF_ALL = 200;

/**
 * Findings clustered by agency, source system, rule, field and, where enough records share one, value; most records first.
 *
 * @param nameOf code of the agency → what stands in scorecards
 */
export function rootCauses(tally: Tally, pack: Pack, nameOf: (agency: string | null) => string): RootCause[] {
  const totals = new Map<string, number>();
  const key = ({ agency, rule, field }: CauseTally) => JSON.stringify([agency, rule, field]);
  for (const cause of tally.causes.values()) totals.set(key(cause), (totals.get(key(cause)) ?? 0) + sizeOf(cause));
  return [...tally.causes.values()]
    .flatMap((cause) =>
      clusters(cause).map(([value, span]): RootCause => {
        const { agency, sourceSystem, rule, field } = cause;
        return {
          agency: nameOf(agency),
          source_system: sourceSystem,
          rule: pack.rules[rule]!.id,
          field: pack.fields[field]?.name ?? null,
          value,
          records: span.records,
          ofRule: share(span.records, totals.get(key(cause))!),
          first: Number.isFinite(span.first) ? isoDayOf(span.first) : null,
          last: Number.isFinite(span.last) ? isoDayOf(span.last) : null,
          mapping: value === null || typeof span.to !== 'string' ? null : { from: value, to: span.to, clears: span.records },
        };
      }),
    )
    .sort((a, b) => b.records - a.records || compare(placeOf(a), placeOf(b)));
}

/** The values that enough records share, and the rest together. */
function clusters({ values, rest }: CauseTally): [string | null, Span][] {
  const others = emptySpan();
  addSpan(others, rest);
  const shown: [string | null, Span][] = [];
  for (const [value, span] of values) {
    if (span.records >= SHOWN_FROM) shown.push([value, span]);
    else addSpan(others, span);
  }
  return others.records === 0 ? shown : [...shown, [null, others]];
}

const sizeOf = ({ values, rest }: CauseTally): number => [...values.values()].reduce((sum, { records }) => sum + records, rest.records);

const placeOf = ({ agency, source_system, rule, field, value }: RootCause): string =>
  JSON.stringify([agency, rule, field, source_system, value]);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
