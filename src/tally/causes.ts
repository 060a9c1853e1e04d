import type { Caused, CauseTally, Span, Tally } from '../model/tally.ts';

/** The findings of this agency (code), source system, rule and field (indexes in the pack); made empty if they are new. */
export function causeOf(tally: Tally, agency: string | null, sourceSystem: string | null, rule: number, field: number): CauseTally {
  const system = tally.dropped.has('source_systems') ? null : sourceSystem;
  const key = JSON.stringify([agency, system, rule, field]);
  let known = tally.causes.get(key);
  if (known === undefined) {
    known = { agency, sourceSystem: system, rule, field, values: new Map(), rest: emptySpan() };
    tally.causes.set(key, known);
  }
  return known;
}

/** Counts one finding. */
export function countCause(cause: CauseTally, { value, day, to }: Caused): void {
  const span = value === null ? cause.rest : spanOf(cause, value);
  span.records++;
  if (day !== null) {
    if (day < span.first) span.first = day;
    if (day > span.last) span.last = day;
  }
  if (to !== undefined) span.to = agreed(span.to, to);
}

/** Adds the findings of one cause to those of another; `from` is left as it is. */
export function addCause(into: CauseTally, from: CauseTally): void {
  addSpan(into.rest, from.rest);
  for (const [value, span] of from.values) addSpan(spanOf(into, value), span);
}

/** Adds some findings to others. */
export function addSpan(into: Span, from: Span): void {
  into.records += from.records;
  into.first = Math.min(into.first, from.first);
  into.last = Math.max(into.last, from.last);
  if (from.to !== undefined) into.to = into.to === undefined ? from.to : agreed(into.to, from.to);
}

/** Forgets the values of a cause, not the findings. */
export function forgetValues(cause: CauseTally): void {
  for (const span of cause.values.values()) addSpan(cause.rest, { ...span, to: undefined });
  cause.values.clear();
}

/** Of no findings. */
export function emptySpan(): Span {
  return { records: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, to: undefined };
}

function spanOf({ values }: CauseTally, value: string): Span {
  let span = values.get(value);
  if (span === undefined) {
    span = emptySpan();
    values.set(value, span);
  }
  return span;
}

const agreed = (known: string | null | undefined, other: string | null): string | null =>
  known === undefined || known === other ? other : null;
