import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/index.ts';
import type { Ageing, FindingKey } from '../../src/model/history.ts';
import { temporaryFolder } from '../cli/fake-host.ts';
import { add, type Batch, key, newHistory, runWith } from './invented.ts';

const COLOUR = 'paint/unknown-colour';
const MISSING = 'paint/missing-colour';

/** A batch of two agencies with these findings. */
function batch(findings: readonly FindingKey[], ready = 90): Batch {
  return {
    agencies: { amber: { records: 100, ready, rules: { [COLOUR]: [100, 100 - ready] } }, blue: { records: 50, ready: 50 } },
    findings,
  };
}

const of = (ageing: readonly Ageing[], agency: string | null, rule: string | null, isAgency = agency !== null) =>
  ageing.find((one) => one.agency === agency && one.rule === rule && one.isAgency === isAgency);

describe('a history', () => {
  it('gives back what was added, whole', async () => {
    const { history } = await newHistory();
    const run = runWith('2026-06-01', batch([key('amber', COLOUR, '1')]));
    const { id, added } = await history.add({ run, findings: undefined, addedAt: '2026-06-02T01:02:03.000Z' });
    expect(added).toBe(true);
    const { $schema, schemaVersion, ...rest } = await history.run(id);
    expect({ $schema, schemaVersion, ...rest }).toEqual(JSON.parse(JSON.stringify(run)));
    expect(await history.runs()).toMatchObject([
      { id, asOf: '2026-06-01', addedAt: '2026-06-02T01:02:03Z', records: 150, ready: 140, hasFindings: false, packs: ['paint'] },
    ]);
  });

  it('is not changed by adding the same run twice, however it was shown', async () => {
    const { history } = await newHistory();
    const one = await add(history, '2026-06-01', batch([key('amber', COLOUR, '1')]));
    const again = await add(history, '2026-06-01', batch([key('amber', COLOUR, '1')]), {
      marking: 'OFFICIAL',
      options: { failOn: 'never' },
    });
    expect(again).toBe(one);
    expect(await history.runs()).toHaveLength(1);
    await add(history, '2026-06-02', batch([key('amber', COLOUR, '1')]));
    expect(await history.runs()).toHaveLength(2);
    expect(of(await history.ageing(), null, null)).toMatchObject({ open: 1 });
  });

  it('orders runs by their day, not by when they were added', async () => {
    const { history } = await newHistory();
    for (const day of ['2026-06-03', '2026-06-01', '2026-06-02']) await add(history, day, batch([]));
    expect((await history.runs()).map(({ asOf }) => asOf)).toEqual(['2026-06-01', '2026-06-02', '2026-06-03']);
    expect(await history.find('latest')).toMatchObject({ asOf: '2026-06-03' });
    expect(await history.find('previous')).toMatchObject({ asOf: '2026-06-02' });
    expect(await history.find('2026-06-01')).toMatchObject({ asOf: '2026-06-01' });
    const { id } = await history.find('latest');
    expect((await history.find(id.slice(0, 6))).id).toBe(id);
    expect(await history.before('2026-06-02', ['paint'])).toEqual({
      asOf: '2026-06-01',
      records: new Map([
        ['amber', 100],
        ['blue', 50],
      ]),
    });
    expect(await history.before('2026-06-01', ['paint'])).toBeUndefined();
    expect(await history.before('2026-06-02', ['paint', 'file'])).toBeUndefined();
    await expect(history.find('2025-01-01')).rejects.toThrow(/^the history has no run "2025-01-01": give latest, previous, a day or an id/);
  });

  it('refuses a run that is not complete: what was not read is not fixed', async () => {
    const { history } = await newHistory();
    await expect(add(history, '2026-06-01', batch([]), { complete: false })).rejects.toThrow('not complete');
    expect(await history.runs()).toEqual([]);
  });

  it('is left as it was when findings can not be read to their end', async () => {
    const { history } = await newHistory();
    await add(history, '2026-06-01', batch([key('amber', COLOUR, '1')]));
    const run = runWith('2026-06-02', batch([]));
    const findings = async function* () {
      yield key('amber', COLOUR, '2');
      throw new Error('cut');
    };
    await expect(history.add({ run, findings, addedAt: '2026-06-02T00:00:00Z' })).rejects.toThrow('cut');
    expect(await history.runs()).toHaveLength(1);
    expect(of(await history.ageing(), null, null)?.open).toBe(1);
    await add(history, '2026-06-02', batch([]));
    expect(await history.runs()).toHaveLength(2);
    expect(of(await history.ageing(), null, null)?.open).toBe(0);
  });

  it('holds no value, narrative, reference or officer of any finding, and is private', async () => {
    const { history, file } = await newHistory();
    await add(history, '2026-06-01', batch([key('amber', COLOUR, '1')]));
    history.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(file))).toEqual(['history.duckdb']);
    const text = readFileSync(file, 'latin1');
    for (const secret of ['U-7', 'A123', 'RDE']) expect(text).not.toContain(secret);
  });

  it('says what it is given when that is no history', async () => {
    const folder = temporaryFolder();
    const open = (name: string, mode: 'read' | 'write' = 'read') => openHistory(join(folder, name), { mode, shown: name, wait: 0 });
    writeFileSync(join(folder, 'text'), 'no database at all');
    await expect(open('text')).rejects.toThrow(/^text is no history/);
    await expect(open('none')).rejects.toThrow('the history none is not there: history add makes it');
    await expect(open('nowhere/none', 'write')).rejects.toThrow(/^the history nowhere\/none is not there/);
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['text']);
  });
});

