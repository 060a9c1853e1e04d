import type { Finding } from '../../src/model/finding.ts';
import type { Pack, Severity } from '../../src/model/pack.ts';
import type { CodingState } from '../../src/model/tally.ts';
import { isPresence, makeApplying } from './applying.ts';
import { type Cell, dayOf, type Row, readCells } from './cells.ts';
import { makeExaminer } from './conditions.ts';
import { makeMatching } from './references.ts';

/** A fault of a record: one of each rule and field at most. */
export interface Fault {
  readonly rule: string;
  readonly field: string;
  readonly severity: Severity;
  readonly isWaived: boolean;
  /** Of a coded field, if the fault is about one value; else null. */
  readonly value: string | null;
  /** What the value should be, if one mapping would say so. */
  readonly to: string | undefined;
}

/** All that is known of a record; rules by index. */
export interface Known {
  readonly cells: readonly Cell[];
  readonly agency: string | null;
  readonly sourceSystem: string | null;
  readonly unit: string | null;
  readonly faults: readonly Fault[];
  readonly applicable: readonly number[];
  readonly failed: readonly number[];
  readonly waived: readonly number[];
  readonly disputed: readonly number[];
  /** Rules that an absent required value takes out of reach, and those that hold for want of it. */
  readonly unjudged: readonly number[];
  readonly held: readonly number[];
  readonly isReady: boolean;
  readonly byWaiver: boolean;
  readonly coding: CodingState | null;
  readonly topics: readonly ('named' | 'spoken' | null)[];
  /** Days by measure of timeliness, undefined where a date lacks. */
  readonly lags: readonly (number | undefined)[];
  /** Days since 1970, and year × 12 + month − 1, of its own date. */
  readonly day: number | undefined;
  readonly month: number | undefined;
}

/** What a run was made of. */
export interface Batch {
  readonly rows: readonly Row[];
  /** Findings of the records, by 1-based record. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
  /** Reference files, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly asOf: string;
  /** Rules whose waivers say that there was no fault. */
  readonly disputed: readonly string[];
}

/** Looks at every record of a batch. */
export function lookAt({ rows, findings, files, asOf, disputed }: Batch, pack: Pack) {
  const examiner = makeExaminer(pack, asOf);
  const applying = makeApplying(pack, examiner);
  const matching = makeMatching(pack, examiner, files, asOf);
  const ruleAt = new Map(pack.rules.map(({ id }, index) => [id, index]));
  const coding = pack.coding!;
  const [declared, correct, suspected] = [coding.declared, coding.correct, coding.suspected!].map((one) => examiner.asks(one)) as [
    () => boolean,
    () => boolean,
    () => boolean,
  ];
  const topics = pack.scorecard!.topics.map((one) => ({
    marked: examiner.asks(one.marked),
    suspected: one.suspected && examiner.asks(one.suspected),
  }));
  const nameOf = (name: string): string | null => {
    const { value } = examiner.cell(name);
    return value === undefined ? null : String(value);
  };
  const dateOf = (name: string): string | undefined => {
    const { state, value } = examiner.cell(name);
    return state === 'readable' ? String(value) : undefined;
  };
  const known = rows.map((row, index): Known => {
    const cells = readCells(row, pack);
    examiner.look(cells);
    const faults = (findings.get(index + 1) ?? []).map((finding) => faultOf(finding, cells, pack));
    const indexesOf = (some: readonly Fault[]) => [...new Set(some.map(({ rule }) => ruleAt.get(rule)!))];
    const failed = indexesOf(faults.filter(({ isWaived }) => !isWaived));
    const waived = indexesOf(faults).filter((rule) => !failed.includes(rule));
    const matched = matching.take(cells);
    const applicable = applying.rules(matched);
    const absent = faults.flatMap(({ rule, field }) => {
      const own = pack.rules[ruleAt.get(rule)!]!;
      return own.kind === 'record' && isPresence(own, field, pack) ? [field] : [];
    });
    const errors = faults.filter(({ severity }) => severity === 'error');
    const state = !declared()
      ? suspected()
        ? 'suspected'
        : null
      : nameOf(coding.field) === null
        ? 'missing'
        : correct()
          ? 'correct'
          : 'wrong';
    const isAtFault = faults.some(({ rule }) => coding.faults.includes(rule));
    const own = state === 'correct' && isAtFault ? 'wrong' : state;
    const date = dateOf('reported_on');
    const agency = nameOf('agency');
    return {
      cells,
      agency: agency !== null && pack.codelists.get('agencies')!.entries.has(agency) ? agency : null,
      sourceSystem: nameOf('source_system'),
      unit: nameOf('unit'),
      faults,
      applicable: [...applicable],
      failed,
      waived,
      disputed: waived.filter((rule) => disputed.includes(pack.rules[rule]!.id)),
      ...(absent.length === 0 ? { unjudged: [], held: [] } : applying.charged(applicable, new Set([...failed, ...waived]), absent)),
      isReady: errors.every(({ isWaived }) => isWaived),
      byWaiver: errors.length > 0 && errors.every(({ isWaived }) => isWaived),
      coding: own,
      topics: topics.map((one) => (own === null ? null : one.marked() ? 'named' : one.suspected?.() ? 'spoken' : null)),
      lags: pack.scorecard!.timeliness.map(({ from, to }) => {
        const [a, b] = [dateOf(from), dateOf(to)];
        return a === undefined || b === undefined ? undefined : dayOf(b) - dayOf(a);
      }),
      day: date === undefined ? undefined : dayOf(date),
      month: date === undefined ? undefined : Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1,
    };
  });
  return { known, referrals: matching.referrals(), groups: matching.groups() };
}

function faultOf({ rule, severity, status, at, params, suggestion }: Finding, cells: readonly Cell[], pack: Pack): Fault {
  const field = at.field!;
  const index = pack.fields.findIndex(({ name }) => name === field);
  const { coded } = pack.fields[index]!;
  const { value } = cells[index]!;
  const own = pack.rules.find(({ id }) => id === rule)!;
  const items = (params.items ?? []) as readonly { readonly value: string }[];
  const isLater = own.kind === 'unique' || own.kind === 'nearDuplicate' || (own.kind === 'reconcile' && isKnownLate(own));
  const code = Array.isArray(value) ? (items.length === 1 ? items[0]!.value : null) : value === undefined ? null : String(value);
  const isOne = coded && suggestion !== null && suggestion.confidence !== 'review' && suggestion.field === field;
  return {
    rule,
    field,
    severity,
    isWaived: status === 'waived',
    value: coded && !isLater ? code : null,
    to: isOne ? suggestion.to : undefined,
  };
}

/** Faults that only show when all records are known are counted by rule and field alone. */
const isKnownLate = (rule: Pack['rules'][number]): boolean =>
  rule.kind === 'reconcile' && rule.judges === 'record' && (rule.first || rule.byWay !== undefined);
