import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Waiver, WaiverList } from '../../src/model/waiver.ts';
import { generated, type Linted, lintFiles, oicPack } from '../whole-runs/run.ts';

const AS_OF = '2026-06-30';
let names = 0;

function waiver(rule: string, scope: Waiver['scope'], more: Partial<Waiver> = {}): Waiver {
  return {
    id: `W-${++names}`,
    rule,
    scope,
    reason: 'other',
    text: 'Invented.',
    owner: 'Owner',
    approver: 'Approver',
    issued: '2026-01-01',
    expires: '2026-12-31',
    ...more,
  };
}

const listOf = (waivers: readonly Waiver[]): WaiverList => ({
  file: 'waivers.json',
  sha256: '0'.repeat(64),
  waivers,
  lines: waivers.map((_, index) => index + 3),
});

const { batch } = generated({ records: 600, seed: 77, faults: 0.4, agencies: 3 });
const plain = await lintFiles({ 'batch.csv': batch });
const waive = (waivers: readonly Waiver[], files: Record<string, string | Uint8Array> = { 'batch.csv': batch }): Promise<Linted> =>
  lintFiles(files, { waivers: listOf(waivers) });

const ofFiles = new Set(oicPack().rules.flatMap(({ id, kind }) => (kind === 'file' ? [id] : [])));
const isFile = (finding: Finding): boolean => ofFiles.has(finding.rule);
/** Rules with findings on records, most first. */
const rules = [...new Set(plain.findings.filter((one) => !isFile(one)).map((one) => one.rule))].sort(
  (a, b) => plain.findings.filter((one) => one.rule === b).length - plain.findings.filter((one) => one.rule === a).length,
);
const agencies = plain.run.scorecards.agencies
  .filter(({ agency }) => agency !== '(unknown agency)')
  .sort((a, b) => b.records - a.records)
  .map(({ agency }) => agency);
const recordsWith = (findings: readonly Finding[]): number => new Set(findings.map(({ at }) => at.record)).size;

