import { type Measured, UNKNOWN } from '../../src/model/measured.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { CodingState, Tally } from '../../src/model/tally.ts';
import { emptyTally, groupOf } from '../../src/tally/counts.ts';
import { countMeasured } from '../../src/tally/measures.ts';
import { scorecards } from '../../src/tally/scorecards.ts';
import { packOf, recordRule } from './invented.ts';

const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };
const ids = ['p/c', 'p/a', 'p/b', 'p/d'];
/** Rules that are not in order of their ids, and two fields. */
export const rules = ids.map((id) => recordRule(id, { training: [`Course of ${id}`] }));
const depot = packOf([]).fields[0]!;
const { codelist: _codelist, role: _role, ...plain } = depot;
export const finish = { ...plain, name: 'finish', label: 'Finish' };
export const pack: Pack = packOf(rules, {
  fields: [finish, depot],
  scorecard: {
    timeliness: [{ id: 'mixing', title: 'Mixing', from: 'a', to: 'b', limits: [1] }],
    topics: [{ id: 'GLOSS', title: 'Gloss', kind: 'Finish', marked: {} }],
    values: ['depot', 'finish', 'no such field'],
    defaults: ['p/d'],
  },
});
export const withDefaults = { ...pack, rules: rules.map((rule) => (rule.id === 'p/d' ? { ...rule, at: ['finish', 'depot'] } : rule)) };
/** The scorecards of a tally. */
export const cardsOf = (fill: (tally: Tally) => void, of: Pack = pack) => {
  const tally = emptyTally();
  fill(tally);
  return scorecards(tally, of, info);
};
/** Counts a record of one agency some times. */
export const note = (tally: Tally, over: Partial<Measured>, times = 1, coding: CodingState | null = null) => {
  const { measures } = groupOf(tally, 'amber', 'rms', 'north');
  const measured = {
    day: UNKNOWN,
    month: UNKNOWN,
    topics: new Uint8Array(1),
    lags: Int32Array.of(UNKNOWN),
    values: [],
    defaults: new Uint8Array(2),
  };
  for (let n = 0; n < times; n++) countMeasured(measures, { ...measured, ...over }, coding);
};
