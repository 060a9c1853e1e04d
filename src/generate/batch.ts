import { UsageError } from '../model/errors.ts';
import { AGENCIES } from './agencies.ts';
import { type BatchFault, batchTruth, targetOf } from './batch-faults/batch-fault.ts';
import { BATCH_FAULTS } from './batch-faults/index.ts';
import { dayOf } from './calendar.ts';
import { type BatchRecord, COLUMNS, type Column } from './columns.ts';
import { FAULT_KINDS } from './faults/index.ts';
import { aboutOf, type FaultKind, type Past, systemOf } from './faults/kind.ts';
import { jsonl } from './jsonl.ts';
import { csvCell, plain, SPECIAL } from './plain.ts';
import { type Random, seededRandom } from './random.ts';
import { cleanRecord } from './record.ts';
import { makeCompanions, REFERENCE_FILES, type ReferenceFileName } from './references/index.ts';
import { rms } from './rms.ts';
import { NIGHTS, plantStory } from './series.ts';
import { STYLES, type Style, type Writer } from './style.ts';

/** All dates of a clean record lie from 2025-06-01 to 2026-05-31; this `--as-of` is right for a generated batch. */
export const GENERATED_AS_OF = '2026-06-30';

export interface BatchOptions {
  /** Records to write, 0 and more. */
  readonly records: number;
  /** Any whole number; the same seed and options give the same bytes on any machine. */
  readonly seed: number;
  /** Share of records with one planted fault, 0–1; default 0.1, and 0 where the batch as a whole has one. */
  readonly faults?: number | undefined;
  /** Agencies that the records come from; default 5. */
  readonly agencies?: number;
  /** Default `plain`. */
  readonly style?: Style;
  /** Files to write beside the batch, whose bytes do not depend on them; none by default. */
  readonly references?: readonly ReferenceFileName[];
  /** Kind of a fault of the whole batch, of `BATCH_FAULTS`; none by default. Its records have no other. */
  readonly batchFault?: string | undefined;
  /** Number of the batch, from 1, in a series of nightly ones that tells a story (`STORY`); without it there is none. */
  readonly night?: number | undefined;
}

/** A stretch of the batch, and the lines of the truth that belong to it. */
export interface BatchPart {
  readonly batch: Uint8Array;
  /** CSV text, LF; the first part begins with the header `record,urn,field,rule`. May be empty. */
  readonly truth: string;
  /**
   * What the faults of records changed, CSV text, LF, header first: the line of the truth, the column, whether what is written still tells
   * what is meant (`yes` or `no`), and the true value as the plain style has it. A line for every column that a fault changes.
   */
  readonly values: string;
  /** What belongs to each reference file that was asked for; UTF-8. */
  readonly references: Readonly<Partial<Record<ReferenceFileName, Uint8Array>>>;
}

const WRITERS: Readonly<Record<Style, Writer>> = { plain, rms, jsonl };
/** Characters after which a part is handed out. */
const PART = 65_536;

type Proven = Required<Omit<BatchOptions, 'faults' | 'batchFault' | 'night'>> & {
  readonly night: number | undefined;
  readonly faults: number;
  readonly batchFault: BatchFault | undefined;
};

function proven(options: BatchOptions): Proven {
  const { records, seed, faults = options.batchFault === undefined ? 0.1 : 0, agencies = 5, style = 'plain', references = [] } = options;
  if (!Number.isSafeInteger(records) || records < 0) throw new UsageError(`records must be a whole number from 0, not ${records}`);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`seed must be a whole number, not ${seed}`);
  if (!(faults >= 0 && faults <= 1)) throw new UsageError(`faults must be a share from 0 to 1, not ${faults}`);
  if (!Number.isInteger(agencies) || agencies < 1 || agencies > AGENCIES.length)
    throw new UsageError(`agencies must be a whole number from 1 to ${AGENCIES.length}, not ${agencies}`);
  if (!STYLES.includes(style)) throw new UsageError(`style must be one of ${STYLES.join(', ')}, not ${style}`);
  for (const name of references)
    if (!REFERENCE_FILES.includes(name)) throw new UsageError(`references must be of ${REFERENCE_FILES.join(', ')}, not ${name}`);
  const { night } = options;
  if (night !== undefined && (!Number.isInteger(night) || night < 1 || night > NIGHTS))
    throw new UsageError(`the night must be a whole number from 1 to ${NIGHTS}, not ${night}`);
  return { records, seed, faults, agencies, style, references, night, batchFault: batchFaultOf(options.batchFault, style, faults) };
}

