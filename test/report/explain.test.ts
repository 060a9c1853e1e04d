import { describe, expect, it } from 'vitest';
import { rulesReadme } from '../../src/report/catalogue.ts';
import { explainRule } from '../../src/report/explain.ts';
import { HOSTILE, packOf, RULES, rule } from './invented.ts';

const pack = packOf(RULES);

describe('the page about a rule', () => {
  it('says what, why, how to fix, where from, with an example of each kind', () => {
    const page = explainRule(rule('paint/unknown-colour', { effective: { from: '2026-01-01' } }), pack);
    const order = [
      'paint/unknown-colour',
      'for records dated from 2026-01-01',
      'When the record has colour code, expect that',
      'Paint of no known colour',
      'Look the colour up.',
      'Painting, module 2',
      'Handbook of paint (chapter 3) https://paint.example/3',
      'colour: RED',
      'colour: RDE',
    ].map((words) => page.indexOf(words));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('is at most 100 characters wide, whatever the words', () => {
    const long = rule('paint/long', {
      title: 'x'.repeat(250),
      why: ['word '.repeat(60)],
      source: [{ title: 'T', url: `https://paint.example/${'y'.repeat(200)}` }],
    });
    for (const line of explainRule(long, pack).split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
  });

  it('shows the whole file that is the example of a file rule', () => {
    const example = { name: 'a short line', records: [], text: 'a,b\n1\n' };
    const file = { ...rule('file/f'), kind: 'file' as const, fault: 'ragged-row', examples: { pass: [], fail: [example] } };
    expect(explainRule(file, pack)).toContain('An example that is wrong: a short line\n    a,b\n    1\n');
  });

  it('lets no control character of a pack through', () => {
    expect(explainRule(rule('paint/x', { title: HOSTILE, why: [HOSTILE], message: HOSTILE }), pack)).not.toMatch(
      /[\u001b\u0007\u202e\u200b]/,
    );
  });
});

describe('the catalogue', () => {
  it('lists every rule once, under the pack that it comes from, though two packs hold it', () => {
    const page = rulesReadme([pack, packOf([...RULES, rule('gloss/too-shiny')])]);
    for (const { id } of [...RULES, { id: 'gloss/too-shiny' }]) expect(page.split(`\n### ${id}\n`)).toHaveLength(2);
    expect(page.match(/^## .*/gm)).toEqual(['## file', '## gloss', '## paint']);
    expect(page).toContain('Version 0.1.0, draft, owned by Paint desk. 3 rules.');
  });

  it('is not broken by the words of a rule', () => {
    const page = rulesReadme([packOf([rule('paint/x', { title: 'a | b\n<script>' })])]);
    expect(page).toContain('| a \\| b \\<script\\> |');
  });
});
