import { faultFinding, fileRules } from './check/index.ts';
import type { Finding } from './model/finding.ts';
import type { Pack, Severity } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { GroupTally, Tally } from './model/tally.ts';
import type { WaiverList, WaiverReason } from './model/waiver.ts';
import { countedAnew } from './open-causes.ts';
import { compareFindings } from './spool/spool.ts';
import { countsOf, groupOf } from './tally/index.ts';
import { addUse, limitOf, matchWaivers, noUse, stateOf, waiverFaults } from './waive/index.ts';

/** All findings of a run, parted by what they are about. Each function may be called several times. */
export interface FindingsOfRun {
  readonly aboutAgencies: readonly Finding[];
  /** Findings of records, by input, in order. `noneReady`: no record of it is ready, whatever its findings. */
  readonly inputs: readonly { readonly noneReady: boolean; records(): AsyncGenerator<Finding> }[];
  /** Findings of rows of reference files, in order. */
  rows(): AsyncGenerator<Finding>;
}

/** What the waivers of a run came to. */
export interface AppliedWaivers {
  /** The finding as it stands: with its status. */
  stand(finding: Finding): Finding;
  /** What is wrong with the waivers, in order. */
  readonly findings: readonly Finding[];
  readonly shown: Run['waivers'];
  /** Waived findings. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

/** A run without waivers. */
export const NO_WAIVERS: AppliedWaivers = {
  stand: (finding) => finding,
  findings: [],
  shown: null,
  bySeverity: { error: 0, warning: 0, info: 0 },
};

/**
 * Waives findings: counts what each waiver would stand for, drops those whose cap is exceeded, and corrects the tally. All of it is done
 * when every part of the run is known, so that neither threads nor the order of records make a difference, and records are judged
 * as fast as without waivers. What no waiver speaks of is not read again.
 *
 * @param found findings by index of the rule; those about the waivers are added
 */
export async function applyWaivers(
  list: WaiverList,
  pack: Pack,
  asOf: string,
  run: FindingsOfRun,
  tally: Tally,
  found: Float64Array,
): Promise<AppliedWaivers> {
  const matcher = matchWaivers(list.waivers, asOf);
  const indexOf = new Map(pack.rules.map((rule, index) => [rule.id, index]));
  const concerned = [...matcher.rules].some((rule) => found[indexOf.get(rule)!]! > 0);
  const use = noUse(list.waivers);
  if (concerned) {
    for (const finding of run.aboutAgencies) addUse(use, matcher, [finding]);
    for (const input of run.inputs) for await (const findings of byRecord(input.records())) addUse(use, matcher, findings);
    for await (const findings of byRecord(run.rows())) addUse(use, matcher, findings);
  }
  const limits = list.waivers.map((waiver) => limitOf(waiver, tally.groups.values()));
  const states = list.waivers.map((waiver, index) => stateOf(waiver, index, use, limits[index], asOf));
  const isWaived = (finding: Finding): boolean => matcher.of(finding).some((waiver) => states[waiver] === 'in-force');
  const isDisputed = (finding: Finding): boolean =>
    matcher.of(finding).some((waiver) => states[waiver] === 'in-force' && list.waivers[waiver]!.reason === NO_FAULT);
  const bySeverity = { error: 0, warning: 0, info: 0 };
  if (states.includes('in-force')) {
    const forgotten = list.waivers.flatMap(({ rule }, index) => (states[index] === 'in-force' ? [indexOf.get(rule)!] : []));
    const causes = countedAnew(forgotten, pack, tally);
    for (const finding of run.aboutAgencies.filter(isWaived)) {
      waiveOfAgency(finding, indexOf.get(finding.rule)!, tally);
      bySeverity[finding.severity]++;
    }
    for (const input of run.inputs)
      for await (const findings of byRecord(input.records())) {
        const waived = findings.filter(isWaived);
        if (waived.length > 0) waiveOfRecord(findings, waived, input.noneReady, isDisputed, indexOf, tally);
        for (const { severity } of waived) bySeverity[severity]++;
        causes.add(findings.filter((finding) => !waived.includes(finding)));
      }
    for await (const findings of byRecord(run.rows())) {
      const waived = findings.filter(isWaived);
      for (const rule of whollyWaived(findings, waived)) {
        const counts = tally.rows.get(indexOf.get(rule)!)!;
        counts.failed--;
        counts.waived++;
      }
      for (const { severity } of waived) bySeverity[severity]++;
    }
  }
  return {
    stand: ({ cause: _, ...finding }) => (isWaived(finding) ? { ...finding, status: 'waived' } : finding),
    findings: findingsAbout(list, waiverFaults(list, states, limits, use), pack, tally, found),
    shown: {
      file: list.file,
      sha256: list.sha256,
      waivers: list.waivers.map(({ id, rule, expires }, index) => {
        const holds = states[index] === 'in-force';
        return {
          id,
          rule,
          state: states[index]!,
          expires,
          records: holds ? use.records[index]! : 0,
          findings: holds ? use.findings[index]! : 0,
        };
      }),
    },
    bySeverity,
  };
}

/** The reason of a waiver that says that there is no fault. */
const NO_FAULT: WaiverReason = 'rule-disputed';

/** Findings that follow each other and are about the same record. */
export async function* byRecord(findings: AsyncGenerator<Finding>): AsyncGenerator<readonly Finding[]> {
  let own: Finding[] = [];
  for await (const finding of findings) {
    const [first] = own;
    if (first !== undefined && (first.at.record !== finding.at.record || first.at.file !== finding.at.file)) {
      yield own;
      own = [];
    }
    own.push(finding);
  }
  if (own.length > 0) yield own;
}

/** Rules of which a record has waived findings and no other. */
function whollyWaived(findings: readonly Finding[], waived: readonly Finding[]): ReadonlySet<string> {
  const rules = new Set(waived.map(({ rule }) => rule));
  for (const finding of findings) if (!waived.includes(finding)) rules.delete(finding.rule);
  return rules;
}

function waiveOfRecord(
  findings: readonly Finding[],
  waived: readonly Finding[],
  noneReady: boolean,
  isDisputed: (finding: Finding) => boolean,
  indexOf: ReadonlyMap<string, number>,
  tally: Tally,
): void {
  // Faults of the file know no owner, and can't be waived: every waived finding names the record's own.
  const { agency, source_system, unit } = waived[0]!;
  const group = groupOf(tally, agency, source_system, unit);
  for (const finding of waived) takeOff(group, finding);
  for (const rule of whollyWaived(findings, waived)) {
    const counts = countsOf(group, indexOf.get(rule)!);
    counts.failed--;
    counts.waived++;
    if (waived.some((finding) => finding.rule === rule && isDisputed(finding))) counts.disputed++;
  }
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  if (noneReady || !waived.some(isError) || findings.some((finding) => isError(finding) && !waived.includes(finding))) return;
  group.ready++;
  group.readyByWaiver++;
}

function takeOff(group: GroupTally, { severity, basis }: Finding): void {
  if (severity === 'error') group.errors--;
  else if (severity === 'warning') group.warnings--;
  else group.infos--;
  if (basis !== 'record') group.textFindings--;
  group.waivedFindings++;
}

function waiveOfAgency({ agency }: Finding, rule: number, tally: Tally): void {
  if (agency === null) return;
  const open = tally.agencyFindings.get(rule)!;
  open.set(agency, open.get(agency)! - 1);
  const waived = tally.waivedAgencyFindings.get(rule) ?? new Map<string, number>();
  waived.set(agency, (waived.get(agency) ?? 0) + 1);
  tally.waivedAgencyFindings.set(rule, waived);
}

function findingsAbout(
  list: WaiverList,
  faults: ReturnType<typeof waiverFaults>,
  pack: Pack,
  tally: Tally,
  found: Float64Array,
): readonly Finding[] {
  const rules = fileRules(pack);
  const findings = faults.flatMap((fault) => {
    const known = rules.get(fault.fault);
    if (known === undefined) return [];
    found[known.index]!++;
    tally.fileFindings.set(known.index, (tally.fileFindings.get(known.index) ?? 0) + 1);
    return [faultFinding(known.rule, fault, list.file, [])];
  });
  return findings.sort(compareFindings);
}
