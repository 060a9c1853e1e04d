import type { Finding } from './model/finding.ts';
import type { Codelist } from './model/pack.ts';
import type { Scorecards } from './model/run.ts';

/** Findings that another version of the rules or code lists would bring, take away or grade anew. */
export interface Changes {
  new: number;
  dropped: number;
  regraded: number;
}

/** What findings of one rule, of one agency or in all would change. */
export interface Impact {
  readonly all: Changes;
  /** In order of rule. */
  readonly rules: readonly ({ readonly rule: string } & Changes)[];
  /** In order of agency, findings that belong to none last. */
  readonly agencies: readonly ({ readonly agency: string | null } & Changes)[];
}

/** Codes of a list that another version adds, drops or replaces. */
export interface CodelistChange {
  readonly list: string;
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** Codes that have a successor, or another one, now. */
  readonly replaced: readonly { readonly code: string; readonly by: string }[];
}

/** A score before and after. */
export interface ScoreShift {
  /** Null for the nation. */
  readonly agency: string | null;
  readonly score: readonly [number | null, number | null];
  readonly ready: readonly [number, number];
  /** Coding rate in per cent. */
  readonly coding: readonly [number | null, number | null];
}

/**
 * Compares the findings of two runs over the same inputs, which come in the same order: file by file, each in order of record. Holds the
 * findings of one record at a time, and those that belong to no record.
 * @param files names of the inputs, in order
 */
export async function compareRuns(
  before: AsyncGenerator<Finding>,
  after: AsyncGenerator<Finding>,
  files: readonly string[],
): Promise<Impact> {
  const all: Changes = { new: 0, dropped: 0, regraded: 0 };
  const rules = new Map<string, Changes>();
  const agencies = new Map<string | null, Changes>();
  const note = ({ rule, agency }: Finding, what: keyof Changes): void => {
    const none = () => ({ new: 0, dropped: 0, regraded: 0 });
    const [ofRule, ofAgency] = [rules.get(rule) ?? none(), agencies.get(agency) ?? none()];
    rules.set(rule, ofRule);
    agencies.set(agency, ofAgency);
    for (const counts of [all, ofRule, ofAgency]) counts[what]++;
  };
  const loose = { before: [] as Finding[], after: [] as Finding[] };
  const [left, right] = [byRecord(before, loose.before), byRecord(after, loose.after)];
  const placeOf = ({ at }: Finding): readonly [number, number] => [files.indexOf(at.file), at.record!];
  let [one, other] = [await left.next(), await right.next()];
  while (!one.done || !other.done) {
    const order = one.done ? 1 : other.done ? -1 : compare(placeOf(one.value[0]!), placeOf(other.value[0]!));
    compareRecord(order <= 0 && !one.done ? one.value : [], order >= 0 && !other.done ? other.value : [], note);
    if (order <= 0) one = await left.next();
    if (order >= 0) other = await right.next();
  }
  compareRecord(loose.before, loose.after, note);
  return {
    all,
    rules: [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, counts]) => ({ rule, ...counts })),
    agencies: [...agencies]
      .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
      .map(([agency, counts]) => ({ agency, ...counts })),
  };
}

const compare = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0] || a[1] - b[1];

/** Findings of one record after the other; those that belong to none go to `loose`. */
async function* byRecord(findings: AsyncGenerator<Finding>, loose: Finding[]): AsyncGenerator<readonly Finding[]> {
  let own: Finding[] = [];
  for await (const finding of findings) {
    const { file, record } = finding.at;
    if (record === null) {
      loose.push(finding);
      continue;
    }
    if (own.length > 0 && (own[0]!.at.record !== record || own[0]!.at.file !== file)) {
      yield own;
      own = [];
    }
    own.push(finding);
  }
  if (own.length > 0) yield own;
}

/** Findings of the same rule at the same field are the same finding; one more or less of them is new or dropped. */
function compareRecord(before: readonly Finding[], after: readonly Finding[], note: (finding: Finding, what: keyof Changes) => void): void {
  const key = ({ rule, agency, at }: Finding) => JSON.stringify([rule, agency, at.file, at.line, at.record, at.field]);
  const left = new Map<string, Finding[]>();
  for (const finding of before) left.set(key(finding), [...(left.get(key(finding)) ?? []), finding]);
  for (const finding of after) {
    const was = left.get(key(finding))?.shift();
    if (was === undefined) note(finding, 'new');
    else if (was.severity !== finding.severity) note(finding, 'regraded');
  }
  for (const rest of left.values()) for (const finding of rest) note(finding, 'dropped');
}

/** What changes in the code lists that either version has, in order of name; lists without a change are left out. */
export function compareCodelists(before: ReadonlyMap<string, Codelist>, after: ReadonlyMap<string, Codelist>): readonly CodelistChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((list) => {
    const [was, is] = [before.get(list)?.entries ?? new Map(), after.get(list)?.entries ?? new Map()] as [
      Codelist['entries'],
      Codelist['entries'],
    ];
    const added = [...is.keys()].filter((code) => !was.has(code));
    const gone = [...was.keys()].filter((code) => !is.has(code));
    const replaced = [...is].flatMap(([code, { replacedBy }]) =>
      replacedBy !== undefined && replacedBy !== was.get(code)?.replacedBy ? [{ code, by: replacedBy }] : [],
    );
    return added.length + gone.length + replaced.length === 0 ? [] : [{ list, added, gone, replaced }];
  });
}

/** Scores before and after, of the nation and of every agency. */
export function compareScores(before: Scorecards, after: Scorecards): readonly ScoreShift[] {
  type Card = Scorecards['nation'];
  const shift = (agency: string | null, a: Card | undefined, b: Card | undefined): ScoreShift => ({
    agency,
    score: [a?.score ?? null, b?.score ?? null],
    ready: [a?.ready.count ?? 0, b?.ready.count ?? 0],
    coding: [a?.coding?.rate.percent ?? null, b?.coding?.rate.percent ?? null],
  });
  const names = [...new Set([...before.agencies, ...after.agencies].map(({ agency }) => agency))];
  const card = (cards: Scorecards, name: string) => cards.agencies.find(({ agency }) => agency === name);
  return [shift(null, before.nation, after.nation), ...names.map((name) => shift(name, card(before, name), card(after, name)))];
}
