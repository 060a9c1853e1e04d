import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/report/html.ts';
import { folderForAll } from '../cli/fake-host.ts';
import { finding, packOf, RULES, runOf } from '../report/invented.ts';
import { CHROMIUM, expectSound, launch, openAt, WHERE, written } from './chromium.ts';

const TIME = 240_000;

describe.skipIf(CHROMIUM === undefined)(`the report ${WHERE}`, () => {
  const { folder, remove } = folderForAll();
  let browser: Browser;
  let base: string;
  beforeAll(async () => {
    const pack = packOf(RULES);
    const findings = Array.from({ length: 60 }, (_, index) =>
      finding({
        ...{ urn: `U-${index}`, unit: index % 3 === 0 ? 'south' : 'north' },
        ...(index % 10 === 0 ? ({ rule: 'paint/vague-words', severity: 'warning', basis: 'text' } as const) : {}),
        at: { file: 'batch.csv', line: index + 2, record: index + 1, field: 'colour' },
      }),
    );
    const byRule = new Map([
      ['paint/unknown-colour', 54],
      ['paint/vague-words', 6],
    ]);
    const text = [...htmlReport(runOf(pack), pack, (rule) => findings.filter((one) => one.rule === rule), { all: 60, byRule })].join('');
    base = written(folder, [{ path: 'report.html', text }]);
    browser = await launch();
  }, TIME);
  afterAll(async () => {
    await browser?.close();
    remove();
  });

  it.each([
    [1440, 'light'],
    [375, 'dark'],
  ] as const)(
    'at %i px, %s: loads nothing, says nothing, does not overflow, and axe-core finds nothing',
    (width, colorScheme) => expectSound(browser, `${base}report.html`, width, colorScheme),
    TIME,
  );

  it(
    'filters the fix list by unit and severity from the keyboard, hides empty units, and prints each unit on a page of its own',
    async () => {
      const { page, close } = await openAt(browser, 1440);
      await page.goto(`${base}report.html`);
      const list = page.locator('#fix-list');
      const choose = async (name: string, word: string) => {
        await list.getByLabel(name).focus();
        await page.keyboard.type(word);
      };
      await choose('Unit', 'south');
      expect(await list.locator('[role=status]').innerText()).toBe('20 of 60 records shown');
      expect(await list.locator('h3:visible').allInnerTexts()).toEqual(['Amber depot, unit south']);
      await choose('Severity', 'warning');
      expect(await list.locator('article:visible').count()).toBe(2);
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate("getComputedStyle(document.querySelector('.unit:not([hidden])')).breakBefore")).toBe('page');
      await close();
    },
    TIME,
  );
});
