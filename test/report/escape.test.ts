import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forCsv, forFileName, forHtml, forJson, forMarkdown, forOpenMetrics, forSheet, forTerminal } from '../../src/report/escape.ts';

const seeded = { seed: 3, numRuns: 500 };
const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('text for a terminal', () => {
  it.each([
    ['an OSC title change', '\u001b]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
    ['a C1 control', '\u009b31m', '\\u{9b}31m'],
    ['a delete', 'a\u007f', 'a\\u{7f}'],
    ['right-to-left override', '\u202eabc', '\\u{202e}abc'],
    ['zero-width space and byte order mark', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['a lone surrogate', 'a\ud800', 'a\\u{d800}'],
    ['a tab', 'a\tb', 'a\\u{9}b'],
    ['line ends', 'a\r\nb\nc\rd', 'a⏎b⏎c⏎d'],
  ])('shows %s', (_, text, shown) => {
    expect(forTerminal(text)).toBe(shown);
  });

  it('leaves words of any script alone', () => {
    expect(forTerminal('Zoë, 東京, Ελλάδα – “£5” 🚤')).toBe('Zoë, 東京, Ελλάδα – “£5” 🚤');
  });

  it('never holds a control character, whatever it is given', () => {
    fc.assert(
      fc.property(anyText, (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(forTerminal(text))),
      seeded,
    );
  });
});

describe('a cell of CSV', () => {
  it.each(['=1+1', '+1', '-5', '@SUM(A1)', '\t=1', '\r=1', '  =1', '"=1"', "'=1", '＝1', '＋1', '－1', '＠x', '\u00a0=1'])(
    'is defused: %j',
    (cell) => {
      const [[read]] = parse(`${forCsv(cell)}\r\n`) as string[][] as [[string]];
      expect(read).toBe(`'${cell}`);
    },
  );

  it.each(['plain', '', '5', 'a=b', 'a-b', '12/03/2026'])('stays as it is: %j', (cell) => {
    expect(forCsv(cell)).toBe(cell);
  });

  it('is quoted as RFC 4180 asks', () => {
    expect(forCsv('a,b')).toBe('"a,b"');
    expect(forCsv('say "x"')).toBe('"say ""x"""');
    expect(forCsv('two\r\nlines')).toBe('"two\r\nlines"');
    expect(forCsv(' é')).toBe('" é"');
    expect(forCsv('é ')).toBe('"é "');
    expect(forCsv('é è')).toBe('é è');
  });

  it('is quoted and defused by what stands in it, wherever that stands', () => {
    const char = fc.constantFrom(...'aZ5 ([,"=+-@\'.');
    const defined = (cell: string): string => {
      const safe = /^[ "']*[=+\-@]/.test(cell) ? `'${cell}` : cell;
      return /[,"]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    fc.assert(
      fc.property(fc.string({ unit: char, maxLength: 6 }), (cell) => {
        expect(forCsv(cell)).toBe(defined(cell));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('shows control characters and what is not seen', () => {
    expect(forCsv('a\u001b[31mb\u0000\u202ec\u2028')).toBe('a\\u{1b}[31mb\\u{0}\\u{202e}c\\u{2028}');
    expect(forCsv('\u200b=1')).toBe("'\\u{200b}=1");
  });

  it('reads back as it was, but for apostrophes and controls that were added', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '=', '-', 'é', ';'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [[one, two]] = parse(`${forCsv(a)},${forCsv(b)}\r\n`, { relax_column_count: false }) as string[][] as [[string, string]];
        for (const [read, given] of [
          [one, a],
          [two, b],
        ] as const) {
          const dangerous = /^(?:[\t\r\n]|[\s"']*[=+\-@])/.test(given);
          expect(read).toBe(dangerous ? `'${given}` : given);
        }
      }),
      seeded,
    );
  });
});

describe('text for HTML', () => {
  it('can neither open an element nor leave an attribute', () => {
    expect(forHtml(`<b a="x" b='y'>&amp;`)).toBe('&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;');
  });

  it('shows controls and what turns text around', () => {
    expect(forHtml('a\u0000\u202eb\nc\r\nd\re\tf')).toBe('a\\u{0}\\u{202e}b\nc\nd\\u{d}e\tf');
  });

  it('never holds a character that markup is made of, whatever it is given', () => {
    fc.assert(
      fc.property(anyText, (text) => !/[<>"']/.test(forHtml(text))),
      seeded,
    );
  });
});

describe('text for Markdown', () => {
  it('breaks neither a table nor a paragraph', () => {
    expect(forMarkdown('a | b\n\n# c <x> `d`')).toBe('a \\| b \\# c \\<x\\> \\`d\\`');
  });
});

describe('text of a sheet', () => {
  it('has its own line ends, and nothing that a spreadsheet takes for an escape of a character', () => {
    expect(forSheet('a\r\nb_x000D_c_X001f_d_x00_e_xGGGG_')).toBe('a\nb_x005F_x000D_c_x005F_X001f_d_x00_e_xGGGG_');
  });
});

describe('a label of OpenMetrics', () => {
  it('ends neither its line nor its quotes', () => {
    expect(forOpenMetrics('a\\b "c"\nd\re\u009bf\u2028g')).toBe('a\\\\b \\"c\\"\\nd e f g');
  });
});

describe('JSON text', () => {
  it('means the same and holds no character that a terminal obeys or hides', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.string({ unit: fc.constantFrom('\u007f', '\u009b', '\u2028', '\u202e', '\u200b', '\ufeff', 'a'), maxLength: 9 }),
        ),
        (text) => {
          const json = forJson(JSON.stringify({ text }));
          expect(JSON.parse(json)).toEqual({ text });
          expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/);
        },
      ),
      seeded,
    );
  });
});

describe('a file name for an agency', () => {
  const listed = (agency: string) => ['kent', 'north-yorks', '../up', 'con', 'a/b'].includes(agency);

  it('is the id of a listed one', () => {
    expect(forFileName('kent', listed)).toBe('kent');
    expect(forFileName('north-yorks', listed)).toBe('north-yorks');
  });

  it.each(['../up', 'con', 'a/b', '(unknown agency)', 'Ports Pólice', '', '東京', '.', 'x'.repeat(300)])(
    'is a safe slug with a hash for %j',
    (agency) => {
      expect(forFileName(agency, listed)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}$/);
      expect(forFileName(agency, listed).length).toBeLessThanOrEqual(49);
    },
  );

  it.each([
    ['Ports Pólice', 'ports-police'],
    ['--A  (b) C--', 'a-b-c'],
    ['東京', 'agency'],
    [`${'ab '.repeat(12)}abc def`, 'ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-abc'],
  ])('is made of the letters of the name: %j', (agency, slug) => {
    expect(forFileName(agency, listed)).toMatch(new RegExp(`^${slug}-[0-9a-f]{8}$`));
  });

  it('differs for names that look alike', () => {
    expect(forFileName('Kent!', listed)).not.toBe(forFileName('Kent?', listed));
  });
});
