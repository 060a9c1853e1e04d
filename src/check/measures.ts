import { dayOfIso, monthOfDay, NO_DAY } from '../model/day.ts';
import { FILLED, MARKED, MEANINGLESS, type Measured, SPOKEN, UNKNOWN } from '../model/measured.ts';
import type { IntelRecord } from '../model/record.ts';
import { defaultFields, NO_PLAN } from '../model/scorecard-plan.ts';
import { PRESENT } from './atoms.ts';
import type { ValueDisplay } from './finding.ts';
import type { Judgement } from './judge.ts';
import { fieldIndex } from './keywords/keyword.ts';
import type { CompiledRules } from './rules.ts';

/** Reads off each record what its pack's scorecards count beside the rules. */
export function makeMeasures(
  { pack, topics, holds, marks, allMarks }: CompiledRules,
  display: ValueDisplay,
): (record: IntelRecord, judgement: Judgement) => Measured {
  const plan = pack.scorecard ?? NO_PLAN;
  const dateField = pack.fields.findIndex((field) => field.role === 'date');
  const names = plan.timeliness.flatMap(({ from, to }) => [from, to]);
  const dates = [...new Set(names)].map((name) => fieldIndex(pack, name));
  const lagFields = plan.timeliness.map(({ from, to }) => [from, to].map((name) => dates.indexOf(fieldIndex(pack, name))));
  const ownDate = dates.indexOf(dateField);
  const valueFields = (display === 'none' ? [] : plan.values).map((name) => fieldIndex(pack, name));
  const defaults = defaultFields(pack);
  const placeOf = new Map(defaults.map((field, place) => [field, place]));
  const isDefaults = pack.rules.map((rule) => plan.defaults.includes(rule.id));
  const days = new Int32Array(dates.length);
  const measured: Measured = {
    day: UNKNOWN,
    month: UNKNOWN,
    topics: new Uint8Array(topics.length),
    lags: new Int32Array(lagFields.length),
    values: valueFields.map(() => undefined),
    defaults: new Uint8Array(defaults.length),
  };
  const dayOf = (record: IntelRecord, field: number): number => {
    const known = record.day?.(field) ?? NO_DAY;
    if (known !== NO_DAY) return known;
    const { state, value } = record.reading(field);
    return state === 'readable' && typeof value === 'string' ? dayOfIso(value) : UNKNOWN;
  };
  /** Of the record judged last, so that the marks which rules look at tell it. */
  const isPresent = (record: IntelRecord, field: number): boolean =>
    allMarks[field] === 0 ? record.reading(field).state !== 'absent' : (marks[field]! & PRESENT) !== 0;
  return (record, { failed, coding }) => {
    for (let i = 0; i < dates.length; i++) days[i] = dayOf(record, dates[i]!);
    measured.day = measured.month = UNKNOWN;
    if (dateField !== -1) {
      measured.day = ownDate === -1 ? dayOf(record, dateField) : days[ownDate]!;
      if (measured.day !== UNKNOWN) measured.month = monthOfDay(measured.day);
    }
    for (let i = 0; i < lagFields.length; i++) {
      const [from, to] = lagFields[i]! as [number, number];
      measured.lags[i] = days[from] === UNKNOWN || days[to] === UNKNOWN ? UNKNOWN : days[to]! - days[from]!;
    }
    for (let i = 0; i < topics.length; i++) {
      const { marked, suspected } = topics[i]!;
      measured.topics[i] = coding === null ? 0 : holds(marked) ? MARKED : suspected !== undefined && holds(suspected) ? SPOKEN : 0;
    }
    for (let i = 0; i < valueFields.length; i++) {
      const { state, value } = record.reading(valueFields[i]!);
      measured.values[i] = state === 'readable' ? value : undefined;
    }
    for (let i = 0; i < defaults.length; i++) measured.defaults[i] = isPresent(record, defaults[i]!) ? FILLED : 0;
    for (let i = 0; i < failed.length; i++) {
      const { rule, at } = failed[i]!;
      if (isDefaults[rule]!) measured.defaults[placeOf.get(at)!] = MEANINGLESS;
    }
    return measured;
  };
}