describe('waived findings', () => {
  it('are those that the scope covers, and everything is counted as they stand', async () => {
    const [largest] = agencies;
    const [one] = plain.findings.filter((finding) => finding.agency !== null && finding.severity === 'error' && !isFile(finding));
    const covers: readonly ((finding: Finding) => boolean)[] = [
      ({ rule, agency }) => agency === largest && rules.slice(0, 40).includes(rule),
      ({ rule, fingerprint }) => rule === one!.rule && fingerprint === one!.fingerprint,
      ({ rule, source_system }) => rules.slice(40, 60).includes(rule) && source_system === one!.source_system,
    ];
    const waivers = [
      ...rules.slice(0, 40).map((rule) => waiver(rule, { agency: largest! })),
      waiver(one!.rule, { fingerprint: one!.fingerprint }),
      ...rules.slice(40, 60).map((rule) => waiver(rule, { source_system: one!.source_system! })),
    ];
    const { run, findings } = await waive(waivers);

    const isWaived = (finding: Finding): boolean => covers.some((cover) => cover(finding));
    const expected = plain.findings.map((finding) => (isWaived(finding) ? { ...finding, status: 'waived' } : finding));
    expect(findings.filter((finding) => !finding.rule.endsWith('-waiver'))).toEqual(expected);
    const waived = expected.filter(({ status }) => status === 'waived');
    expect(waived.length).toBeGreaterThan(30);

    const open = findings.filter(({ status }) => status === 'open');
    const countOf = (severity: string) => open.filter((finding) => finding.severity === severity).length;
    expect(run.totals.findings).toEqual({
      error: countOf('error'),
      warning: countOf('warning'),
      info: countOf('info'),
      waived: waived.length,
    });
    const held = recordsWith(open.filter(({ severity, at }) => severity === 'error' && at.record !== null));
    expect(run.totals).toMatchObject({ records: 600, ready: 600 - held });
    expect(run.scorecards.nation.findings.waived).toBe(waived.length);

    for (const result of run.rules) {
      if (ofFiles.has(result.rule)) continue;
      const before = plain.run.rules.find(({ rule }) => rule === result.rule)!;
      const own = findings.filter((finding) => finding.rule === result.rule && finding.at.record !== null);
      const failed = recordsWith(own.filter(({ status }) => status === 'open'));
      if (own.length === 0) continue;
      expect(result, result.rule).toMatchObject({ applicable: before.applicable, failed, waived: recordsWith(own) - failed });
    }
  });

  it('are in no root cause; what is left of one is as if the others had never been', async () => {
    const [largest] = agencies;
    const waivers = [
      ...rules.slice(0, 20).map((rule) => waiver(rule, { agency: largest! })),
      waiver(rules[20]!, { unit: 'Serious Crime' }),
    ];
    const { run, findings } = await waive(waivers);
    const days = new Map(
      (parse(batch, { columns: true }) as Record<string, string>[]).map((row, index) => [index + 1, row.reported_on!.slice(0, 10)]),
    );
    const causes = run.scorecards.agencies.flatMap(({ rootCauses }) => rootCauses);
    let checked = 0;
    for (const rule of rules.slice(0, 21)) {
      const own = causes.filter((cause) => cause.rule === rule && cause.value === null);
      const keys = new Map<string, string[]>();
      for (const { agency, source_system, rule: of, at, status } of findings) {
        if (of !== rule || status === 'waived') continue;
        const key = JSON.stringify([agency ?? '(unknown agency)', source_system, at.field]);
        keys.set(key, [...(keys.get(key) ?? []), days.get(at.record!)!]);
      }
      // An agency lists fifty causes at most.
      checked += own.length;
      for (const cause of own) {
        const dated = keys.get(JSON.stringify([cause.agency, cause.source_system, cause.field])) ?? [];
        const iso = dated.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day)).sort();
        expect([cause.records, cause.first, cause.last]).toEqual([dated.length, iso[0] ?? null, iso.at(-1) ?? null]);
      }
    }
    expect(checked).toBeGreaterThan(20);
    expect(causes.some(({ rule, agency }) => rules.slice(0, 20).includes(rule) && agency === largest)).toBe(false);
  });

  it('cost no score, and leave the records in its base', async () => {
    const [largest] = agencies;
    const card = ({ run }: Linted) => run.scorecards.agencies.find(({ agency }) => agency === largest)!;
    const { run, findings } = await waive(rules.map((rule) => waiver(rule, { agency: largest! })));
    const before = card(plain);
    const after = card({ run, findings, problems: [] });
    expect(before.verdict.verdict).toBe('not-ready');
    expect(after).toMatchObject({ ready: { count: after.records }, findings: { error: 0, warning: 0, info: 0 } });
    // Faults of the file are nobody's: a generated batch has none that holds.
    expect(after.verdict).toMatchObject({ verdict: 'ready-with-waivers', held: 0, fixes: [] });
    expect(after.score!).toBeGreaterThan(before.score!);
    for (const [name, { n }] of Object.entries(after.dimensions)) expect(n).toBe(before.dimensions[name as 'integrity'].n);
    expect(after.coding).toEqual(before.coding);
    expect(after.rules.every(({ failed }) => failed === 0)).toBe(true);
    for (const other of agencies.slice(1)) {
      // What the others are compared with has changed, and nothing else of theirs.
      const of = ({ run: { scorecards } }: Pick<Linted, 'run'>) => {
        const { peers: _, ...own } = scorecards.agencies.find(({ agency }) => agency === other)!;
        return own;
      };
      expect(of({ run })).toEqual(of(plain));
    }
  });

  it('are none on a file of which no record can be ready', async () => {
    const lines = 'urn,agency,narrative\nA1,kent,\nA2,kent,A long enough text about the matter\n';
    const files = { 'few.csv': lines };
    const before = await lintFiles(files);
    const after = await waive([waiver('intelligence-report/missing-narrative', { agency: 'kent' })], files);
    expect(after.findings.filter(({ status }) => status === 'waived')).toHaveLength(1);
    expect([before.run.totals.ready, after.run.totals.ready]).toEqual([0, 0]);
  });
});

