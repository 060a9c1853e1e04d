import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import * as api from '../../src/index.ts';
import { type FakeHost, fakeHost } from '../cli/fake-host.ts';
import { PACK, STEERING } from './examine.ts';
import { table } from './written.ts';

type Json = Record<string, unknown>;

/** A host with a good batch and a copy of the small pack, of which one file is changed. */
function withPack(file: string, change: (text: string) => string | Uint8Array): FakeHost {
  const host = fakeHost();
  writeFileSync(join(host.cwd, 'batch.csv'), table([1, 2, 3]).bytes);
  cpSync(PACK, join(host.cwd, 'mine'), { recursive: true });
  const path = join(host.cwd, 'mine', file);
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    mkdirSync(join(path, '..'), { recursive: true });
  }
  writeFileSync(path, change(text));
  return host;
}
const edited =
  (change: (json: Json) => void) =>
  (text: string): string => {
    const json = JSON.parse(text) as Json;
    change(json);
    return JSON.stringify(json);
  };
const lists = (json: Json): Record<string, Json> => json.codelists as Record<string, Json>;
const check = (host: FakeHost): Promise<number> =>
  main(['check', 'batch.csv', '--pack', './mine', '--as-of', '2026-06-30', '--jobs', '1', '--out', 'out'], host, async () => api);

const withPattern = (pattern: string) =>
  edited((json) => {
    json.when = { area: true };
    json.expect = { area: { pattern } };
  });

