import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { OLD_OFFENCES } from '../../src/generate/codes.ts';
import { BATCH_FAULTS, type BatchOptions, FAULT_KINDS, REFERENCE_FAULTS } from '../../src/generate/index.ts';
import type { LintOptions } from '../../src/lint-job.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { loadPack, SHIPPED_RULES } from '../../src/packs/index.ts';
import { type PreviousRun, previousRun } from '../../src/previous.ts';
import { compare, generatedAll } from '../reconcile/given.ts';
import { generated, keyOf, lintFiles, OIC, oicPack } from './run.ts';

const severityOf = new Map(oicPack().rules.map((rule) => [rule.id, rule.severity]));
const keysOf = (findings: readonly Finding[]) => findings.map((f) => keyOf(f.at.record, f.at.field, f.rule)).sort();
const plantedKeys = (planted: readonly { record: number; field: string; rule: string }[]) =>
  planted.map((p) => keyOf(p.record || null, p.field || null, p.rule)).sort();
/** What a clean batch has none of: all above info but what rests on reading a text. */
const provable = (findings: readonly Finding[]) => findings.filter((one) => one.severity !== 'info' && one.basis !== 'text');

/** A clean batch of agencies large enough to be compared. */
const CLEAN: BatchOptions = { records: 1_000, seed: 5, faults: 0 };
const before = new Map<string, Promise<PreviousRun>>();
/** The counts of a run, as those of an earlier one; made once, as several faults are looked for after the same. */
function runBefore(options: BatchOptions): Promise<PreviousRun> {
  const key = JSON.stringify(options);
  const known =
    before.get(key) ??
    lintFiles({ batch: generated(options).batch }).then(({ run }) => previousRun(JSON.stringify(run), 'before.json', oicPack()));
  before.set(key, known);
  return known;
}

/** The shipped list of offences has no dates, since none are public: this one says that the superseded codes are long out of force. */
function datedOffences(): string {
  const rows = parse(readFileSync(join(SHIPPED_RULES, 'oic/codelists/offences.csv')), { columns: true }) as Record<string, string>[];
  const dated = rows.map((row) => (OLD_OFFENCES.some(({ code }) => code === row.code) ? { ...row, valid_to: '2022-06-27' } : row));
  const lines = [Object.keys(rows[0]!), ...dated.map((row) => Object.values(row))];
  return lines.map((line) => `${line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

const late = generated({ records: 1_000, seed: 6, faults: 0.5 });
/** A batch, and one waiver of one of its faults: what the run says of the waiver itself. */
async function ofWaiver(more: Partial<Waiver>): Promise<readonly Finding[]> {
  const waiver: Waiver = {
    id: 'W-1',
    rule: 'intelligence-report/late-submission',
    scope: { field: 'submitted_on' },
    reason: 'fix-under-way',
    text: 'The export is being mended.',
    owner: 'Data quality manager',
    approver: 'Head of intelligence',
    issued: '2026-01-01',
    expires: '2026-12-31',
    ...more,
  };
  const waivers = { file: 'waivers.json', sha256: '0'.repeat(64), waivers: [waiver], lines: [1] };
  const { findings } = await lintFiles({ batch: late.batch }, { waivers });
  return findings.filter(({ at }) => at.file === waivers.file);
}

/** Rules that show in a generated batch only beside something else that the run is given. */
const BESIDE: Readonly<Record<string, () => Promise<readonly Finding[]>>> = {
  'file/declared-encoding-wrong': async () => {
    const { batch } = generated({ records: 60, seed: 3, faults: 0, style: 'rms' });
    return provable((await lintFiles({ batch }, { encoding: 'utf-8' })).findings).filter((one) => one.at.record === null);
  },
  'file/expired-waiver': () => ofWaiver({ expires: '2026-05-31' }),
  'file/premature-waiver': () => ofWaiver({ issued: '2026-07-31' }),
  'file/exceeded-waiver': () => ofWaiver({ cap: { count: 1 } }),
  'file/unmatched-waiver': () => ofWaiver({ scope: { agency: 'nobody' } }),
  'intelligence-report/volume-jumped': async () => {
    const previous = await runBefore({ ...CLEAN, batchFault: 'agency-nearly-silent' });
    return provable((await lintFiles({ batch: generated(CLEAN).batch }, { previous })).findings);
  },
  'oic/offence-not-in-force': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-dated-'));
    try {
      const file = join(folder, 'offences.csv');
      writeFileSync(file, datedOffences());
      const packOptions = { ...OIC, codelists: [{ name: 'offences', file }] };
      const { batch, planted } = generated({ records: 3_000, seed: 8, faults: 0.3 });
      const { findings } = await lintFiles({ batch }, { packOptions, pack: loadPack(packOptions) });
      const found = findings.filter(({ rule }) => rule === 'oic/offence-not-in-force');
      // With a date, a superseded code is an error; without one it was the warning that is planted.
      const superseded = planted.filter(({ rule }) => rule === 'oic/retired-offence').map(({ record }) => record);
      expect(found.map((one) => one.at.record)).toEqual(superseded);
      expect(findings.filter(({ rule }) => rule === 'oic/retired-offence')).toEqual([]);
      return found;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

describe('every rule that ships', () => {
  const kinds = [...FAULT_KINDS, ...BATCH_FAULTS, ...Object.values(REFERENCE_FAULTS)];

  it('has a kind of fault that generate plants, or stands in the list of those that show beside something else', () => {
    const planted = new Set([...kinds.map(({ rule }) => rule), ...Object.keys(BESIDE)]);
    const todo = 'plant a fault for each new rule: a kind in src/generate/faults or batch-faults, or a case in BESIDE above';
    expect(
      oicPack().rules.flatMap(({ id }) => (planted.has(id) ? [] : [id])),
      todo,
    ).toEqual([]);
    expect(
      [...planted].filter((id) => !severityOf.has(id)),
      'a fault is planted for a rule that is no more',
    ).toEqual([]);
    expect(kinds.length).toBeGreaterThanOrEqual(70);
  });

  it('about records, alone or beside a reference file, is found in one batch, and no error that was not planted', async () => {
    const { batch, references, planted } = generatedAll({ records: 4_000, seed: 6, faults: 0.5 });
    const { findings } = await compare(batch, references);
    const found = new Set(findings.map(({ rule }) => rule));
    const expected = new Set([...FAULT_KINDS, ...Object.values(REFERENCE_FAULTS)].map(({ rule }) => rule));
    expect([...expected].filter((rule) => !found.has(rule))).toEqual([]);
    const errors = planted.filter(({ rule }) => severityOf.get(rule) === 'error');
    expect(keysOf(findings.filter(({ severity }) => severity === 'error'))).toEqual(plantedKeys(errors));
  });

  it.each(BATCH_FAULTS)('about a file or a batch is found alone: $kind', async ({ kind, style, rule }) => {
    const isOfAgencies = !rule.startsWith('file/');
    const options: BatchOptions = { ...CLEAN, records: isOfAgencies ? CLEAN.records : 40, style };
    const { batch, planted } = generated({ ...options, batchFault: kind });
    const more: Partial<LintOptions> = isOfAgencies ? { previous: await runBefore(options) } : {};
    const { findings } = await lintFiles({ batch }, more);
    const told = findings.filter((one) => one.rule === rule || provable([one]).length > 0);
    expect(keysOf(told)).toEqual(plantedKeys(planted));
    expect(planted.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(BESIDE))('shows beside something else: %s', async (rule, findings) => {
    const rules = (await findings()).map((one) => one.rule);
    expect(new Set(rules)).toEqual(new Set([rule]));
  });
});
