import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { htmlReport } from '../../src/report/html.ts';
import { FINDINGS, finding, HOSTILE, packOf, RULES, rule, runOf, TOTALS } from './invented.ts';

const pack = packOf(RULES);
const of = (findings: readonly Finding[]) => (rule: string) => findings.filter((finding) => finding.rule === rule);
const page = (findings = FINDINGS, over = {}) => [...htmlReport(runOf(pack, over), pack, of(findings), TOTALS)].join('');

/** Names of elements in order of their tags; throws if one is closed that was not the last opened. */
function balanced(text: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  for (const [, slash, name = '', rest = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>/g)) {
    if (slash) {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last}>`);
    } else {
      seen.push(name);
      if (!['meta', 'br'].includes(name) && !rest.endsWith('/')) open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(' ')}`);
  return seen;
}

describe('the report as a page', () => {
  it('is made of elements that are opened and closed in order', () => {
    expect(balanced(page())).toContain('table');
  });

  it('may load nothing, and run its own script and style only', () => {
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const text = page();
    const [style, script] = [text.match(/<style>([\s\S]*?)<\/style>/)?.[1], text.match(/<script>([\s\S]*?)<\/script>/)?.[1]];
    expect(text).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'">`,
    );
    const elements = balanced(text);
    expect(elements.filter((name) => name === 'script')).toHaveLength(1);
    for (const name of ['link', 'img', 'iframe', 'form', 'object']) expect(elements).not.toContain(name);
    expect(text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')).not.toMatch(/\s(?:src|style|on\w+)=|url\(|@import/);
  });

  it('says the verdict first', () => {
    expect(page()).toMatch(/<main id="main"><h1 class="not-ready">Not ready: 135 of 1,238,579 records held<\/h1>/);
  });

  it('is marked at top and bottom, which print repeats as head and foot of a table', () => {
    expect(page().match(/class="marking">OFFICIAL-SENSITIVE</g)).toHaveLength(2);
    expect(page()).toMatch(/@media print[\s\S]*\.sheet > header \{ display: table-header-group; break-inside: avoid; \}/);
  });

  it('says that codes are placeholders, and does not when none is', () => {
    expect(page()).toContain('Placeholder codes:');
    expect(page(FINDINGS, { codelists: [] })).not.toContain('Placeholder codes:');
  });

  it('draws each interval and says in words what is drawn', () => {
    expect(page()).toContain('role="img" aria-label="96.93%, 95% interval from 96.34% to 97.42%"');
  });

  it('gives every table a caption and its headings a scope', () => {
    const tables = page().match(/<table>[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      expect(table).toMatch(/^<table>\s*<caption>/);
      expect(table).not.toMatch(/<th(?=[\s>])(?! scope=)/);
    }
  });

  it('says how many findings of a rule it shows of how many', () => {
    const many = Array.from({ length: 1000 }, () => finding());
    expect(page(many)).toContain('shown 1,000 of 4,212');
  });

  it('shows a fair share of each rule where all together are too many for a page', () => {
    const ids = RULES.map(({ id }) => id).slice(0, 2);
    const many = (rule: string) => (ids.includes(rule) ? Array.from({ length: 4000 }, () => finding({ rule })) : []);
    const byRule = new Map([
      [ids[0]!, 4000],
      [ids[1]!, 100],
    ]);
    const text = [...htmlReport(runOf(pack), pack, (rule) => many(rule).slice(0, byRule.get(rule)), { all: 4100, byRule })].join('');
    expect(text).toContain('shown 4,000 of 4,000');
    byRule.set(ids[1]!, 4000);
    const more = [...htmlReport(runOf(pack), pack, many, { all: 8000, byRule })].join('');
    expect(more.match(/shown 2,500 of 4,000/g)).toHaveLength(2);
  });

  it('names rules whose findings are not among those shown', () => {
    expect(page([])).toContain('shown 0 of 4,212');
  });

  it('sets findings that rest on wording apart', () => {
    const text = page();
    expect(text.indexOf('id="paint/vague-words"')).toBeGreaterThan(text.indexOf('id="reading"'));
    expect(text.indexOf('id="paint/unknown-colour"')).toBeLessThan(text.indexOf('id="reading"'));
  });

  it('leads from every link to a place on the page', () => {
    const text = page();
    const links = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(0);
    for (const id of links) expect(text).toContain(`id="${id}"`);
  });

  it('shows hostile text as text, wherever it stands', () => {
    const evil = finding({
      urn: HOSTILE,
      agency: HOSTILE,
      params: { value: HOSTILE },
      at: { file: HOSTILE, line: 2, record: 1, field: HOSTILE },
    });
    const hostilePack = packOf(RULES.map((one) => (one.kind === 'file' ? one : { ...one, title: HOSTILE, why: [HOSTILE] })));
    const run = runOf(hostilePack, { marking: HOSTILE, complete: false, incomplete: [HOSTILE] });
    const cards = { ...run.scorecards, agencies: run.scorecards.agencies.map((card) => ({ ...card, label: HOSTILE })) };
    const text = [...htmlReport({ ...run, scorecards: cards }, hostilePack, of([evil]), TOTALS)].join('');
    expect(balanced(text).filter((name) => name === 'script')).toHaveLength(1);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
  });

  it('lists what to fix by unit and record, with what the rule asks and how to fix it beside each finding', () => {
    const three = [
      finding(),
      finding({ unit: 'south', at: { file: 'batch.csv', line: 9, record: 8, field: 'colour' } }),
      finding({ rule: 'paint/vague-words' }),
    ];
    const byRule = new Map([
      ['paint/unknown-colour', 2],
      ['paint/vague-words', 1],
    ]);
    const text = [...htmlReport(runOf(pack), pack, of(three), { all: 3, byRule })].join('');
    const list = text.match(/<section id="fix-list">[\s\S]*?<\/div><\/section>/)?.[0] ?? '';
    expect(list).toContain('shown 3 of 3 findings, on 2 records.');
    expect([...list.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, words]) => words)).toEqual([
      'Amber depot, unit north',
      'Amber depot, unit south',
    ]);
    const [first = '', second = ''] = list.split('<article').slice(1);
    expect([first.match(/<li>/g)?.length, second.match(/<li>/g)?.length]).toEqual([2, 1]);
    expect(first).toContain('Colour code RDE is not a colour');
    expect(first).toContain('<strong>Suggestion: RED</strong> (likely)');
    expect(first).toContain('Look the colour up. Then type its code. <a href="#paint/unknown-colour">Why</a>');
  });

  it('lists only records that it has all findings of, and says its share', () => {
    const at = (record: number) => ({ file: 'batch.csv', line: record + 1, record, field: 'colour' });
    const kept = [1, 2, 3].map((record) => finding({ at: at(record) }));
    const others = [2, 3, 4].map((record) => finding({ rule: 'paint/vague-words', at: at(record) }));
    const byRule = new Map([
      ['paint/unknown-colour', 999_997],
      ['paint/vague-words', 3],
    ]);
    const text = [...htmlReport(runOf(pack), pack, of([...kept, ...others]), { all: 1_000_000, byRule })].join('');
    expect(text).toContain('shown 3 of 1,000,000 findings, on 2 records. These are the first records');
    expect(text.match(/<article/g)).toHaveLength(2);
  });

  it('comes in pieces, one for each rule, so that it streams', () => {
    const rules = Array.from({ length: 20 }, (_, index) => rule(`paint/rule-${index}`));
    const findings = rules.map(({ id }) => finding({ rule: id }));
    const totals = { all: 20, byRule: new Map(rules.map(({ id }) => [id, 1])) };
    const own = packOf(rules);
    const pieces = [...htmlReport(runOf(own), own, of(findings), totals)];
    expect(pieces.length).toBeGreaterThan(20);
    expect(
      pieces.filter((piece) => piece.includes('<section id="paint/rule-')).every((piece) => piece.split('<section').length === 2),
    ).toBe(true);
  });
});
