import type { Finding } from '../model/finding.ts';
import type { Measured } from '../model/measured.ts';
import type { Pack } from '../model/pack.ts';
import { rememberBy } from '../model/remember.ts';
import type { Caused, CauseTally, CodingState, GroupTally, PartTally } from '../model/tally.ts';
import { causeOf, countCause } from './causes.ts';
import { emptyTally, groupOf } from './counts.ts';
import { makeDenseCounts, type Outcomes } from './dense-counts.ts';
import { limitPart } from './limits.ts';
import { countMeasured } from './measures.ts';

/** Whose record it is; null = missing or unknown. */
interface Owner {
  readonly agency: string | null;
  readonly source_system: string | null;
  readonly unit: string | null;
}

/** What the rules made of a record: what it shares with other records, and what is its own. */
interface Judged {
  readonly profiles: readonly (Outcomes & { readonly id: number })[];
  /** Profiles that hold, the first of the list. */
  readonly profileCount: number;
  /** Evaded: rules that an absent required value takes out of reach, or lets pass. */
  readonly own: Outcomes & { readonly evaded: readonly number[]; readonly evadedPassed: readonly number[] };
  readonly coding: CodingState | null;
}

/** Counts record after record into plain arrays; becomes a tally at the end. */
export interface Counters {
  /** Begins to count anew. */
  begin(): void;
  /** A record that the rules judged. @param keyed rules that it passes unless it turns out to repeat another */
  open(owner: Owner, judged: Judged, measured: Measured, keyed?: readonly number[]): void;
  /** A finding of the record opened last, by indexes of its rule and field. */
  cause(rule: number, field: number, caused: Caused): void;
  /** A record that can't be judged (ragged, unrecognised layout): charged with every rule in `weighing`. */
  openUnjudged(owner: Owner, weighing: readonly number[]): void;
  /** The record opened last has all its findings, those of faults of the file among them. */
  close(ready: boolean, findings: readonly Finding[]): void;
  /** A finding that belongs to no record. */
  fileFinding(rule: number): void;
  /** What was counted since it was begun, which it has to be before more is. */
  tally(): PartTally;
}

/** A group, and where it is counted. */
interface Counted {
  readonly group: GroupTally;
  /** Of its source system. */
  readonly causes: System['causes'];
  /** In the order in which the groups were met, from 0 on. */
  readonly number: number;
}

/** A source system of an agency: its groups by unit, and causes by rule × fields + field. */
interface System {
  readonly units: Map<string | null, Counted>;
  readonly causes: Map<number, CauseTally>;
}

export function makeCounters(pack: Pack): Counters {
  const fields = pack.fields.length;
  let tally = emptyTally();
  const counts = makeDenseCounts(pack.rules.length);
  const groups = new Map<string | null, Map<string | null, System>>();
  const fileRules = new Map(pack.rules.flatMap((rule, index) => (rule.kind === 'file' ? [[rule.id, index] as const] : [])));
  let current: Counted | undefined;
  let met = 0;

  const groupFor = rememberBy(({ agency, source_system, unit }: Owner): Counted => {
    let systems = groups.get(agency);
    if (systems === undefined) {
      systems = new Map();
      groups.set(agency, systems);
    }
    let system = systems.get(source_system);
    if (system === undefined) {
      system = { units: new Map(), causes: new Map() };
      systems.set(source_system, system);
    }
    let counted = system.units.get(unit);
    if (counted === undefined) {
      counted = { group: groupOf(tally, agency, source_system, unit), causes: system.causes, number: met++ };
      system.units.set(unit, counted);
    }
    return counted;
  });
  return {
    begin() {
      tally = emptyTally();
      counts.begin();
      groups.clear();
      groupFor.forget();
      current = undefined;
      met = 0;
    },
    open(owner, { profiles, profileCount, own, coding }, measured, keyed) {
      current = groupFor(owner);
      const { group, number } = current;
      group.records++;
      if (coding !== null) group.coding[coding]++;
      countMeasured(group.measures, measured, coding);
      counts.open(number);
      counts.addProfiles(profiles, profileCount);
      counts.add(own);
      if (keyed !== undefined) counts.addPassed(keyed);
      counts.addEvaded(own.evaded, own.evadedPassed);
    },
    openUnjudged(owner, weighing) {
      current = groupFor(owner);
      const { group, number } = current;
      group.records++;
      group.measures.undated++;
      counts.open(number);
      counts.addEvaded(weighing, []);
    },
    cause(rule, field, caused) {
      const { group, causes } = current!;
      const key = rule * fields + field;
      let known = causes.get(key);
      if (known === undefined) {
        known = causeOf(tally, group.agency, group.sourceSystem, rule, field);
        causes.set(key, known);
      }
      countCause(known, caused);
    },
    close(ready, findings) {
      const { group } = current!;
      if (ready) group.ready++;
      for (let i = 0; i < findings.length; i++) {
        const { rule, severity, basis } = findings[i]!;
        const fileRule = fileRules.get(rule);
        if (fileRule !== undefined) counts.add({ passed: [], failed: [fileRule] });
        if (severity === 'error') group.errors++;
        else if (severity === 'warning') group.warnings++;
        else group.infos++;
        if (basis !== 'record') group.textFindings++;
      }
    },
    fileFinding(rule) {
      tally.fileFindings.set(rule, (tally.fileFindings.get(rule) ?? 0) + 1);
    },
    tally: () => limitPart({ ...tally, ruleCounts: counts.finish() }),
  };
}