function batchFaultOf(kind: string | undefined, style: Style, faults: number): BatchFault | undefined {
  if (kind === undefined) return undefined;
  const fault = BATCH_FAULTS.find((one) => one.kind === kind);
  if (fault === undefined)
    throw new UsageError(`the fault of the batch must be one of ${BATCH_FAULTS.map((one) => one.kind).join(', ')}, not ${kind}`);
  if (faults > 0) throw new UsageError(`a batch with ${kind} takes no faults of records: it may change their number`);
  if (fault.style !== style) throw new UsageError(`${kind} shows in style ${fault.style} only, not in ${style}`);
  return fault;
}

/** How often a kind stands in the deck: most people write what they mean, but not as the standard has it. */
const cardsOf = (kind: FaultKind): number => (kind.rare ? 1 : kind.slip ? 5 : 3);

/** Hands out every kind in a random order, then again in another: none is left to luck. */
function deckOf(kinds: readonly FaultKind[], random: Random): () => FaultKind {
  const full = kinds.flatMap((kind) => Array.from({ length: cardsOf(kind) }, () => kind));
  let deck: FaultKind[] = [];
  return () => {
    if (deck.length === 0) deck = [...full];
    const at = random.below(deck.length);
    const kind = deck[at]!;
    deck[at] = deck.at(-1)!;
    deck.pop();
    return kind;
  };
}

/**
 * An invented batch, part by part, with faults planted in a share of its records and the truth about them:
 * one line `record,urn,field,rule` (record 1-based) for each planted fault. A record has at most one, and no other fault.
 * Reference files bring faults of their own, also to records that have one: their lines give the number of the record or, where the
 * finding stands in the reference file, of the row, without a URN.
 * Memory does not grow with the number of records.
 *
 * @throws UsageError at once if an option is out of range
 */
export function generateBatch(options: BatchOptions): Generator<BatchPart, void, undefined> {
  return parts(proven(options));
}

/** Says what a column held that a fault changed; empty for one that it left alone. */
function valueLine(planted: string, column: Column, record: BatchRecord, meant: BatchRecord, kind: FaultKind): string {
  const [value, written] = [[meant[column]].flat().join(';'), [record[column]].flat().join(';')];
  return value === written ? '' : `${planted},${column},${kind.slip ? 'yes' : 'no'},${csvCell(value, SPECIAL)}\n`;
}

function* parts(options: Proven): Generator<BatchPart, void, undefined> {
  const random = seededRandom(options.seed);
  const { batchFault } = options;
  const written = WRITERS[options.style];
  const writer = batchFault?.spoil(written, targetOf(batchFault.strikes, options.records)) ?? written;
  const next = deckOf(
    FAULT_KINDS.filter((kind) => kind.styles?.includes(options.style) ?? true),
    random,
  );
  const issued = { serials: new Map<string, number>(), records: options.records, agencies: options.agencies };
  const past: Past = { urns: new Map(), narratives: new Map() };
  const companions = makeCompanions(options.references, options.style, options.seed, options.faults);
  let text = writer.head;
  let values = 'record,urn,field,rule,column,slip,value\n';
  let truth = `record,urn,field,rule\n${batchFault === undefined ? '' : batchTruth(batchFault, options.records)}`;
  for (let index = 0; index < options.records; index++) {
    const kind = random.chance(options.faults) ? next() : undefined;
    const record = cleanRecord(random, index, issued, kind && (kind.shape ?? {}));
    const system = systemOf(record);
    const { agency, reported_on: reported } = record;
    let fault: string | undefined;
    if (kind !== undefined && (kind.fits?.(record, past) ?? true)) {
      kind.mean?.(record, random);
      const meant = { ...record };
      kind.plant(record, random, past);
      fault = kind.field;
      const planted = `${index + 1},${csvCell(record.urn, SPECIAL)},${kind.field},${kind.rule}`;
      truth += `${planted}\n`;
      for (const column of COLUMNS) values += valueLine(planted, column, record, meant, kind);
    } else {
      const meant = { ...record };
      const told = options.night === undefined ? undefined : plantStory(record, options.night, random);
      if (told !== undefined) {
        fault = told.field;
        const planted = `${index + 1},${csvCell(record.urn, SPECIAL)},${told.field},${told.rule}`;
        truth += `${planted}\n`;
        values += `${planted},${told.field},no,${csvCell([meant[told.field]].flat().join(';'), SPECIAL)}\n`;
      }
      past.urns.set(system, record.urn);
      past.narratives.set(aboutOf(record), record.narrative);
    }
    truth += companions.follow({ number: index + 1, record, agency, day: dayOf(reported), fault });
    text += writer.line(record, index + 1);
    if (text.length >= PART) {
      yield { batch: writer.encode(text), truth, values, references: companions.take() };
      values = '';
      text = '';
      truth = '';
    }
  }
  truth += companions.finish();
  yield { batch: writer.encode(text + (writer.tail ?? '')), truth, values, references: companions.take() };
}
