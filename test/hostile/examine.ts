import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import * as api from '../../src/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { headerFinder, makeRecord, planColumns } from '../../src/normalise/index.ts';
import { readSegment, survey } from '../../src/read/index.ts';
import { fakeHost, temporaryFolder } from '../cli/fake-host.ts';
import { CLEAN, HEADINGS, type Stand, table, type Written } from './written.ts';

/** Folder of the pack that hostile files are judged by. */
export const PACK = fileURLToPath(new URL('./pack', import.meta.url));

/** One hostile file and what must come of it. */
export interface HostileCase {
  readonly name: string;
  readonly made: () => Written;
  /** Name of the file; default `batch.csv`. */
  readonly file?: string;
  /** More words of the command. */
  readonly words?: readonly string[];
  readonly exit: 0 | 1 | 3;
  /** `rule record:line` of every finding that is not on an intact record, in order; `-` for no record. A fault of pack `file` goes without `file/`. */
  readonly found: readonly string[];
  /** What the first line of standard error must say. */
  readonly says?: RegExp;
  /** True if intact records have blanks around their values. */
  readonly trimmed?: boolean;
  /** Fields that intact records may hold in another way, or not at all. Their findings are then not compared. */
  readonly except?: readonly string[];
}

let pack: api.Pack | undefined;
/** The library, with a pack that is loaded once. */
export const loadApi = async (): Promise<typeof api> => ({ ...api, loadPack: (options) => (pack ??= api.loadPack(options)) });

export interface Checked {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly findings: readonly Finding[];
}

/** `check` of one file with the pack for hostile files, in process; findings come on standard output. */
export async function checkFile(bytes: Uint8Array, file = 'batch.csv', words: readonly string[] = []): Promise<Checked> {
  const host = fakeHost();
  writeFileSync(join(host.cwd, file), bytes);
  const fixed = ['--pack', PACK, '--values', 'show', '--format', 'jsonl', '--as-of', '2026-06-30', '--jobs', '1'];
  const code = await main(['check', file, ...fixed, ...words], host, loadApi);
  const stdout = host.stdoutText();
  const findings = stdout.split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text) as Finding]));
  return { code, stdout, stderr: host.stderrText(), findings };
}

const told = ({ rule, at }: Finding): string => `${rule.replace(/^(file|hostile)\//, '')} ${at.record ?? '-'}:${at.line}`;

/** What a finding says besides its place. */
const facts = ({ at, also: _, ...rest }: Finding): object => ({ ...rest, field: at.field });

let clean: Promise<ReadonlyMap<number, readonly object[]>> | undefined;
/** Findings of each clean record in a clean file. */
const cleanFindings = (): Promise<ReadonlyMap<number, readonly object[]>> =>
  (clean ??= checkFile(table(CLEAN.map((_, index) => index + 1)).bytes).then(({ code, findings }) => {
    expect([code, new Set(findings.map(({ at }) => at.record)).size]).toEqual([0, CLEAN.length]);
    return new Map(CLEAN.map((_, index) => [index + 1, findings.filter(({ at }) => at.record === index + 1).map(facts)]));
  }));

interface ReadRecord {
  readonly stand: Stand;
  /** By heading. */
  readonly values: ReadonlyMap<string, string | null>;
}

/** Every record of a file as the rules see it: original text by field. */
async function readRecords(bytes: Uint8Array, file: string, words: readonly string[]): Promise<ReadRecord[]> {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, bytes);
  const { fields } = pack!;
  const option = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const told = { encoding: option('--encoding') as 'utf-8' | undefined, delimiter: option('--delimiter') };
  const found = await survey(path, file, { findHeader: headerFinder(fields, undefined), ...told });
  const record = makeRecord(pack!, planColumns(found.columns, found.headerLine ?? 0, fields, undefined, {}), undefined);
  const read: ReadRecord[] = [];
  for (const segment of found.segments)
    await readSegment(found, segment, {
      row(view) {
        record.load(view);
        const values = new Map(
          HEADINGS.map((heading) => {
            const index = fields.findIndex((field) => field.name === heading);
            record.reading(index);
            return [heading, record.original(index)] as const;
          }),
        );
        read.push({ stand: { record: view.record, line: view.line }, values });
      },
      fault() {},
    });
  return read;
}

/** Characters that a terminal obeys or hides. */
export const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Runs one case: exit code, findings, words, and every intact record: content, number, line and findings. */
export async function examine(one: HostileCase): Promise<void> {
  const expected = await cleanFindings();
  const { bytes, intact } = one.made();
  const { code, stdout, stderr, findings } = await checkFile(bytes, one.file, one.words);
  const numbers = new Set([...intact.values()].map(({ record }) => record));
  const others = findings.filter(({ at }) => at.record === null || !numbers.has(at.record));
  const except = new Set(one.except ?? []);
  expect({ found: others.map(told), exit: code }).toEqual({ found: one.found, exit: one.exit });
  if (one.says) expect(stderr.split('\n')[0]).toMatch(one.says);
  expect(stdout + stderr).not.toMatch(STEERING);
  if (intact.size === 0) return;
  const read = await readRecords(bytes, one.file ?? 'batch.csv', one.words ?? []);
  for (const [n, stand] of intact) {
    const same = read.filter((record) => record.stand.record === stand.record);
    expect(
      same.map((record) => record.stand),
      `clean record ${n}`,
    ).toEqual([stand]);
    const values = HEADINGS.filter((heading) => !except.has(heading)).map((heading) => [
      heading,
      one.trimmed ? same[0]!.values.get(heading)?.trim() || null : same[0]!.values.get(heading),
    ]);
    const wanted = HEADINGS.flatMap((heading, column) => (except.has(heading) ? [] : [[heading, CLEAN[n - 1]![column]! || null]]));
    expect(values).toEqual(wanted);
    if (except.size > 0 || one.trimmed) continue;
    const own = findings.filter(({ at }) => at.record === stand.record);
    expect(own.map(facts), `findings of clean record ${n}`).toEqual(expected.get(n));
    expect(own.every(({ at }) => at.line === stand.line)).toBe(true);
  }
}

/** A test for each case. */
export function examineAll(cases: readonly HostileCase[]): void {
  test.each(cases)('$name', examine);
}
