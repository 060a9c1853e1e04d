import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NIGHTS, STORY } from '../../src/generate/index.ts';
import type { Comparison, Series } from '../../src/model/history.ts';
import type { Scorecards } from '../../src/model/run.ts';
import { CHROMIUM, expectSound, launch, openAt, WHERE } from '../browser/chromium.ts';
import { folderForAll } from '../cli/fake-host.ts';
import { oicPack } from '../whole-runs/run.ts';
import { expectPlanted, expectSame, expectWithin, recounted } from './compared.ts';
import { type Outputs, readOutputs, readScorecards, run, type Written } from './nights.ts';
import { checkNights, DISPUTED, dayOfNight, nights, outputsOf } from './story.ts';

/** Milliseconds. A busy machine takes ten times what an idle one does. */
const TIME = 1_800_000;
const { drift, mapping, fix } = STORY;
const MARKING = 'intelligence-report/unknown-marking';
const OFFICER = 'intelligence-report/missing-officer';

describe('twelve nights of a nation', () => {
  const { folder, remove } = folderForAll();
  let written: readonly Written[];
  let browser: Browser;
  const base = `file://${join(folder, 'pages')}/`;
  const outputs = (night: number): Outputs => readOutputs(join(folder, outputsOf(night)));
  const scorecards = (night: number): Scorecards => readScorecards(join(folder, outputsOf(night)));
  const json = async (...args: string[]) => JSON.parse(await run(folder, ...args, '--history', 'h', '--format', 'json'));
  const trend = async (...of: string[]): Promise<readonly Series[]> => (await json('history', 'trend', ...of)).series;
  beforeAll(async () => {
    written = await checkNights(folder);
    await run(folder, 'history', 'add', ...nights.map(outputsOf), '--history', 'h');
    await run(folder, 'dashboard', '--history', 'h', '--out', 'pages');
    if (CHROMIUM !== undefined) browser = await launch();
  }, TIME);
  afterAll(async () => {
    await browser?.close();
    remove();
  });

  it.each(nights)(
    'night %i: every figure of every scorecard is what the records and the truth give',
    (night) => {
      const found = outputs(night);
      const batch = written[night - 1]!;
      expectPlanted(found, batch, oicPack());
      expectSame(found.scorecards, recounted(batch, found, oicPack(), DISPUTED).cards);
      expectWithin(found.run.scorecards, found.scorecards);
    },
    TIME,
  );

  it(
    'leave nothing out of what is recounted: waived and disputed findings, every state of coding, and every kind of rule are met',
    () => {
      const cards = nights.map((night) => scorecards(night));
      expect(cards.some(({ nation }) => nation.findings.waived > 0)).toBe(true);
      expect(cards.some(({ ruleDebt }) => ruleDebt.mostDisputed.some(({ rule }) => DISPUTED.includes(rule)))).toBe(true);
      for (const { nation, agencies } of cards) {
        const { correct, wrong, missing, suspected } = nation.coding!;
        expect(Math.min(correct, wrong, missing, suspected!)).toBeGreaterThan(0);
        expect(Math.min(...Object.values(nation.dimensions).map(({ n }) => n))).toBeGreaterThan(0);
        expect(agencies.length).toBeGreaterThan(50);
        expect(agencies.some(({ rank }) => rank === null)).toBe(true);
        expect(nation.referrals!.missing).toBeGreaterThan(0);
        expect(nation.ocgs!.archivedNamed).toBeGreaterThan(0);
      }
    },
    TIME,
  );

  it(
    'name the source system that writes a marking in its own way, since when, and the mapping that clears it',
    () => {
      for (const night of nights.filter((one) => one >= mapping.fromNight)) {
        const hit = written[night - 1]!.rows.filter(
          (row) => row.agency === mapping.agency && row.protective_marking === mapping.from && /^\d{4}-/.test(row.reported_on!),
        );
        const days = hit.map((row) => row.reported_on!.slice(0, 10)).sort();
        // Fewer than 20 are not told by their value.
        const isShown = hit.length >= 20;
        const { agencies, rootCauses } = scorecards(night);
        const [cause] = agencies.find((card) => card.agency === mapping.agency)!.rootCauses;
        expect(cause).toMatchObject({
          ...{ agency: mapping.agency, source_system: mapping.system, rule: MARKING, field: 'protective_marking' },
          ...{ value: isShown ? mapping.from : null, records: hit.length, first: days[0], last: days.at(-1) },
          mapping: isShown ? { from: mapping.from, to: mapping.to, clears: hit.length } : null,
        });
        expect(isShown || night < NIGHTS).toBe(true);
        expect(days[0]! >= mapping.since).toBe(true);
        expect(rootCauses).toContainEqual(cause);
      }
      // Nobody else has it, nor this agency before.
      const [before] = scorecards(mapping.fromNight - 1).agencies.filter((card) => card.agency === mapping.agency);
      expect(before!.rootCauses.filter(({ value }) => value === mapping.from)).toEqual([]);
    },
    TIME,
  );

  it(
    'flag the drift, and of the noise no more than chance allows',
    async () => {
      for (const measure of ['coding', 'ready']) {
        const series = (await trend('--measure', measure)).filter(({ level }) => level === 'agency');
        const signals = series.flatMap(({ name, points }) =>
          points.flatMap(({ signal }, index) => (signal === null ? [] : [{ name, signal, night: index + 1 }])),
        );
        const planted = measure === 'coding' ? [drift.agency] : [drift.agency, mapping.agency, fix.agency];
        const noise = signals.filter(({ name }) => !planted.includes(name));
        const points = series.filter(({ name }) => !planted.includes(name)).reduce((sum, one) => sum + one.points.length, 0);
        expect(noise.filter(({ signal }) => signal === 'shift')).toEqual([]);
        // One point in 370 is expected; 99 times in 100 there are no more than this.
        expect(noise.length, JSON.stringify(noise)).toBeLessThanOrEqual(points / 370 + 2.33 * Math.sqrt(points / 370));
        const own = signals.filter(({ name }) => name === drift.agency).map(({ night }) => night);
        expect(own[0]).toBeGreaterThanOrEqual(drift.fromNight);
        expect(own[0]).toBeLessThanOrEqual(drift.fromNight + 2);
      }
      const [kent] = await trend('--measure', 'coding', '--agency', drift.agency);
      const values = kent!.points.map(({ value }) => value!);
      expect(kent!.points.some(({ signal }) => signal === 'shift')).toBe(true);
      expect(Math.min(...values.slice(0, drift.fromNight - 1))).toBeGreaterThan(90);
      expect(values.at(-1)).toBeLessThan(65);
      const table = await run(folder, 'history', 'trend', '--measure', 'coding', '--history', 'h');
      expect(table).toMatch(/^Kent Police: 2026-06-\d\d, \d\d\.\d\d against .*, (below the limits|lasting change from here)$/m);
    },
    TIME,
  );

  it(
    'show where the mapping went wrong, and the fix as fixed',
    async () => {
      const shifts = async (measure: string, agency: string) => {
        const [series] = await trend('--measure', measure, '--agency', agency);
        return series!.points.flatMap(({ signal }, index) => (signal === 'shift' ? [index + 1] : []));
      };
      expect(await shifts(MARKING, mapping.agency)).toEqual([mapping.fromNight]);
      expect(await shifts('ready', mapping.agency)).toEqual([mapping.fromNight]);
      expect(await shifts(OFFICER, fix.agency)).toEqual([fix.upToNight + 1]);
      expect(await shifts('ready', fix.agency)).toEqual([fix.upToNight + 1]);
      const days = [dayOfNight(fix.upToNight), dayOfNight(fix.upToNight + 1)] as const;
      const { rules, agencies } = (await json('compare', ...days)) as Comparison;
      const planted = (night: number) => written[night - 1]!.planted.filter(({ rule }) => rule === OFFICER).length;
      const officer = rules.find(({ rule }) => rule === OFFICER)!;
      expect(officer).toMatchObject({ persisting: 0, fixed: planted(fix.upToNight) });
      expect(officer.new + officer.reappeared!).toBe(planted(fix.upToNight + 1));
      expect(officer.fixed).toBeGreaterThan(5 * officer.new);
      const own = agencies.find(({ agency }) => agency === fix.agency)!;
      expect(own.fixed).toBeGreaterThan(own.new);
    },
    TIME,
  );

  describe.skipIf(CHROMIUM === undefined)(`on their dashboard ${WHERE}`, () => {
    it.each([
      ['index.html', 1440, 'light'],
      ['index.html', 375, 'dark'],
      [`agencies/${drift.agency}.html`, 375, 'light'],
      [`agencies/${mapping.agency}.html`, 1440, 'dark'],
      ['regions/ERSOU.html', 375, 'light'],
      ['rules/oic.missing-crime-identifier.html', 1440, 'light'],
    ] as const)(
      '%s at %i px, %s: loads nothing, says nothing, does not overflow, and axe-core finds nothing',
      (path, width, colorScheme) => expectSound(browser, base + path, width, colorScheme),
      TIME,
    );

    it(
      'three clicks tell which agency codes worst, what is behind it, and what to fix first',
      async () => {
        const { page, close } = await openAt(browser, 1440);
        await page.goto(`${base}index.html`);
        const worst = page.locator('#first tbody tr').first();
        expect(await worst.innerText()).toMatch(/[1-9]\d* without a code/);
        await worst.locator('th a').click();
        expect(await page.locator('h1').innerText()).toContain('Kent Police');
        const missing = scorecards(NIGHTS).agencies.find(({ agency }) => agency === drift.agency)!.coding!.missing;
        expect(await page.locator('#fixes').innerText()).toContain(String(missing));
        await page.locator('#fixes li a').first().click();
        expect(await page.locator('h1').innerText()).toContain('Organised immigration crime without a crime identifier code');
        expect(await page.locator('#fix').innerText()).toContain('Choose the code that says what the report is about');
        await close();
      },
      TIME,
    );

    it(
      'two clicks lead to the mapping that cures a source system',
      async () => {
        const { page, close } = await openAt(browser, 375);
        await page.goto(`${base}index.html`);
        const cause = page.locator('#causes li', { hasText: mapping.from }).first();
        expect(await cause.innerText()).toContain(`Map ${mapping.from} to ${mapping.to} in ${mapping.system}: clears`);
        await cause.getByRole('link', { name: 'Metropolitan Police Service' }).click();
        const told = await page.locator('#causes li').first().innerText();
        expect(told).toContain(`Map ${mapping.from} to ${mapping.to} in ${mapping.system}: clears`);
        const { first } = scorecards(NIGHTS).agencies.find(({ agency }) => agency === mapping.agency)!.rootCauses[0]!;
        const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(first!));
        expect(told).toContain(`From ${day} to `);
        await close();
      },
      TIME,
    );
  });
});
