import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DashboardPage, ShownCards } from '../../src/model/dashboard.ts';
import { dashboardPages } from '../../src/report/dashboard/index.ts';
import { suppressed } from '../../src/tally/index.ts';
import { HOSTILE, packOf, RULES, runOf } from './invented.ts';
import { national } from './national.ts';

const { dashboard, pack, places } = national({ agencies: 55, rules: 100, runs: 365 });
const pages = new Map([...dashboardPages(dashboard, pack, places)].map(({ path, text }) => [path, text]));
const first = pages.get('index.html')!;

describe('the dashboard', () => {
  it('has a page for the nation and for each region, agency and rule', () => {
    const of = (folder: string) => [...pages.keys()].filter((path) => path.startsWith(folder)).length;
    expect([pages.size, of('regions/'), of('agencies/'), of('rules/')]).toEqual([1 + 2 + 55 + 100, 2, 55, 100]);
  });

  it('stays under 5 MB a page with 55 agencies, 100 rules and 365 runs', () => {
    for (const [path, text] of pages) expect(Buffer.byteLength(text), path).toBeLessThan(5e6);
  });

  it('leads from every link to a page or a place that is there', () => {
    for (const [path, text] of pages)
      for (const [, href = ''] of text.matchAll(/href="([^"]+)"/g)) {
        const [file = '', id] = href.split('#');
        const target = file === '' ? path : file.startsWith('../') ? file.slice(3) : file;
        expect(pages.has(target), `${path} leads to ${href}`).toBe(true);
        if (id !== undefined) expect(pages.get(target), `${path} leads to ${href}`).toContain(`id="${id}"`);
      }
  });

  it('may run and show only its own script and style, and load nothing', () => {
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    for (const text of pages.values()) {
      const style = text.match(/<style>([\s\S]*?)<\/style>/)?.[1];
      const script = text.match(/<script>([\s\S]*?)<\/script>/)?.[1];
      expect(text).toContain(
        `content="default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'"`,
      );
      expect(text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')).not.toMatch(/\s(?:src|style|on\w+)=|url\(|@import/);
    }
  });

  it('is marked at top and bottom of every page, and says that codes are placeholders', () => {
    for (const text of pages.values()) {
      expect(text.match(/class="marking">OFFICIAL-SENSITIVE</g)).toHaveLength(2);
      expect(text).toContain('Placeholder codes:');
    }
  });

  it('answers on its first page who codes worst, what is behind it, and what to fix first', () => {
    const worst = first.match(/<section id="first">[\s\S]*?<tbody>\s*<tr>([\s\S]*?)<\/tr>/)?.[1];
    expect(worst).toContain('>Depot of colour number 1<');
    expect(worst).toContain('111 without a code');
    expect(worst).toContain('Map <code>RDE</code> to <code>RED</code> in MIX-2: clears 111 findings');
  });

  it('sets agencies with too few records apart from the ranking', () => {
    const apart = first.match(/<tbody class="apart">([\s\S]*?)<\/tbody>/)?.[1];
    expect(apart).toContain('Not ranked: fewer than 30 records');
    expect(apart?.match(/Depot of/g)).toHaveLength(1);
  });

  it('tells a real change from noise, in words and as a table behind the chart', () => {
    const page = pages.get('agencies/depot-2.html')!;
    expect(page).toContain('A lasting change begins on 31 December 2025.');
    expect(page).toContain('Show the 365 figures of this chart');
    expect(first).toContain('lasting change since 31 December 2025');
  });

  it('gives every table a caption, and every drawing a text', () => {
    for (const text of pages.values()) {
      for (const [table] of text.matchAll(/<table[^>]*>[\s\S]{40}/g)) expect(table).toMatch(/^<table[^>]*>\s*<caption>/);
      for (const [svg] of text.matchAll(/<svg[^>]*>/g)) expect(svg).toContain('aria-label="');
    }
  });
});

describe('the dashboard of hidden and hostile figures', () => {
  const own = packOf(RULES);
  const { totals: _totals, ...run } = runOf(own);
  const make = (cards: ShownCards, suppressedBelow: number | null): readonly DashboardPage[] => {
    const given = {
      run: { ...run, scorecards: cards },
      suppressedBelow,
      marking: HOSTILE,
      days: [run.asOf],
      series: () => [],
      ageing: null,
      changes: null,
    };
    return [...dashboardPages(given, own, { tiles: new Map(), regions: new Map() })];
  };

  it('says that small counts are hidden, and shows none', () => {
    const cards = suppressed(run.scorecards, 200);
    const texts = make(cards, 200).map(({ text }) => text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, ''));
    for (const text of texts) {
      expect(text).toContain('Counts from 1 to 199, and what would give them away, are hidden.');
      expect(text).not.toMatch(/>(?:123|135|12)(?: |<)/);
    }
    expect(texts.some((text) => text.includes('>hidden<'))).toBe(true);
  });

  it('still names who leaves most codes out where a small count hides the rate', () => {
    const { dashboard: whole, pack: words, places: map } = national({ agencies: 12, rules: 3, runs: 1 });
    const agencies = whole.run.scorecards.agencies.map((card) =>
      card.agency === 'depot-1'
        ? {
            ...card,
            rank: null,
            coding: card.coding && {
              ...card.coding,
              correct: null,
              wrong: null,
              rate: { count: null, n: null, percent: null, interval: null },
            },
          }
        : card,
    );
    const given = { ...whole, run: { ...whole.run, scorecards: { ...whole.run.scorecards, agencies } } };
    const [first] = dashboardPages(given, words, map);
    const worst = first?.text.match(/<section id="first">[\s\S]*?<tbody>\s*<tr>([\s\S]*?)<\/tr>/)?.[1];
    expect(worst).toContain('>Depot of colour number 1<');
    expect(worst).toContain('>hidden<');
    expect(worst).toContain('111 without a code, hidden with a wrong one');
  });

  it('shows hostile text as text', () => {
    const agencies = run.scorecards.agencies.map((card) => ({ ...card, label: HOSTILE, region: HOSTILE }));
    const pages = make({ ...run.scorecards, agencies }, null);
    for (const { path, text } of pages) {
      expect(path).toMatch(/^(?:(?:agencies|regions|rules)\/)?[\w.-]+\.html$/);
      expect(text.match(/<script/g)).toHaveLength(1);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
    }
  });
});
