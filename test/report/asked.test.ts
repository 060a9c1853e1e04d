import { describe, expect, it } from 'vitest';
import { explainRule } from '../../src/report/index.ts';
import { askedInEnglish, testInEnglish } from '../../src/report/rule-in-english.ts';
import { oicPack } from '../whole-runs/run.ts';

const pack = oicPack();

describe('what a shipped rule asks', () => {
  it('is said without patterns, options of keywords or brackets inside brackets, in fewer than 400 characters', () => {
    const hard = pack.rules.map((rule) => ({ id: rule.id, asked: askedInEnglish(rule, pack) }));
    const isHard = (text: string) => text.length >= 400 || /the pattern |\{"|\([^)]*\(/.test(text);
    expect(hard.filter(({ asked }) => isHard(asked))).toEqual([]);
  });

  it('is explained in the words of its owner, and to the letter at the end', () => {
    for (const rule of pack.rules) {
      const page = explainRule(rule, pack).replace(/\s+/g, ' ');
      const letter = page.indexOf('The test to the letter');
      expect(letter === -1, rule.id).toBe(rule.asks === undefined);
      if (rule.asks === undefined) continue;
      expect(page.indexOf(rule.asks.slice(0, 30))).toBeLessThan(page.indexOf('Why'));
      // Long words are broken to fit the page.
      const solid = (text: string): string => text.replace(/\s|(?<=\s)-(?=\s)/g, '');
      for (const part of testInEnglish(rule, pack)) expect(solid(page.slice(letter))).toContain(solid(part));
    }
  });
});
