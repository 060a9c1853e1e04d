import type { Finding } from '../model/finding.ts';
import type { Measured } from '../model/measured.ts';
import type { Pack } from '../model/pack.ts';
import type { Caused, CauseTally, CodingState, GroupTally, Tally } from '../model/tally.ts';
import { causeOf, countCause } from './causes.ts';
import { countsOf, emptyTally, groupOf } from './counts.ts';
import { limit } from './limits.ts';
import { countMeasured } from './measures.ts';

/** Whose record it is; null = missing or unknown. */
interface Owner {
  readonly agency: string | null;
  readonly source_system: string | null;
  readonly unit: string | null;
}

/** Rules, by index, that hold and that don't. */
interface Outcomes {
  readonly passed: readonly number[];
  readonly failed: readonly number[];
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
  /** A record that the rules judged. */
  open(owner: Owner, judged: Judged, measured: Measured): void;
  /** A finding of the record opened last, by indexes of its rule and field. */
  cause(rule: number, field: number, caused: Caused): void;
  /** A record that can't be judged (ragged, unrecognised layout): charged with every rule in `weighing`. */
  openUnjudged(owner: Owner, weighing: readonly number[]): void;
  /** The record opened last has all its findings, those of faults of the file among them. */
  close(ready: boolean, findings: readonly Finding[]): void;
  /** A finding that belongs to no record. */
  fileFinding(rule: number): void;
  tally(): Tally;
}

/** Counts of one group, by index of the rule. */
interface Dense {
  readonly group: GroupTally;
  /** Of its source system. */
  readonly causes: System['causes'];
  /** Records by number of their profiles. */
  profiles: Uint32Array;
  readonly applicable: Float64Array;
  readonly failed: Float64Array;
  readonly evadedApplicable: Float64Array;
  readonly evadedFailed: Float64Array;
}

/** A source system of an agency: its groups by unit, and causes by rule × fields + field. */
interface System {
  readonly units: Map<string | null, Dense>;
  readonly causes: Map<number, CauseTally>;
}

export function makeCounters(pack: Pack): Counters {
  const size = pack.rules.length;
  const fields = pack.fields.length;
  const tally = emptyTally();
  const groups = new Map<string | null, Map<string | null, System>>();
  const fileRules = new Map(pack.rules.flatMap((rule, index) => (rule.kind === 'file' ? [[rule.id, index] as const] : [])));
  let current: Dense | undefined;

  const denseOf = ({ agency, source_system, unit }: Owner): Dense => {
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
    let dense = system.units.get(unit);
    if (dense === undefined) {
      const array = () => new Float64Array(size);
      dense = {
        group: groupOf(tally, agency, source_system, unit),
        causes: system.causes,
        profiles: new Uint32Array(64),
        applicable: array(),
        failed: array(),
        evadedApplicable: array(),
        evadedFailed: array(),
      };
      system.units.set(unit, dense);
    }
    return dense;
  };
  /** Profiles met, and by their id their number among these and 1. */
  const known: Outcomes[] = [];
  let numbers = new Uint32Array(256);
  const numberOf = (profile: Outcomes & { readonly id: number }): number => {
    const { id } = profile;
    if (id >= numbers.length) {
      const wider = new Uint32Array(id * 2);
      wider.set(numbers);
      numbers = wider;
    }
    if (numbers[id] === 0) numbers[id] = known.push(profile);
    return numbers[id]! - 1;
  };
  const add = ({ applicable, failed }: Dense, outcomes: Outcomes, records: number): void => {
    for (const rule of outcomes.passed) applicable[rule]! += records;
    for (const rule of outcomes.failed) {
      applicable[rule]! += records;
      failed[rule]! += records;
    }
  };
  return {
    open(owner, { profiles, profileCount, own, coding }, measured) {
      const dense = denseOf(owner);
      current = dense;
      dense.group.records++;
      if (coding !== null) dense.group.coding[coding]++;
      countMeasured(dense.group.measures, measured, coding);
      for (let i = 0; i < profileCount; i++) {
        const number = numberOf(profiles[i]!);
        if (number >= dense.profiles.length) {
          const wider = new Uint32Array(number * 2);
          wider.set(dense.profiles);
          dense.profiles = wider;
        }
        dense.profiles[number]!++;
      }
      add(dense, own, 1);
      for (const rule of own.evaded) {
        dense.evadedApplicable[rule]!++;
        dense.evadedFailed[rule]!++;
      }
      for (const rule of own.evadedPassed) dense.evadedFailed[rule]!++;
    },
    openUnjudged(owner, weighing) {
      const dense = denseOf(owner);
      current = dense;
      dense.group.records++;
      dense.group.measures.undated++;
      for (const rule of weighing) {
        dense.evadedApplicable[rule]!++;
        dense.evadedFailed[rule]!++;
      }
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
      const dense = current!;
      const { group } = dense;
      if (ready) group.ready++;
      for (const { rule, severity, basis } of findings) {
        const fileRule = fileRules.get(rule);
        if (fileRule !== undefined) {
          dense.applicable[fileRule]!++;
          dense.failed[fileRule]!++;
        }
        if (severity === 'error') group.errors++;
        else if (severity === 'warning') group.warnings++;
        else group.infos++;
        if (basis !== 'record') group.textFindings++;
      }
    },
    fileFinding(rule) {
      tally.fileFindings.set(rule, (tally.fileFindings.get(rule) ?? 0) + 1);
    },
    tally() {
      for (const systems of groups.values())
        for (const { units } of systems.values())
          for (const dense of units.values()) {
            for (let id = 0; id < dense.profiles.length; id++) if (dense.profiles[id]! > 0) add(dense, known[id]!, dense.profiles[id]!);
            for (let rule = 0; rule < size; rule++) {
              const [a, f, eA, eF] = [
                dense.applicable[rule]!,
                dense.failed[rule]!,
                dense.evadedApplicable[rule]!,
                dense.evadedFailed[rule]!,
              ];
              if (a === 0 && eA === 0 && eF === 0) continue;
              const counts = countsOf(dense.group, rule);
              counts.applicable += a;
              counts.failed += f;
              counts.evadedApplicable += eA;
              counts.evadedFailed += eF;
            }
          }
      limit(tally);
      return tally;
    },
  };
}
