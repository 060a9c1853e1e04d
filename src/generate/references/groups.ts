import { type Day, dayOf } from '../calendar.ts';
import { REFERENCE_FAULTS, truthLine } from '../faults/references.ts';
import type { Random } from '../random.ts';
import type { Style } from '../style.ts';
import { type Companion, hasDate } from './companion.ts';
import { rowWriter } from './row.ts';

/** The first day whose records are recent, 90 days before the day that counts as today for a generated batch. */
const RECENT = dayOf('2026-06-30') - 90;
/** A group that records name gets its lot by its number. */
type Lot = 'active' | 'archived' | 'unknown';
const WORDS = ['Alder', 'Bracken', 'Cedar', 'Damson', 'Elder', 'Fern', 'Gorse', 'Hazel', 'Ivy', 'Juniper'];

const { unknownGroup, archivedGroup, duplicateGroup, quietGroup } = REFERENCE_FAULTS;

interface Group {
  readonly agency: string;
  /** Day of the last record that names it; undefined while none with a date does. */
  last: Day | undefined;
}

/** The list of the organised crime groups that the records of a batch name, with faults in a share of it. */
export function groupList(style: Style, random: Random, faults: number): Companion {
  const writer = rowWriter(style, ['ocg_reference', 'agency', 'name', 'status'], ['OCG Ref', 'Force', 'Group Name', 'Group Status']);
  const lots = new Map<string, Lot>();
  const groups = new Map<string, Group>();
  const lotOf = (reference: string): Lot => {
    const known = lots.get(reference) ?? (random.chance(faults) ? (random.chance(0.5) ? 'unknown' : 'archived') : 'active');
    lots.set(reference, known);
    return known;
  };
  return {
    head: writer.head,
    follow(written) {
      const { record, agency, day, number, fault } = written;
      const reference = record.ocg_reference;
      if (reference === '' || fault === 'ocg_reference') return { rows: '', truth: '' };
      const group = groups.get(reference) ?? { agency, last: undefined };
      groups.set(reference, group);
      if (hasDate(written)) group.last = day;
      const lot = lotOf(reference);
      if (lot === 'active') return { rows: '', truth: '' };
      return { rows: '', truth: truthLine(lot === 'unknown' ? unknownGroup : archivedGroup, number, record.urn) };
    },
    finish() {
      let [rows, truth, count] = ['', '', 0];
      const add = (reference: string, agency: string, status: string): void => {
        count++;
        rows += writer.row([reference, agency, `Group ${random.pick(WORDS)} ${count}`, status]);
      };
      const listed = [...groups].filter(([reference]) => lotOf(reference) !== 'unknown').sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [reference, { agency, last }] of listed) {
        const lot = lotOf(reference);
        add(reference, agency, lot);
        if (lot === 'active' && last !== undefined && last < RECENT) truth += truthLine(quietGroup, count, '');
      }
      if (faults === 0 || listed.length === 0) return { rows, truth };
      for (let extra = 1; extra <= 1 + Math.floor(listed.length * faults * 0.2); extra++) {
        add(`OCG-${90_000 + extra}`, random.pick(listed)[1].agency, 'active');
        truth += truthLine(quietGroup, count, '');
        const [reference, { agency }] = random.pick(listed);
        add(reference, agency, 'archived');
        truth += truthLine(duplicateGroup, count, '');
      }
      return { rows, truth };
    },
  };
}
