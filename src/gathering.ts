import { addFault, type collectKeys, faultFinding, fieldOfFault, type fileRules } from './check/index.ts';
import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { Fault } from './model/row.ts';
import type { Survey } from './model/source.ts';
import type { Caused } from './model/tally.ts';
import { compareFindings, type SpoolWriter } from './spool/spool.ts';
import type { makeCounters } from './tally/index.ts';

/** Gathers the findings of a record, which may come before and after its row, and lets go of them in order when the next begins. */
export interface Gathering {
  /** Begins another part, of which nothing is gathered yet. */
  begin(part: GatheredPart): void;
  /** The row of a record, by its 1-based number, which is gathered from here on; the one before is finished. */
  row(record: number): void;
  /** The keys of the record were noted. */
  keyed(): void;
  /** A finding of the record, by indexes of its rule and field. */
  add(rule: number, field: number, finding: Finding, cause: Caused): void;
  /** A fault of the file, in a record or between records. */
  fault(fault: Fault): void;
  /** Finishes the last record. */
  finish(): void;
  /** What there is of the part that was finished. */
  gathered(): Gathered;
}

/** Findings of a part. */
export interface Gathered {
  /** By index of the rule. */
  readonly found: Float64Array;
  /** Whether findings were spooled of records, and of lines that are no record. */
  readonly spooled: { readonly records: boolean; readonly loose: boolean };
}

/** What gathering has to know of a part. */
export interface GatheredPart {
  readonly survey: Survey;
  /** True if no record can be ready, whatever its findings. */
  readonly noneReady: boolean;
}

/** What the findings of a stretch are counted by and spooled to. */
export interface GatheringPlaces {
  readonly counters: ReturnType<typeof makeCounters>;
  readonly keys: Pick<ReturnType<typeof collectKeys>, 'markFailed'>;
  /** For findings of records, and of lines that are none. */
  readonly records: SpoolWriter;
  readonly loose: SpoolWriter;
  /** Rules about faults of the file, by name of the fault. */
  readonly faults: ReturnType<typeof fileRules>;
  /** Ids of the rules that waivers speak of: their findings keep their causes. */
  readonly noted: readonly string[];
}

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** Has to be begun. */
export function makeGathering(pack: Pack, places: GatheringPlaces): Gathering {
  const { counters, keys, records, loose, faults, noted } = places;
  let found = new Float64Array(pack.rules.length);
  let spooled = { records: false, loose: false };
  let file = '';
  let columns: readonly string[] = [];
  let noneReady = false;
  let current = 0;
  let isRow = false;
  let isKeyed = false;
  const gathered: Finding[] = [];
  /** Of these, the faults of the file, by rule and field. */
  const twins = new Map<string, Finding>();

  const finish = (): void => {
    if (isRow) {
      const hasError = noneReady || gathered.some(isError);
      if (hasError && isKeyed) keys.markFailed();
      counters.close(!hasError, gathered);
    }
    if (gathered.length > 1) gathered.sort(compareFindings);
    for (let n = 0; n < gathered.length; n++) records.write(gathered[n]!);
    if (gathered.length > 0) {
      spooled.records = true;
      while (gathered.length > 0) gathered.pop();
      if (twins.size > 0) twins.clear();
    }
    isRow = false;
    isKeyed = false;
  };
  const open = (record: number): void => {
    if (record === current) return;
    finish();
    current = record;
  };
  return {
    begin({ survey, noneReady: isNoneReady }) {
      found = new Float64Array(pack.rules.length);
      spooled = { records: false, loose: false };
      ({ file, columns } = survey);
      noneReady = isNoneReady;
      current = gathered.length = 0;
      isRow = isKeyed = false;
      twins.clear();
    },
    gathered: () => ({ found, spooled }),
    finish,
    row(record) {
      open(record);
      isRow = true;
    },
    keyed() {
      isKeyed = true;
    },
    add(rule, field, finding, cause) {
      gathered.push(noted.includes(finding.rule) ? { ...finding, cause } : finding);
      found[rule]!++;
      counters.cause(rule, field, cause);
    },
    fault(fault) {
      const known = faults.get(fault.fault);
      if (known === undefined) return;
      const made = (): Finding => faultFinding(known.rule, fault, file, columns);
      if (fault.record === null) {
        found[known.index]!++;
        counters.fileFinding(known.index);
        loose.write(made());
        spooled.loose = true;
        return;
      }
      open(fault.record);
      const key = `${known.index} ${fieldOfFault(fault, columns) ?? ''}`;
      const twin = twins.get(key);
      if (twin !== undefined) return addFault(twin, fault);
      const finding = made();
      found[known.index]!++;
      twins.set(key, finding);
      gathered.push(finding);
    },
  };
}
