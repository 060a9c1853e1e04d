import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Chromium of the system; undefined where there is none: tests in a browser are then skipped. */
export const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Said in the name of tests that need it. */
export const WHERE = CHROMIUM === undefined ? 'SKIPPED: no Chromium found, install the package chromium' : 'in Chromium';

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'], timeout: 120_000 });

/** Writes files below a folder; returns the address of the folder, with a slash at its end. */
export function written(folder: string, files: Iterable<{ readonly path: string; readonly text: string }>): string {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return `${pathToFileURL(folder).href}/`;
}

/** Holds a page to what every page must be: it loads and says nothing, does not overflow, and axe-core finds nothing. */
export async function expectSound(browser: Browser, url: string, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
  const { page, wrong, close } = await openAt(browser, width, { colorScheme });
  await page.goto(url);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  expect(await axeOf(page)).toEqual([]);
  expect(wrong).toEqual([]);
  await close();
}

/** A page at this width, and what went wrong on it: messages of its console, and requests but for the page itself. */
export async function openAt(
  browser: Browser,
  width: number,
  settings: { readonly colorScheme?: 'light' | 'dark'; readonly javaScriptEnabled?: boolean } = {},
) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) wrong.push(request.url());
  });
  return { page, wrong, close: () => context.close() };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds at WCAG 2.2 A and AA: rule and first element. The page's policy lets no script in, so it comes through the debugger. */
export async function axeOf(page: Page): Promise<readonly string[]> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: `${AXE};0` });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { result } = await debug.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then((found) => JSON.stringify(found.violations.map((one) => one.id + ' ' + one.nodes[0].html)))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value) as string[];
}
