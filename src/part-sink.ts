import {
  type CompiledRules,
  type collectKeys,
  type countPeers,
  type countValues,
  type FindingMaker,
  hideValues,
  type Judge,
  type Judgement,
  type Matcher,
  type makeMeasures,
  NOBODY,
  type ShiftTest,
  type ValueDisplay,
} from './check/index.ts';
import type { Gathering } from './gathering.ts';
import type { Suggestion } from './model/finding.ts';
import { UNKNOWN } from './model/measured.ts';
import type { Fault, RowSink, RowView } from './model/row.ts';
import type { Survey } from './model/source.ts';
import type { LoadableRecord } from './normalise/index.ts';
import type { OwnerNotes } from './owners.ts';
import type { SpoolWriter } from './spool/spool.ts';
import type { Suggesting } from './suggesting.ts';
import type { makeCounters } from './tally/index.ts';

/** What each record of inputs that are alike is judged, counted and gathered with. */
export interface Tools {
  readonly judge: Judge;
  readonly record: LoadableRecord;
  /** The same row with every field taken from the column before its own, and from the one after it. */
  readonly moved: readonly LoadableRecord[];
  readonly maker: FindingMaker;
  readonly suggesting: Suggesting;
  readonly shift: ShiftTest;
  readonly measure: ReturnType<typeof makeMeasures>;
  readonly keys: ReturnType<typeof collectKeys>;
  readonly valueCounts: ReturnType<typeof countValues>;
  readonly peers: ReturnType<typeof countPeers>;
  readonly counters: ReturnType<typeof makeCounters>;
  readonly gathering: Gathering;
  /** For findings of records, and of lines that are none. */
  readonly records: SpoolWriter;
  readonly loose: SpoolWriter;
}

/** What is to be known of a part of a file before its rows come. */
export interface Part {
  readonly survey: Survey;
  /** False if no column of the file is known: then none of its records can be judged. */
  readonly isRecognised: boolean;
  readonly matcher: Matcher;
  readonly notes: OwnerNotes | undefined;
}

/** Takes the rows of one part after another: has each record judged and counted, and its findings gathered. */
export interface PartSink extends RowSink {
  begin(part: Part): void;
  /** Rows and faults of the part so far. */
  counted(): { readonly records: number; readonly faults: number };
}

const NO_FIELDS: ReadonlySet<string> = new Set();

/** Has to be begun. */
export function makePartSink({ pack }: CompiledRules, tools: Tools, values: ValueDisplay): PartSink {
  const { judge, record, moved, maker, suggesting, shift, measure, keys, valueCounts, peers, counters, gathering } = tools;
  const place = { file: '' };
  let isTable = false;
  let isRecognised = false;
  let matcher: Matcher | undefined;
  let notes: OwnerNotes | undefined;
  let records = 0;
  let faults = 0;

  /** The one value that a finding is about, if it is a code. */
  const codeOf = (field: number, items: readonly { readonly value: string }[]): string | null => {
    if (values === 'none' || !pack.fields[field]!.coded) return null;
    const { value } = record.reading(field);
    if (!Array.isArray(value)) return value === undefined ? null : String(value);
    return items.length === 1 ? items[0]!.value : null;
  };
  /** What the code should be, if one mapping in the source system would say so; no other field's value gets into counts. */
  const mapped = (suggestion: Suggestion | null, field: number): string | undefined =>
    suggestion === null ||
    suggestion.also !== undefined ||
    !pack.fields[field]!.coded ||
    suggestion.confidence === 'review' ||
    suggestion.field !== pack.fields[field]!.name
      ? undefined
      : suggestion.to;
  const judgeRecord = (view: RowView, judgement: Judgement): void => {
    const holder = maker.holder(record);
    const keyed = keys.add(record);
    valueCounts.add(record, holder.agency);
    peers.add(holder, maker.urn(record));
    const unmatched = matcher!.judge(record, judgement.own);
    gathering.keyed();
    const measured = measure(record, judgement);
    const day = measured.day === UNKNOWN ? null : measured.day;
    notes?.add(holder, day);
    counters.open(holder, judgement, measured, keyed);
    if (judgement.failed.length === 0 && unmatched.length === 0) return;
    const owner = maker.owner(record);
    const strays = values === 'mask' && isTable && shift.mayBe(judgement.failed) ? shift.strays(record) : NO_FIELDS;
    // Copied, for a suggestion is tried by the same judge.
    const failed = [...judgement.failed];
    for (const check of failed) {
      const rule = pack.rules[check.rule]!;
      const items = judge.failingItems(check, record);
      const suggestion = suggesting.suggest(check, record, view, failed, items);
      const facts = judge.facts(check, record, items[0]?.value);
      const finding = maker.make(rule, check.at, record, owner, place, items, [], suggestion, facts);
      if (strays.size > 0) gathering.add(check.rule, check.at, hideValues(finding, strays), { value: null, day });
      else gathering.add(check.rule, check.at, finding, { value: codeOf(check.at, items), day, to: mapped(suggestion, check.at) });
    }
    for (const { rule, at, also, facts } of unmatched) {
      const finding = maker.make(pack.rules[rule]!, at, record, owner, place, [], also, null, facts);
      gathering.add(rule, at, finding, { value: codeOf(at, []), day });
    }
  };
  /** The column from which on a row's cells stand one column off, or -1. Its values are then not those of their fields. */
  const shiftedFrom = (view: RowView, { failed }: Judgement): number => {
    if (!isTable || !shift.mayBe(failed)) return -1;
    for (const one of moved) one.load(view);
    return shift.from(record, moved[0]!, moved[1]!);
  };
  const takeFault = (fault: Fault): void => {
    faults++;
    gathering.fault(fault);
  };
  return {
    begin(part) {
      const { file, kind } = part.survey;
      place.file = file;
      isTable = kind === 'csv' || kind === 'xlsx';
      ({ isRecognised, matcher, notes } = part);
      records = faults = 0;
    },
    counted: () => ({ records, faults }),
    row(view) {
      gathering.row(view.record);
      records++;
      record.load(view);
      if (!view.ragged && isRecognised) {
        const judgement = judge.judge(record);
        const column = shiftedFrom(view, judgement);
        if (column === -1) return judgeRecord(view, judgement);
        takeFault({ kind: 'fault', fault: 'shifted-cells', record: view.record, line: view.line, column: column + 1, detail: {} });
      }
      const { agency } = isRecognised ? maker.holder(record) : NOBODY;
      counters.openUnjudged({ ...NOBODY, agency }, judge.weighing);
    },
    fault: takeFault,
  };
}
