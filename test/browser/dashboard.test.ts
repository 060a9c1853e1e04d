import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dashboardPages } from '../../src/report/dashboard/index.ts';
import { folderForAll } from '../cli/fake-host.ts';
import { national } from '../report/national.ts';
import { CHROMIUM, expectSound, launch, openAt, WHERE, written } from './chromium.ts';

const TIME = 240_000;

describe.skipIf(CHROMIUM === undefined)(`the dashboard ${WHERE}`, () => {
  const { folder, remove } = folderForAll();
  let browser: Browser;
  let base: string;
  beforeAll(async () => {
    const { dashboard, pack, places } = national({ agencies: 20, rules: 12, runs: 30 });
    base = written(folder, dashboardPages(dashboard, pack, places));
    browser = await launch();
  }, TIME);
  afterAll(async () => {
    await browser?.close();
    remove();
  });

  it.each([
    ['index.html', 1440, 'light'],
    ['index.html', 375, 'dark'],
    ['regions/EAST.html', 375, 'light'],
    ['agencies/depot-2.html', 1440, 'dark'],
    ['rules/paint.fault-2.html', 375, 'light'],
  ] as const)(
    '%s at %i px, %s: loads nothing, says nothing, does not overflow, and axe-core finds nothing',
    (path, width, colorScheme) => expectSound(browser, base + path, width, colorScheme),
    TIME,
  );

  it(
    'sorts and filters by keyboard, and keeps what is set apart apart',
    async () => {
      const { page, wrong, close } = await openAt(browser, 1440);
      await page.goto(`${base}index.html`);
      const league = page.locator('#league table');
      const names = () => league.locator('tbody').first().locator('tr:not([hidden]) th').allInnerTexts();
      await league.getByRole('button', { name: 'Rank' }).focus();
      await page.keyboard.press('Enter');
      expect(await league.locator('[aria-sort]').getAttribute('aria-sort')).toBe('descending');
      expect((await names())[0]).toBe('Depot of colour number 1');
      await page.keyboard.press('Space');
      expect((await names())[0]).toBe('Depot of colour number 19');
      expect(await league.locator('tbody.apart tr').count()).toBe(2);
      await page.locator('#league input').focus();
      await page.keyboard.type('number 12');
      expect(await names()).toEqual(['Depot of colour number 12']);
      expect(await page.locator('#league [role=status]').innerText()).toBe('1 of 20 agencies shown');
      expect(wrong).toEqual([]);
      await close();
    },
    TIME,
  );

  it(
    'is read in full without script, and leads in three clicks from the worst agency to what to fix',
    async () => {
      const { page, close } = await openAt(browser, 1440, { javaScriptEnabled: false });
      await page.goto(`${base}index.html`);
      expect(await page.locator('#league tbody tr').count()).toBe(21);
      await page.locator('#first tbody th a').first().click();
      expect(await page.locator('h1').innerText()).toContain('Depot of colour number 1');
      expect(await page.locator('#causes .fix').first().innerText()).toContain('Map RDE to RED in MIX-2');
      await page.locator('#fixes li a').first().click();
      expect(await page.locator('#fix').innerText()).toContain('Look the colour up.');
      await close();
    },
    TIME,
  );

  it(
    'prints the marking on every sheet',
    async () => {
      const { page, close } = await openAt(browser, 1440);
      await page.goto(`${base}agencies/depot-2.html`);
      await page.emulateMedia({ media: 'print' });
      const display = (selector: string) => page.evaluate(`getComputedStyle(document.querySelector('${selector}')).display`);
      expect(await display('.sheet > header')).toBe('table-header-group');
      expect(await display('.sheet > footer')).toBe('table-footer-group');
      expect(await display('.toc')).toBe('none');
      expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
      await close();
    },
    TIME,
  );
});
