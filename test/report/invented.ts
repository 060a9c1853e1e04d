import type { Finding } from '../../src/model/finding.ts';
import type { Codelist, Field, Pack, RecordRule, Rule } from '../../src/model/pack.ts';
import type { Run } from '../../src/model/run.ts';
import { countsOf, emptyTally, groupOf } from '../../src/tally/counts.ts';
import { ruleResults } from '../../src/tally/rule-results.ts';
import { scorecards } from '../../src/tally/scorecards.ts';

export function field(name: string, label: string, over: Partial<Field> = {}): Field {
  return { name, label, description: '', type: 'text', list: false, required: 'no', sensitive: false, coded: false, aliases: [], ...over };
}

export function rule(id: string, over: Partial<RecordRule> = {}): RecordRule {
  return {
    id,
    title: `Fault ${id}`,
    severity: 'error',
    basis: 'record',
    dimension: 'conformity',
    weight: 3,
    message: '{field} {value} is not a colour',
    why: ['Paint of no known colour cannot be mixed.'],
    fix: ['Look the colour up.', 'Then type its code.'],
    training: ['Painting, module 2'],
    source: [{ title: 'Handbook of paint', note: 'chapter 3', url: 'https://paint.example/3' }],
    examples: {
      pass: [{ name: 'a colour', records: [{ colour: 'RED' }] }],
      fail: [{ name: 'no colour', records: [{ colour: 'RDE' }], findings: [{ record: 1 }] }],
    },
    kind: 'record',
    at: ['colour'],
    when: { colour: true },
    expect: { colour: { inCodelist: 'colours' } },
    ...over,
  };
}

function codelist(name: string, status: Codelist['status'], entries: Codelist['entries']): Codelist {
  return { name, version: '1.0.0', status, complete: true, sha256: 'ab'.repeat(32), file: `${name}.csv`, entries, spellings: new Map() };
}

export function packOf(rules: readonly Rule[]): Pack {
  const depot = (code: string, label: string) => [code, { code, label, columns: new Map([['region', ['EAST']]]) }] as const;
  return {
    identities: [{ id: 'paint', version: '0.1.0', status: 'draft', owner: 'Paint desk', sha256: 'cd'.repeat(32) }],
    fields: [
      field('depot', 'Depot', { role: 'agency', codelist: 'depots' }),
      field('ref', 'URN', { role: 'urn' }),
      field('colour', 'Colour code', { codelist: 'colours' }),
      field('tags', 'Tags', { list: true }),
      field('mixed_on', 'Date of mixing', { type: 'date', role: 'date' }),
      field('dried_on', 'Date of drying', { type: 'date' }),
      field('secret', 'Secret', { sensitive: true }),
    ],
    codelists: new Map([['depots', codelist('depots', 'public', new Map([depot('amber', 'Amber depot'), depot('blue', 'Blue depot')]))]]),
    rules,
    dimensionWeights: { completeness: 1, conformity: 1, accuracy: 1, integrity: 1, timeliness: 1, duplication: 1 },
    minimumForRanking: 30,
    coding: { name: 'PAINT', field: 'colour', declared: {}, correct: {}, faults: [] },
    maps: new Map(),
  };
}

export const RULES: readonly Rule[] = [
  { ...rule('file/short-line', { message: 'Line has {found} cells, header has {expected}' }), kind: 'file', fault: 'ragged-row' },
  rule('paint/missing-colour', { dimension: 'completeness', when: {}, expect: { colour: true }, message: 'Colour code is missing' }),
  rule('paint/unknown-colour'),
  rule('paint/vague-words', { severity: 'warning', basis: 'text', dimension: 'accuracy', message: 'The words {value} may mean anything' }),
];

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    rule: 'paint/unknown-colour',
    severity: 'error',
    basis: 'record',
    dimension: 'conformity',
    agency: 'amber',
    source_system: 'rms',
    unit: 'north',
    officer: 'A123',
    urn: 'U-7',
    at: { file: 'batch.csv', line: 8, record: 7, field: 'colour' },
    params: { value: 'RDE' },
    also: [],
    suggestion: { field: 'colour', from: 'RDE', to: 'RED', confidence: 'likely', reason: 'spelling' },
    fingerprint: '0123456789abcdef0123456789abcdef',
    status: 'open',
    ...over,
  };
}

export const FINDINGS: readonly Finding[] = [
  finding({
    rule: 'file/short-line',
    agency: null,
    source_system: null,
    unit: null,
    officer: null,
    urn: null,
    at: { file: 'batch.csv', line: 3, record: 2, field: null },
    params: { found: 4, expected: 12 },
    suggestion: null,
  }),
  finding(),
  finding({
    rule: 'paint/vague-words',
    severity: 'warning',
    basis: 'text',
    dimension: 'accuracy',
    params: { value: 'some paint' },
    suggestion: null,
  }),
];

export const TOTALS = {
  all: 4225,
  byRule: new Map([
    ['file/short-line', 1],
    ['paint/unknown-colour', 4212],
    ['paint/vague-words', 12],
  ]),
};

/** A run of three agencies, one of them unknown; `pack` must have RULES. */
export function runOf(pack: Pack, over: Partial<Run> = {}): Run {
  const tally = emptyTally();
  const add = (agency: string | null, records: number, failed: number, correct: number) => {
    const group = groupOf(tally, agency, 'rms', 'north');
    group.records = records;
    group.ready = records - failed;
    group.errors = failed;
    group.warnings = 3;
    group.coding.correct = correct;
    group.coding.missing = records - correct;
    Object.assign(countsOf(group, 1), { applicable: records });
    Object.assign(countsOf(group, 2), { applicable: records, failed });
    Object.assign(countsOf(group, 3), { applicable: records, failed: 3 });
  };
  add('amber', 4000, 123, 3500);
  add('blue', 1_234_567, 0, 1_234_567);
  add(null, 12, 12, 0);
  tally.fileFindings.set(0, 1);
  tally.skips.set(3, { reason: 'no column for tags', records: 10 });
  return {
    $schema: 'https://pnd-lint.example/schemas/run.schema.json',
    schemaVersion: 1,
    complete: true,
    incomplete: [],
    asOf: '2026-06-30',
    marking: 'OFFICIAL-SENSITIVE',
    tool: { name: 'pnd-lint', version: '0.1.0' },
    options: { pack: ['paint'], failOn: 'error', minScore: null },
    packs: pack.identities,
    codelists: [
      { id: 'depots', version: '1.0.0', status: 'public', sha256: 'ab'.repeat(32) },
      { id: 'colours', version: '1.0.0', status: 'placeholder', sha256: 'ef'.repeat(32) },
    ],
    inputs: [
      {
        file: 'batch.csv',
        bytes: 523_001,
        sha256: '12'.repeat(32),
        kind: 'csv',
        gzip: true,
        encoding: 'windows-1252',
        delimiter: ';',
        records: 1_238_579,
        faults: 1,
        complete: true,
      },
    ],
    references: [{ name: 'orders', file: 'orders.csv', sha256: '34'.repeat(32), records: 12 }],
    waivers: null,
    baseline: null,
    rules: ruleResults(tally, pack),
    totals: { records: 1_238_579, ready: 1_238_444, findings: { error: 136, warning: 9, info: 0, waived: 0 } },
    scorecards: scorecards(tally, pack, { placeholderCodes: true, fileErrors: 0, complete: true, asOf: '2026-06-30' }),
    ...over,
  };
}

/** Text that would do harm wherever it is not escaped. */
export const HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script> & \u001b]0;x\u0007\u202Eevil\u200B\n{value}';
