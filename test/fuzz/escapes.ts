import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { forCsv, forFileName, forHtml, forJson, forMarkdown, forTerminal } from '../../src/report/escape.ts';
import type { Target } from './targets.ts';

/** Steers a terminal, or turns or hides what is read. */
const STEERS = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;
const STEERS_MORE_THAN_LINES = new RegExp(STEERS.source.replace('\\p{Cc}', '\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f'), 'u');
const FORMULA = /^[\s"'\0-\x20]*[=+\-@＝＋－＠]/u;
const good = ['=1+1', ' "-2', 'Kent Police', '<b>&amp;', '[a](b) | c', '\u001b]0;x\u0007', '../CON', 'a\nb', '\u202eabc', '名前', '12,5'];

/** Whatever the text, each reader gets something that it takes for text. */
export const escapeTarget: Target = {
  name: 'escapes',
  good: good.map((text) => Buffer.from(text)),
  runs: 1000,
  check(input) {
    const text = Buffer.from(input).toString();
    expect(forTerminal(text)).not.toMatch(STEERS);
    expect(forMarkdown(text)).not.toMatch(STEERS);
    expect(forMarkdown(text).replace(/\\./g, '')).not.toMatch(/[<>[\]`|*_#~]/);
    expect(forHtml(text)).not.toMatch(STEERS_MORE_THAN_LINES);
    expect(forHtml(text).replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<>&"']/);
    const json = JSON.stringify({ text });
    expect(forJson(json)).not.toMatch(STEERS);
    expect(JSON.parse(forJson(json))).toEqual({ text });
    const rows = parse(`${forCsv('first')},${forCsv(text)},${forCsv('last')}\n`, { relax_column_count: true }) as string[][];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(3);
    expect(rows[0]![1]).not.toMatch(STEERS_MORE_THAN_LINES);
    // An apostrophe in front, that was not there, makes it text.
    if (FORMULA.test(text)) expect(rows[0]![1]!.startsWith("'")).toBe(true);
    for (const listed of [true, false]) {
      const name = forFileName(text, () => listed);
      expect(name).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
    }
  },
};
