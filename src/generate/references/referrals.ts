import { AGENCIES } from '../agencies.ts';
import { type Day, isoDay, isoMinute } from '../calendar.ts';
import { REFERENCE_FAULTS, truthLine } from '../faults/references.ts';
import type { Random } from '../random.ts';
import type { Style } from '../style.ts';
import { type Companion, hasAgency, hasDate, type Stretch, type Written } from './companion.ts';
import { rowWriter } from './row.ts';

/** Days that an agency's referrals without a reference lie apart at least, so that each can be served by one record only. */
const APART = 20;
/** Days by which documents are late at least; up to 20 more. */
const LATE = 4;
/** Days before the last record of which referrals are not judged, as the packs have it. */
const GRACE = 3;

const { withoutDocument, duplicateReferral, unknownReferral, lateDocument, otherAgency, matchedLoosely } = REFERENCE_FAULTS;
const IN_LOG = [unknownReferral, lateDocument, otherAgency, duplicateReferral, withoutDocument] as const;

/** The log of the referrals that the records of a batch name, with faults in a share of its rows. */
export function referralLog(style: Style, random: Random, faults: number): Companion {
  const writer = rowWriter(style, ['nccu_reference', 'agency', 'referred_on'], ['NCCU Ref', 'Referring Force', 'Date of Referral']);
  /** Days of the last record, and of the last referral without a reference, by agency. */
  const lastSeen = new Map<string, Day>();
  const lastLoose = new Map<string, Day>();
  /** Referrals without a document, kept until the batch goes on long enough for them to be judged. */
  const pending: { readonly day: Day; readonly cells: readonly string[] }[] = [];
  let rows = 0;
  let invented = 0;
  let lastDay: Day | undefined;

  const add = (cells: readonly string[]): string => {
    rows++;
    return writer.row(cells);
  };
  const when = (day: Day): string => (random.chance(0.5) ? isoDay(day) : isoMinute(day, random.below(1440)));
  /** Referrals that can be judged by now. */
  const due = (day: Day): Stretch => {
    let [text, truth] = ['', ''];
    while (pending[0] !== undefined && pending[0].day + GRACE <= day) {
      text += add(pending.shift()!.cells);
      truth += truthLine(withoutDocument, rows, '');
    }
    return { rows: text, truth };
  };
  const another = (agency: string): string => {
    const others = [...lastSeen.keys()].filter((one) => one !== agency);
    return others.length > 0 ? random.pick(others) : AGENCIES.find(({ id }) => id !== agency)!.id;
  };
  const named = (written: Written): Stretch => {
    const { record, agency, day, number, fault } = written;
    const plant = fault === undefined && random.chance(faults) ? random.pick(IN_LOG) : undefined;
    const reference = record.nccu_reference;
    const truth = plant?.at === 'record' ? truthLine(plant, number, record.urn) : '';
    if (plant === unknownReferral) return { rows: '', truth };
    if (plant === lateDocument) return { rows: add([reference, agency, when(day - LATE - random.below(20))]), truth };
    const row = add([reference, plant === otherAgency ? another(agency) : agency, when(day - random.below(GRACE))]);
    if (plant === withoutDocument) pending.push({ day, cells: [`NCCU/M/${String(++invented).padStart(6, '0')}`, agency, when(day)] });
    if (plant !== duplicateReferral) return { rows: row, truth };
    return { rows: row + add([reference, agency, when(day)]), truth: truthLine(plant, rows, '') };
  };
  /** Only the first record of its agency on its day: then no other is nearer to the beginning of the days that count. */
  const unnamed = (written: Written): Stretch => {
    const { record, agency, day, number, fault } = written;
    const isFirst = lastSeen.get(agency) !== day;
    const isApart = day - (lastLoose.get(agency) ?? Number.NEGATIVE_INFINITY) >= APART;
    if (!isFirst || !isApart || fault !== undefined || record.threat_area === '' || !random.chance(faults)) return { rows: '', truth: '' };
    lastLoose.set(agency, day);
    return { rows: add(['', agency, when(day + GRACE)]), truth: truthLine(matchedLoosely, number, record.urn) };
  };
  return {
    head: writer.head,
    follow(written) {
      const { record, agency, day, fault } = written;
      const isSound = hasDate(written) && hasAgency(written);
      const before = hasDate(written) ? due(day) : { rows: '', truth: '' };
      const isNamed = record.nccu_reference !== '' && fault !== 'nccu_reference';
      const own = isNamed ? named(written) : isSound ? unnamed(written) : { rows: '', truth: '' };
      lastSeen.set(agency, day);
      if (hasDate(written)) lastDay = day;
      return { rows: before.rows + own.rows, truth: before.truth + own.truth };
    },
    finish() {
      // Out of period: the batch does not go on long enough after them.
      const agency = AGENCIES[0]!.id;
      return { rows: lastDay === undefined ? '' : add(['NCCU/P/000001', agency, isoDay(lastDay)]), truth: '' };
    },
  };
}