/** What is wrong with a pack, which file has it, how it is made, and what the refusal says. */
const PACKS: readonly (readonly [string, string, (text: string) => string | Uint8Array, RegExp])[] = [
  [
    'a code list in the folder above',
    'pack.json',
    edited((json) => {
      lists(json).areas!.file = '../../secret.csv';
    }),
    /areas|\.\.\/|file/,
  ],
  [
    'a code list by an absolute path',
    'pack.json',
    edited((json) => {
      lists(json).areas!.file = '/etc/passwd';
    }),
    /passwd|file/,
  ],
  [
    'a code list by an address',
    'pack.json',
    edited((json) => {
      lists(json).areas!.file = 'https://example.org/areas.csv';
    }),
    /areas|file/,
  ],
  [
    'a parent by a path',
    'pack.json',
    edited((json) => {
      json.extends = ['../../other'];
    }),
    /extends|other/,
  ],
  ['a key that stands twice', 'pack.json', (text) => text.replace('"version"', '"version": "9",\n"version"'), /given twice/],
  ['nesting 100,000 deep', 'late.json', () => `{"when":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /deep/],
  ['a rule of 100 MB', 'late.json', () => Buffer.alloc(100 << 20, 0x20), /larger than 5 MB/],
  ['a code list of 100 MB', 'codelists/areas.csv', () => Buffer.alloc(100 << 20, 0x41), /larger than 20 MB/],
  ['a code list with a heading of 1 MB', 'codelists/areas.csv', (text) => `${'A'.repeat(1 << 20)}${text}`, /characters long/],
  ['text that is not UTF-8', 'late.json', () => Buffer.from('{"title":"\xff"}', 'latin1'), /UTF-8/],
  ['a rule that is cut', 'late.json', (text) => text.slice(0, -40), /late\.json/],
  ['a property named __proto__', 'late.json', (text) => text.replace('"when"', '"__proto__": {"severity": "info"}, "when"'), /__proto__/],
  [
    'a condition on a field named __proto__',
    'late.json',
    edited((json) => {
      json.when = JSON.parse('{"__proto__": true}');
    }),
    /__proto__|when/,
  ],
  [
    'a condition on a field named constructor',
    'late.json',
    edited((json) => {
      json.expect = { constructor: true };
    }),
    /constructor/,
  ],
  [
    'a keyword that walks keys',
    'late.json',
    edited((json) => {
      json.expect = { submitted_on: { additionalProperties: false } };
    }),
    /additionalProperties/,
  ],
  [
    'a reference to another schema',
    'late.json',
    edited((json) => {
      json.expect = { submitted_on: { $ref: 'https://example.org/x.json' } };
    }),
    /\$ref/,
  ],
  ['a pattern that repeats a repetition', 'unknown-area.json', withPattern('^(a+)+$'), /for ever/],
  ['a pattern that chooses in a repetition', 'unknown-area.json', withPattern('^(A|A)*$'), /for ever/],
  ['a pattern of overlapping classes in a repetition', 'unknown-area.json', withPattern('^(?:\\w|[A-Z])+$'), /for ever/],
  ['a pattern that is none', 'unknown-area.json', withPattern('('), /regular expression/],
  [
    'a blank that is code',
    'late.json',
    edited((json) => {
      json.message = '{constructor} {__proto__} {value}';
    }),
    /constructor|__proto__/,
  ],
  [
    'a file name for an id',
    'pack.json',
    edited((json) => {
      json.id = '../x';
    }),
    /id/,
  ],
  [
    'words that steer a terminal',
    'late.json',
    edited((json) => {
      json.severity = '\u001b]0;x\u0007\u202e';
    }),
    /severity/,
  ],
];

describe('packs that attack', () => {
  test.each(PACKS)('%s is refused before any data is read', async (_, file, change, says) => {
    const host = withPack(file, change);
    expect(await check(host)).toBe(2);
    expect(host.stderrText()).toMatch(says);
    expect(host.stderrText()).not.toMatch(STEERING);
    expect(host.stdoutText()).toBe('');
  });

  test("a code list of 100 MB in the place of a pack's own is refused before any data is read", async () => {
    const host = withPack('pack.json', (text) => text);
    writeFileSync(join(host.cwd, 'areas.csv'), Buffer.alloc(100 << 20, 0x41));
    const words = ['check', 'batch.csv', '--pack', './mine', '--codelist', 'areas=areas.csv', '--jobs', '1'];
    expect(await main(words, host, async () => api)).toBe(2);
    expect(host.stderrText()).toMatch(/larger than 20 MB/);
  });

  test.runIf(existsSync('/dev/zero')).each(['--codelist areas=', '--waivers ', '--config ', '--map '])(
    'a device that never ends, as %s, is read no further than a file may be long',
    async (option) => {
      const host = withPack('pack.json', (text) => text);
      expect(await main(`check batch.csv --pack ./mine ${option}/dev/zero`.split(' '), host, async () => api)).toBe(2);
      expect(host.stderrText()).toMatch(/^pnd-lint: .*larger than \d+ MB$/m);
    },
  );

  test('words of a rule are text wherever they are shown', async () => {
    const evil = '\u001b]0;x\u0007\u202e<script>alert(1)</script>=1+1\u2028';
    const host = withPack(
      'late.json',
      edited((json) => {
        json.message = `=${evil} {value}`;
        json.title = evil;
        json.fix = [`@${evil}`];
        json.why = [evil];
      }),
    );
    expect(
      await main(['check', 'batch.csv', '--pack', './mine', '--as-of', '2026-06-30', '--jobs', '1', '--out', 'out'], host, async () => api),
    ).toBe(0);
    const report = readFileSync(join(host.cwd, 'out/report.html'), 'utf8');
    expect(host.stdoutText() + host.stderrText() + report).not.toMatch(STEERING);
    expect(report.match(/<script/g), "the page's own").toHaveLength(1);
    expect(readFileSync(join(host.cwd, 'out/fix-list.csv'), 'utf8')).not.toMatch(/(^|,)"?[=@]/m);
    const explained = fakeHost({ cwd: host.cwd });
    expect(await main(['explain', 'late', '--pack', './mine'], explained, async () => api)).toBe(0);
    expect(explained.stdoutText()).not.toMatch(STEERING);
  });
});
