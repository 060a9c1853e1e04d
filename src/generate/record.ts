import { AGENCIES, SYSTEMS_OF, UNITS } from './agencies.ts';
import { type Day, dayOf, isoDay, isoMinute } from './calendar.ts';
import { CODES, COLLECTION_METHODS, ENDING_IDENTIFIER, FOUR_PS, REVIEW_GROUPS } from './codes.ts';
import type { BatchRecord } from './columns.ts';
import { HANDLING_CONDITIONS, METHODS, STATUSES } from './corpus/blanks.ts';
import type { Topic } from './corpus/theme.ts';
import { narrativeOf } from './narrative.ts';
import { NOBODY, person, postcode, registration } from './people.ts';
import type { Random } from './random.ts';

/** What a record must be like for a fault to be planted in it; anything not named is left to chance. */
export interface Shape {
  readonly topics?: readonly Topic[];
  readonly subject?: true;
  /** A URN that no other agency or source system can have too. */
  readonly ownUrn?: true;
}

/** Reported days: from the first to the last but two, so that no date of a clean record lies outside the year. */
const FIRST_DAY = dayOf('2025-06-01');
const DAYS = dayOf('2026-05-29') - FIRST_DAY + 1;

/** Every topic as often as it should be met: 60 in 100 are about organised immigration crime. */
const TOPICS: readonly Topic[] = (
  [
    ['small-boat', 14],
    ['other-route', 14],
    ['documents', 15],
    ['legitimate-means', 17],
    ['slavery', 8],
    ['drugs', 11],
    ['firearms', 6],
    ['theft', 9],
    ['fraud', 6],
  ] as const
).flatMap(([topic, weight]) => Array.from({ length: weight }, () => topic));

/** Gradings as often as they are met; E comes with conditions only. */
const SOURCES = ['1', '2', '2', '2', '2', '2', '3'];
const ASSESSMENTS = ['A', 'B', 'C', 'D'];

/** What is remembered from record to record: numbers given so far, by agency and source system. */
export interface Issued {
  readonly serials: Map<string, number>;
  /** Total of records, so that reported days rise evenly from the first to the last. */
  readonly records: number;
  readonly agencies: number;
}

const padded = (number: number, width: number): string => String(number).padStart(width, '0');

/** The first source system of each agency begins its URNs with the agency's mark; two agencies may use the same URN in the others. */
function urnOf(mark: string, system: number, year: string, serial: number): string {
  if (system === 0) return `${mark}-${year}-${padded(serial, 7)}`;
  return system === 1 ? `IR/${year}/${padded(serial, 7)}` : `${year}${padded(serial, 8)}`;
}

/** Time of report (day, minute of the day) and what follows from it: the event up to 20 days before, submission within 47 hours. */
function times(random: Random, day: Day): Pick<BatchRecord, 'reported_on' | 'event_on' | 'submitted_on'> {
  const minute = 420 + random.below(840);
  const eventDay = Math.max(day - random.below(21), FIRST_DAY);
  const event = eventDay === day || random.chance(0.5) ? isoDay(eventDay) : isoMinute(eventDay, 300 + random.below(1100));
  const sent = day + random.below(2);
  return {
    reported_on: random.chance(0.8) ? isoMinute(day, minute) : isoDay(day),
    event_on: random.chance(0.9) ? event : '',
    submitted_on: random.chance(0.8)
      ? isoMinute(sent, sent === day ? minute + random.below(1380 - minute) : 420 + random.below(900))
      : isoDay(sent),
  };
}

/**
 * The next record of a batch, without a fault.
 * @param index 0-based place in the batch
 * @param shape what a fault needs that is to be planted; undefined if the record stays clean
 */
export function cleanRecord(random: Random, index: number, issued: Issued, shape: Shape | undefined): BatchRecord {
  const at = Math.min(random.below(issued.agencies), random.below(issued.agencies));
  const agency = AGENCIES[at]!;
  const systems = SYSTEMS_OF[at]!;
  const system = shape?.ownUrn ? 0 : random.below(systems.length);
  const serialKey = `${at}:${system}`;
  const serial = (issued.serials.get(serialKey) ?? 0) + 1;
  issued.serials.set(serialKey, serial);
  const topic = random.pick(shape?.topics ?? TOPICS);
  const codes = CODES[topic];
  const scoped = codes.threatArea !== '';
  const day = FIRST_DAY + Math.floor((index * DAYS) / issued.records);
  const year = isoDay(day).slice(2, 4);
  const falseHeld = random.chance(0.03);
  const conditions = falseHeld || random.chance(0.15);
  const hasSubject = shape?.subject || random.chance(0.45);
  const stillInForce = shape === undefined && topic === 'other-route' && isoDay(day) <= ENDING_IDENTIFIER.lastDay && random.chance(0.2);
  const located = random.chance(0.1);
  const subject = hasSubject ? person(random, isoDay(day)) : NOBODY;
  return {
    urn: urnOf(agency.mark, system, year, serial),
    agency: agency.id,
    source_system: systems[system]!,
    unit: random.pick(UNITS),
    officer: String(1000 + random.below(8999)),
    ...times(random, day),
    source_evaluation: random.pick(SOURCES),
    intelligence_assessment: falseHeld ? 'E' : random.pick(ASSESSMENTS),
    handling_code: conditions ? 'C' : 'P',
    grading: '',
    handling_conditions: conditions ? random.pick(HANDLING_CONDITIONS) : '',
    protective_marking: random.chance(0.15) ? 'OFFICIAL' : 'OFFICIAL-SENSITIVE',
    crime_identifier_codes: stillInForce ? [ENDING_IDENTIFIER.code] : identifiersOf(codes.identifiers, random),
    offence_codes: codes.offences.length > 0 && random.chance(0.4) ? [random.pick(codes.offences)] : [],
    home_office_class: codes.homeOfficeClass !== '' && random.chance(0.1) ? codes.homeOfficeClass : '',
    threat_area: codes.threatArea,
    small_boat: scoped ? (topic === 'small-boat' ? 'yes' : 'no') : '',
    four_p: scoped && random.chance(0.7) ? random.pick(FOUR_PS) : '',
    nccu_reference: scoped && random.chance(0.35) ? `NCCU/20${year}/${padded(index + 1, 7)}` : '',
    ocg_reference: random.chance(0.08) ? `OCG-${padded(100 + random.below(400), 5)}` : '',
    apmis_reference: random.chance(0.04) ? `APMIS-${padded(random.below(100_000), 6)}` : '',
    collection_method: random.chance(0.8) ? random.pick(COLLECTION_METHODS) : '',
    review_group: random.chance(0.6) ? random.pick(REVIEW_GROUPS) : '',
    ...subject,
    vehicle_registration: hasSubject && random.chance(0.3) ? registration(random) : '',
    postcode: hasSubject && random.chance(0.6) ? postcode(random) : '',
    latitude: located ? `5${random.below(4)}.${padded(random.below(10_000), 4)}` : '',
    longitude: located ? `-${random.below(3)}.${padded(random.below(10_000), 4)}` : '',
    modus_operandi: random.chance(0.1) ? random.pick(METHODS) : '',
    narrative: narrativeOf(topic, padded(index + 1, 7), random),
    status: random.pick(STATUSES),
  };
}

/** One code of the topic, and at times one of another crime beside it. */
function identifiersOf(codes: readonly string[], random: Random): readonly string[] {
  const code = random.pick(codes);
  if (code === '') return [];
  const beside = CODES.firearms.identifiers[0]!;
  return code !== beside && random.chance(0.08) ? [code, beside] : [code];
}
