import { DIMENSIONS } from '../model/pack.ts';
import type { AgencyScorecard, Run, Score, Scorecards, Share, Verdict } from '../model/run.ts';
import type { RootCause } from '../model/scorecard.ts';
import type { Shape } from './shape.ts';

const share: Shape<Share> = { count: true, n: true, percent: true, interval: true };

const verdict: Shape<Verdict> = { verdict: true, placeholderCodes: true, held: true, fixes: { rule: true, records: true } };

const dimensions = Object.fromEntries(DIMENSIONS.map((name) => [name, { score: true, n: true }])) as unknown as Shape<Score['dimensions']>;

const rootCause: Shape<RootCause> = {
  agency: true,
  source_system: true,
  rule: true,
  field: true,
  value: true,
  records: true,
  ofRule: share,
  first: true,
  last: true,
  mapping: { from: true, to: true, clears: true },
};

const score: Shape<Score> = {
  records: true,
  ready: share,
  score: true,
  dimensions,
  findings: { error: true, warning: true, info: true, waived: true },
  coding: { subject: true, correct: true, wrong: true, missing: true, suspected: true, rate: share },
  referrals: { total: true, withDocument: true, missing: true, late: true, outOfPeriod: true, medianLagDays: true },
  ocgs: { listed: true, withRecentIntelligence: true, archivedNamed: true, unknownNamed: true },
  topics: { topic: true, title: true, kind: true, records: true, tagged: share, suspectedUntagged: true },
  timeliness: { measure: true, title: true, n: true, before: true, p50: true, p90: true, within: { days: true, share } },
  volumes: {
    months: { month: true, records: true, subject: true, topics: { topic: true, records: true } },
    undated: true,
    yearOnYear: {
      to: true,
      records: true,
      recordsBefore: true,
      changePercent: true,
      subject: true,
      subjectBefore: true,
      subjectChangePercent: true,
    },
  },
  values: {
    field: true,
    label: true,
    records: true,
    absent: true,
    values: { value: true, label: true, share },
    others: { values: true, records: true },
  },
  defaults: { field: true, label: true, share },
  training: { training: true, findings: true, rules: true },
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
  peers: { agencies: true, codingRate: true, ready: true, score: true },
  ...score,
  rootCauses: rootCause,
  sourceSystems: { source_system: true, ...score },
  units: { unit: true, ...score },
};

/** Scorecards as they are written, in `run.json` and in `scorecards.json`. */
export const SCORECARDS: Shape<Scorecards> = {
  nation: score,
  regions: { region: true, ...score },
  agencies: AGENCY,
  rootCauses: rootCause,
  ruleDebt: {
    neverFired: { rule: true, applicable: true },
    alwaysFired: { rule: true, applicable: true },
    mostWaived: { rule: true, waived: true, applicable: true },
    mostDisputed: { rule: true, disputed: true, applicable: true },
  },
  dropped: { what: true, field: true, most: true },
};

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
    range: { start: true, end: true },
    kind: true,
    gzip: true,
    encoding: true,
    sheet: true,
    sheets: true,
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
