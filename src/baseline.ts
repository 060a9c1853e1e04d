import { type Fingerprints, makeFingerprints } from './fingerprints.ts';
import { UsageError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { Severity } from './model/pack.ts';
import type { Run } from './model/run.ts';

/** The findings of an earlier run, as a multiset of fingerprints: of several with the same one, as many are known as there were. */
export interface Baseline {
  /**
   * Takes a finding of this run. True if it is open and was not there before. One that is waived now uses up its entry too: it is neither
   * new nor gone.
   */
  isNew(finding: Finding): boolean;
  /** When all findings were taken: whether this line of the baseline, each given once, has no finding any more. */
  isGone(line: string): boolean;
  /** What came of it. */
  result(file: string, sha256: string): NonNullable<Run['baseline']>;
}

/** What a baseline needs to know of a finding. */
interface Entry {
  readonly rule: string;
  readonly status: 'open' | 'waived';
  readonly fingerprint: string;
}

/** Gathers a baseline line by line. Findings that were waived are left out: a waiver spoke of them, and if it has ended they are new. */
export function gatherBaseline(): { add(line: string, number: number): void; whole(): Baseline } {
  const left = makeFingerprints();
  let findings = 0;
  return {
    add(line, number) {
      const entry = entryOf(line);
      if (entry === undefined) throw new UsageError(`line ${number} is no finding: give the findings.jsonl of an earlier check`);
      if (entry.status === 'waived') return;
      findings++;
      left.add(entry.fingerprint);
    },
    whole: () => compareWith(left, findings),
  };
}

function compareWith(left: Fingerprints, findings: number): Baseline {
  const fresh: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const goneByRule = new Map<string, number>();
  let known = 0;
  let gone = 0;
  return {
    isNew({ fingerprint, status, severity }) {
      const before = left.take(fingerprint);
      if (before) known++;
      else if (status === 'open') fresh[severity]++;
      return !before && status === 'open';
    },
    isGone(line) {
      const entry = entryOf(line);
      if (entry === undefined || entry.status === 'waived' || !left.take(entry.fingerprint)) return false;
      gone++;
      goneByRule.set(entry.rule, (goneByRule.get(entry.rule) ?? 0) + 1);
      return true;
    },
    result: (file, sha256) => ({
      file,
      sha256,
      findings,
      known,
      new: fresh,
      gone,
      goneByRule: [...goneByRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, count]) => ({ rule, findings: count })),
    }),
  };
}

function entryOf(line: string): Entry | undefined {
  let json: Partial<Record<keyof Entry, unknown>> | null;
  try {
    json = JSON.parse(line) as typeof json;
  } catch {
    return undefined;
  }
  const { rule, status, fingerprint } = json ?? {};
  const isEntry =
    typeof rule === 'string' &&
    (status === 'open' || status === 'waived') &&
    typeof fingerprint === 'string' &&
    /^[0-9a-f]{32}$/.test(fingerprint);
  return isEntry ? (json as Entry) : undefined;
}