describe('a waiver that does not hold', () => {
  const fieldsOf = (id: string) => new Set(plain.findings.filter((one) => one.rule === id).map(({ at }) => at.field));
  const rule = rules.find((id) => fieldsOf(id).size === 1);
  const own = plain.findings.filter((finding) => finding.rule === rule);
  const stateOf = ({ run }: Linted) => run.waivers!.waivers.map(({ state, records }) => ({ state, records }));
  const about = ({ findings }: Linted) =>
    findings.filter((finding) => finding.rule.endsWith('-waiver')).map(({ rule: id, at, severity }) => ({ id, at, severity }));

  it.each([
    ['expired', { issued: '2026-01-01', expires: '2026-06-29' }, 'warning'],
    ['premature', { issued: '2026-07-01', expires: '2026-12-31' }, 'warning'],
    ['exceeded', { cap: { count: recordsWith(own) - 1 } }, 'warning'],
    ['exceeded', { cap: { share: (recordsWith(own) - 1) / 600 } }, 'warning'],
  ] as const)('%s, is a finding, and what it covers counts again', async (state, more, severity) => {
    const scope = { field: own[0]!.at.field! };
    const linted = await waive([waiver(rule!, scope, more)]);
    expect(stateOf(linted)).toEqual([{ state, records: 0 }]);
    expect(about(linted)).toEqual([
      { id: `file/${state}-waiver`, at: { file: 'waivers.json', line: 3, record: 1, field: null }, severity },
    ]);
    expect(linted.findings.some(({ status }) => status === 'waived')).toBe(false);
    expect(linted.run.scorecards).toEqual(plain.run.scorecards);
  });

  it('for want of anything to cover, is an info', async () => {
    const linted = await waive([waiver(rule!, { agency: 'gwent', urn: 'no such' })]);
    expect(stateOf(linted)).toEqual([{ state: 'unmatched', records: 0 }]);
    expect(about(linted)).toMatchObject([{ id: 'file/unmatched-waiver', severity: 'info' }]);
  });

  it.each([[{ count: recordsWith(own) }], [{ share: recordsWith(own) / 600 }]])('holds up to its cap: %o', async (cap) => {
    const linted = await waive([waiver(rule!, { field: own[0]!.at.field! }, { cap })]);
    expect(stateOf(linted)).toEqual([{ state: 'in-force', records: recordsWith(own) }]);
    expect(about(linted)).toEqual([]);
    expect(linted.findings.filter(({ status }) => status === 'waived')).toHaveLength(own.length);
  });

  it('leaves what another one covers to that', async () => {
    const scope = { field: own[0]!.at.field! };
    const linted = await waive([waiver(rule!, scope, { cap: { count: 1 } }), waiver(rule!, { agency: own[0]!.agency! })]);
    expect(stateOf(linted).map(({ state }) => state)).toEqual(['exceeded', 'in-force']);
    const waived = linted.findings.filter(({ status }) => status === 'waived');
    expect(waived).toHaveLength(own.filter(({ agency }) => agency === own[0]!.agency).length);
  });

  it('says nothing of records: no URN, owner or text is in its finding or in run.json', async () => {
    const linted = await waive([waiver(rule!, { urn: own[0]!.urn! }, { owner: 'Jane Example', text: 'Secret words' })]);
    const text = JSON.stringify([linted.run, linted.findings.filter((finding) => finding.rule.endsWith('-waiver'))]);
    for (const word of [own[0]!.urn!, 'Jane Example', 'Secret words']) expect(text).not.toContain(word);
    expect(AS_OF).toBe(linted.run.asOf);
  });
});

describe('waivers and the size of what a thread takes', () => {
  it('make no difference to each other', async () => {
    const waivers = rules.map((rule, index) => waiver(rule, { agency: agencies[index % 3]! }, index % 2 ? { cap: { count: index } } : {}));
    const one = await lintFiles({ 'batch.csv': batch }, { waivers: listOf(waivers) });
    const other = await lintFiles({ 'batch.csv': batch }, { waivers: listOf(waivers), segmentBytes: 30_000 });
    expect(new Set(one.run.waivers!.waivers.map(({ state }) => state))).toEqual(new Set(['in-force', 'exceeded', 'unmatched']));
    expect(other.run).toEqual(one.run);
    expect(other.findings).toEqual(one.findings);
  });
});
