import type { LintResult } from './lint-job.ts';
import type { Finding, Suggestion } from './model/finding.ts';
import type { Confidence } from './model/pack.ts';

/** A suggestion that is to be put in place. */
export interface Fix {
  readonly record: number;
  /** Reference of the record, as its finding has it. */
  readonly urn: string | null;
  readonly rule: string;
  /** Field that the finding stands at. */
  readonly at: string | null;
  /** Field that changes. */
  readonly field: string;
  readonly from: string | null;
  readonly to: string;
  readonly confidence: Confidence;
  /** What changes with it. */
  readonly also: NonNullable<Suggestion['also']>;
}

/** Which suggestions are put in place. */
export interface FixChoice {
  /** `certain` alone, or `likely` too; what is for review never is. */
  readonly level: 'certain' | 'likely';
  /** Ids of rules; all if left out. */
  readonly only?: ReadonlySet<string>;
}

/** Findings of one record: how many of each rule and field, and what could be done about them. */
interface Group {
  readonly record: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

const keyOf = (rule: string, field: string | null): string => `${rule} ${field}`;

/** Findings of records, which come in order, record by record. Those about the file and about agencies are left out. */
async function* byRecord(findings: AsyncIterable<Finding>): AsyncGenerator<Group> {
  let open: { record: number; counts: Map<string, number>; findings: Finding[] } | undefined;
  for await (const finding of findings) {
    const { record, field } = finding.at;
    if (record === null) continue;
    if (open?.record !== record) {
      if (open) yield open;
      open = { record, counts: new Map(), findings: [] };
    }
    const key = keyOf(finding.rule, field);
    open.counts.set(key, (open.counts.get(key) ?? 0) + 1);
    open.findings.push(finding);
  }
  if (open) yield open;
}

function fixOf(finding: Finding, { level, only }: FixChoice): Fix | undefined {
  const { suggestion, rule, urn, at } = finding;
  if (suggestion === null || at.record === null || finding.status !== 'open') return undefined;
  const isSure = suggestion.confidence === 'certain' || (suggestion.confidence === 'likely' && level === 'likely');
  if (!isSure || (only !== undefined && !only.has(rule))) return undefined;
  const { field, from, to, confidence, also = [] } = suggestion;
  return { record: at.record, urn, rule, at: at.field, field, from, to, confidence, also };
}

/** The fixes to be made, by record. Grows round by round: what one fix uncovers another may mend, and what brings out a new fault is taken back. */
export interface Fixes {
  readonly of: ReadonlyMap<number, readonly Fix[]>;
  /** Takes up what the findings of the input offer. */
  start(before: LintResult): Promise<void>;
  /**
   * Compares the findings of the corrected file with those of the input: takes back what did not mend its fault or brought out another,
   * and takes up what is offered now.
   * @returns true if the file has to be corrected again
   */
  settle(before: LintResult, after: LintResult): Promise<boolean>;
  /** A fix that could not be written; it is not tried again. */
  refuse(fix: Fix): void;
  /** Fixes that could not be written, and those taken back. */
  refused(): number;
}

/** @param choice which suggestions are put in place */
export function makeFixes(choice: FixChoice): Fixes {
  const of = new Map<number, Fix[]>();
  const barred = new Set<string>();
  const barredRecords = new Set<number>();
  const nameOf = ({ record, rule, at }: Fix): string => `${record} ${keyOf(rule, at)}`;
  let refused = 0;

  const take = (finding: Finding): boolean => {
    const fix = fixOf(finding, choice);
    if (fix === undefined || barredRecords.has(fix.record) || barred.has(nameOf(fix))) return false;
    const own = of.get(fix.record) ?? [];
    of.set(fix.record, [...own, fix]);
    return true;
  };
  const drop = (fix: Fix): void => {
    const rest = (of.get(fix.record) ?? []).filter((one) => nameOf(one) !== nameOf(fix));
    if (rest.length > 0) of.set(fix.record, rest);
    else of.delete(fix.record);
    barred.add(nameOf(fix));
    refused++;
  };
  const takeBack = (record: number): boolean => {
    const own = of.get(record);
    if (own === undefined) return false;
    refused += own.length;
    of.delete(record);
    barredRecords.add(record);
    return true;
  };
  /** Records whose fixes may have brought out a finding that the input has not: its own, else those that it is compared with. */
  const guilty = (finding: Finding): readonly number[] => {
    const all = [finding.at.record, ...finding.also.map((place) => place.record)];
    return all.filter((record) => record !== null && of.has(record)).slice(0, 1) as number[];
  };

  return {
    of,
    refused: () => refused,
    refuse: drop,
    async start(before) {
      for await (const group of byRecord(before.findings())) for (const finding of group.findings) take(finding);
    },
    async settle(before, after) {
      const earlier = byRecord(before.findings());
      let known = await earlier.next();
      const bad = new Set<number>();
      const left: Fix[] = [];
      const offered: Finding[] = [];
      for await (const group of byRecord(after.findings())) {
        while (!known.done && known.value.record < group.record) known = await earlier.next();
        const counts = !known.done && known.value.record === group.record ? known.value.counts : new Map<string, number>();
        for (const finding of group.findings)
          if (group.counts.get(keyOf(finding.rule, finding.at.field))! > (counts.get(keyOf(finding.rule, finding.at.field)) ?? 0))
            for (const record of guilty(finding)) bad.add(record);
        for (const fix of of.get(group.record) ?? []) if (group.counts.has(keyOf(fix.rule, fix.at))) left.push(fix);
        offered.push(...group.findings.filter((finding) => fixOf(finding, choice) !== undefined));
      }
      await earlier.return(undefined);
      let again = false;
      for (const record of bad) again = takeBack(record) || again;
      for (const fix of left)
        if (!barredRecords.has(fix.record)) {
          drop(fix);
          again = true;
        }
      for (const finding of offered) again = take(finding) || again;
      return again;
    },
  };
}