describe('changes between runs', () => {
  const [a, b, c] = ['1', '2', '3'].map((record) => key('amber', COLOUR, record)) as [FindingKey, FindingKey, FindingKey];

  it('are new, reappeared, persisting and fixed, copies of a fingerprint counted one by one', async () => {
    const { history } = await newHistory();
    await add(history, '2026-06-01', batch([a, a, c]));
    await add(history, '2026-06-02', batch([a, b]));
    await add(history, '2026-06-03', batch([a, a, a, c]));
    const [first, second, third] = await history.runs();
    expect((await history.compare(first!, second!)).total).toEqual({ new: 1, reappeared: 0, persisting: 1, fixed: 2 });
    // The second copy of a and c were there before; the third copy of a never was.
    expect((await history.compare(second!, third!)).total).toEqual({ new: 1, reappeared: 2, persisting: 1, fixed: 1 });
    const changes = await history.changes();
    expect(changes.map(({ run: _, ...one }) => one)).toEqual([
      { asOf: '2026-06-01', agency: 'amber', initial: 3, new: 0, reappeared: 0, persisting: 0, fixed: 0 },
      { asOf: '2026-06-02', agency: 'amber', initial: 0, new: 1, reappeared: 0, persisting: 1, fixed: 2 },
      { asOf: '2026-06-03', agency: 'amber', initial: 0, new: 1, reappeared: 2, persisting: 1, fixed: 1 },
    ]);
  });

  it('leave out agencies that one of the runs has no records of, and rules that did not run in both', async () => {
    const { history } = await newHistory();
    const findings = [a, key('blue', COLOUR, '1'), key('amber', MISSING, '1'), key(null, COLOUR, '1')];
    await add(history, '2026-06-01', batch(findings));
    await add(history, '2026-06-02', {
      agencies: { amber: { records: 100, ready: 90 } },
      rules: { [COLOUR]: 'ran', [MISSING]: 'skipped' },
    });
    const [before, after] = await history.runs();
    const { total, notCompared, agencies } = await history.compare(before!, after!);
    expect(total).toEqual({ new: 0, reappeared: 0, persisting: 0, fixed: 2 });
    expect(agencies.map(({ agency }) => agency)).toEqual(['amber', null]);
    expect(notCompared).toEqual({
      agencies: [{ agency: 'blue', only: 'before', findings: 1 }],
      rules: [{ rule: MISSING, only: 'before', findings: 1 }],
    });
    // Nothing says that they were fixed, so they are still open as of the run that last judged them.
    const ageing = await history.ageing();
    expect(of(ageing, 'blue', null)).toMatchObject({ open: 1, fixed: 0 });
    expect(of(ageing, 'amber', MISSING)).toMatchObject({ open: 1, fixed: 0 });
    expect(of(ageing, 'amber', COLOUR)).toMatchObject({ open: 0, fixed: 1 });
  });

  it('can not be told of a run that was added without findings', async () => {
    const { history } = await newHistory();
    await add(history, '2026-06-01', batch([a]));
    await history.add({ run: runWith('2026-06-02', batch([])), findings: undefined, addedAt: '2026-06-02T00:00:00Z' });
    await add(history, '2026-06-03', batch([a]));
    const [first, second] = await history.runs();
    await expect(history.compare(first!, second!)).rejects.toThrow(/^run [0-9a-f]{12} of 2026-06-02 was added without its findings\.jsonl/);
    expect(of(await history.ageing(), null, null)).toMatchObject({ open: 1, oldestDays: 2, fixed: 0 });
  });

  it('add up for any runs: what there was and is new is what there is and was fixed', async () => {
    const finding = fc.record({
      agency: fc.constantFrom('amber', 'blue', null),
      rule: fc.constantFrom(COLOUR, MISSING),
      record: fc.nat({ max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(finding, { maxLength: 12 }), { minLength: 2, maxLength: 5 }), async (nights) => {
        const { history } = await newHistory();
        const runs = nights.map((night) => night.map(({ agency, rule, record }) => key(agency, rule, String(record))));
        for (const [at, findings] of runs.entries()) await add(history, `2026-06-0${at + 1}`, batch(findings));
        const entries = await history.runs();
        const changes = await history.changes();
        for (let at = 1; at < runs.length; at++) {
          const [before, after] = [runs[at - 1]!, runs[at]!];
          const count = (list: readonly FindingKey[], fingerprint: string) => list.filter((one) => one.fingerprint === fingerprint).length;
          const prints = [...new Set(runs.flat().map((one) => one.fingerprint))];
          const persisting = prints.reduce((sum, one) => sum + Math.min(count(before, one), count(after, one)), 0);
          const back = prints.reduce((sum, one) => {
            const most = Math.max(0, ...runs.slice(0, at - 1).map((run) => count(run, one)));
            return sum + Math.max(0, Math.min(most, count(after, one)) - count(before, one));
          }, 0);
          const expected = { new: after.length - persisting - back, reappeared: back, persisting, fixed: before.length - persisting };
          expect((await history.compare(entries[at - 1]!, entries[at]!)).total).toEqual(expected);
          const own = changes.filter(({ run }) => run === entries[at]!.id);
          for (const state of ['new', 'reappeared', 'persisting', 'fixed'] as const)
            expect(
              own.reduce((sum, one) => sum + one[state], 0),
              state,
            ).toBe(expected[state]);
        }
        history.close();
      }),
      { seed: 11, numRuns: 4 },
    );
  });
});

describe('ageing', () => {
  it('counts days from the first run that had a finding, anew when it comes back', async () => {
    const { history } = await newHistory();
    const [a, b, c] = ['1', '2', '3'].map((record) => key('amber', COLOUR, record)) as [FindingKey, FindingKey, FindingKey];
    await add(history, '2026-01-01', batch([a, b]));
    await add(history, '2026-02-10', batch([b, c]));
    await add(history, '2026-05-01', batch([a, { ...b, waived: true }, key('blue', MISSING, '9')]));
    await add(history, '2026-05-09', batch([a, { ...b, waived: true }, key('blue', MISSING, '9')]));
    const ageing = await history.ageing();
    // Open: a since 1 May (8 days) and blue's; b is waived. Fixed: a after 40 days, c after 80.
    expect(of(ageing, 'amber', COLOUR)).toEqual({
      ...{ agency: 'amber', rule: COLOUR, isAgency: true, open: 1, medianAgeDays: 8, oldestDays: 8, byAge: [0, 1, 0, 0] },
      ...{ fixed: 2, medianDaysToFix: 60 },
    });
    expect(of(ageing, null, null, false)).toMatchObject({ open: 2, fixed: 2, byAge: [0, 2, 0, 0] });
    expect(of(ageing, null, MISSING, false)).toMatchObject({ open: 1, fixed: 0, medianDaysToFix: null });
  });
});

describe('trends', () => {
  it('are drawn for agencies and the nation, by any measure, and tell a change from noise', async () => {
    const { history } = await newHistory();
    const ready = [90, 91, 89, 90, 92, 90, 88, 90, 70, 71, 69, 70];
    for (const [at, count] of ready.entries()) await add(history, `2026-06-${String(at + 1).padStart(2, '0')}`, batch([], count));
    const [amber, blue] = await history.series('ready', 'agency');
    expect([amber?.label, blue?.label]).toEqual(['amber depot', 'blue depot']);
    expect(amber?.points.map(({ value }) => value)).toEqual(ready);
    expect(amber?.points.findIndex(({ signal }) => signal === 'shift')).toBe(8);
    expect(blue?.points.every(({ signal, value }) => signal === null && value === 100)).toBe(true);
    const [rule] = await history.series(COLOUR, 'agency', 'amber');
    expect(rule?.points.at(-1)).toMatchObject({ count: 30, n: 100, value: 30 });
    const [nation] = await history.series('score', 'nation');
    expect(nation?.points[0]).toMatchObject({ count: null, n: null, centre: null, signal: null });
    expect(await history.series('constructor', 'agency', 'amber')).toMatchObject([
      { points: expect.arrayContaining([{ ...rule!.points[0], count: 0, n: 0, value: null, centre: null, lower: null, upper: null }]) },
    ]);
    expect(await history.heatMap((await history.find('latest')).id)).toEqual([
      { agency: 'amber', rule: COLOUR, applicable: 100, failed: 30 },
    ]);
  });
});

describe('forgetting', () => {
  it('leaves no trace of the runs before a day, and everything of the others', async () => {
    const { history, file } = await newHistory();
    const old = 'e'.repeat(30);
    await add(history, '2025-01-01', { agencies: { [old]: { records: 1, ready: 1 } }, findings: [key(old, COLOUR, '1')] });
    await add(history, '2026-06-01', batch([key('amber', COLOUR, '1')]));
    await add(history, '2026-06-02', batch([key('amber', COLOUR, '1'), key('blue', COLOUR, '1')]));
    history.close();
    expect(readFileSync(file, 'latin1')).toContain(old);
    const open = (mode: 'read' | 'write') => openHistory(file, { mode, shown: 'h', wait: 0, otherFiles: true });
    expect(await (await open('write')).forget('2026-06-01')).toBe(1);
    expect(readFileSync(file, 'latin1')).not.toContain(old);
    expect(readdirSync(dirname(file))).toEqual(['history.duckdb']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const after = await open('write');
    expect((await after.runs()).map(({ asOf }) => asOf)).toEqual(['2026-06-01', '2026-06-02']);
    expect(of(await after.ageing(), null, null)).toMatchObject({ open: 2, oldestDays: 1 });
    await add(after, '2026-06-03', batch([]));
    expect((await after.runs()).length).toBe(3);
    after.close();
  });
});
