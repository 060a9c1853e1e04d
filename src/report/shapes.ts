import { DIMENSIONS } from '../model/pack.ts';
import type { AgencyScorecard, Run, Score, Scorecards, Share, Verdict } from '../model/run.ts';
import type { Shape } from './shape.ts';

const share: Shape<Share> = { count: true, n: true, percent: true, interval: true };

const verdict: Shape<Verdict> = { verdict: true, placeholderCodes: true, held: true, fixes: { rule: true, records: true } };

const dimensions = Object.fromEntries(DIMENSIONS.map((name) => [name, { score: true, n: true }])) as unknown as Shape<Score['dimensions']>;

const score: Shape<Score> = {
  records: true,
  ready: share,
  score: true,
  dimensions,
  findings: { error: true, warning: true, info: true, waived: true },
  coding: { subject: true, correct: true, wrong: true, missing: true, suspected: true, rate: share },
  referrals: { total: true, withDocument: true, missing: true, late: true, outOfPeriod: true, medianLagDays: true },
  ocgs: { listed: true, withRecentIntelligence: true, archivedNamed: true, unknownNamed: true },
  verdict,
  rules: { rule: true, severity: true, dimension: true, applicable: true, failed: true, waived: true, gain: true },
};

/** An agency's scorecard as it is written. */
export const AGENCY: Shape<AgencyScorecard> = {
  agency: true,
  label: true,
  region: true,
  rank: true,
  rankedOf: true,
  ...score,
  sourceSystems: { source_system: true, ...score },
  units: { unit: true, ...score },
};

/** Scorecards as they are written, in `run.json` and in `scorecards.json`. */
export const SCORECARDS: Shape<Scorecards> = { nation: score, regions: { region: true, ...score }, agencies: AGENCY };

/** `run.json` as it is written. */
export const RUN: Shape<Run> = {
  $schema: true,
  schemaVersion: true,
  complete: true,
  incomplete: true,
  asOf: true,
  marking: true,
  tool: { name: true, version: true },
  options: true,
  packs: { id: true, version: true, status: true, owner: true, sha256: true },
  codelists: { id: true, version: true, status: true, sha256: true },
  inputs: {
    file: true,
    bytes: true,
    sha256: true,
    kind: true,
    gzip: true,
    encoding: true,
    delimiter: true,
    records: true,
    faults: true,
    complete: true,
  },
  references: { name: true, file: true, sha256: true, records: true },
  waivers: { file: true, sha256: true, waivers: { id: true, rule: true, state: true, expires: true, records: true, findings: true } },
  baseline: {
    file: true,
    sha256: true,
    findings: true,
    known: true,
    new: { error: true, warning: true, info: true },
    gone: true,
    goneByRule: { rule: true, findings: true },
  },
  rules: { rule: true, severity: true, status: true, reason: true, applicable: true, failed: true, waived: true },
  totals: { records: true, ready: true, findings: { error: true, warning: true, info: true, waived: true } },
  scorecards: SCORECARDS,
};
