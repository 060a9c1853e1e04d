import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledPacks } from '../../src/compiled-packs.ts';
import { openPackEvidence } from '../../src/evidence/index.ts';
import { loadPack, type Pack, SHIPPED_RULES, shippedPacks } from '../../src/index.ts';
import { type BuiltPackage, buildPackage, start } from '../cli/built-package.ts';

const load = (id: string): Pack => loadPack({ packs: [id], codelists: [], rulesRoot: SHIPPED_RULES });

describe('a pack that ships with the program', () => {
  const made = compiledPacks(SHIPPED_RULES);
  const kept = [...made].filter(([name]) => name.endsWith('.bin')).map(([, bytes]) => (deserialize(bytes) as { pack: Pack }).pack);

  it('is kept as it was loaded, each and nothing else', () => {
    const ids = shippedPacks(SHIPPED_RULES);
    expect(kept).toHaveLength(ids.length);
    for (const [i, id] of ids.entries()) expect({ ...kept[i]!, evidence: undefined }).toEqual({ ...load(id), evidence: undefined });
    expect(kept.filter(({ evidence }) => evidence !== undefined)).toHaveLength(ids.filter((id) => load(id).evidence).length);
    expect(JSON.parse(new TextDecoder().decode(made.get('proven.json')))).toHaveLength(ids.length);
  });

  it('reads narratives with its tables as with its files', () => {
    const file = readFileSync(new URL('../evidence/development.jsonl', import.meta.url), 'utf8');
    const texts = file
      .trimEnd()
      .split('\n')
      .slice(0, 60)
      .map((line) => (JSON.parse(line) as { text: string }).text);
    const [before, after] = [load('oic'), kept.find(({ evidence }) => evidence)!].map((pack) => openPackEvidence(pack.evidence!));
    expect(after!.classes).toEqual(before!.classes);
    for (const text of texts) expect(after!.reader.explain(text)).toEqual(before!.reader.explain(text));
    expect(texts.some((text) => after!.reader.judge(text).oic)).toBe(true);
  });
});

describe('the program', () => {
  let built: BuiltPackage;
  const folders: string[] = [];
  beforeAll(() => {
    built = buildPackage();
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  /** The program in a folder of its own, to be changed. */
  const copied = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-compiled-'));
    folders.push(folder);
    for (const name of ['bin', 'dist', 'package.json', 'rules', 'schemas'])
      cpSync(join(built.folder, name), join(folder, name), { recursive: true });
    symlinkSync(join(built.folder, 'node_modules'), join(folder, 'node_modules'));
    return folder;
  };
  const run = async (folder: string, args: readonly string[]) => start(join(folder, 'bin/pnd-lint.js'), [...args], folder).ended;
  const explained = async (folder: string) => (await run(folder, ['explain', 'file/ragged-row'])).stdout;

  it('goes by the files of a pack that was changed since it was built', async () => {
    const folder = copied();
    expect(await explained(folder)).not.toContain('A row went astray');
    const file = join(folder, 'rules/file/ragged-row.json');
    const rule = JSON.parse(readFileSync(file, 'utf8')) as { title: string };
    writeFileSync(file, JSON.stringify({ ...rule, title: 'A row went astray' }));
    expect(await explained(folder)).toContain('A row went astray');
  });

  it('goes by the files where what was built is of another Node, or gone', async () => {
    const folder = copied();
    const intact = await explained(folder);
    expect(intact).toContain('ragged-row');
    const compiled = join(folder, 'dist/compiled');
    const names = readdirSync(compiled);
    for (const name of names) writeFileSync(join(compiled, name), Buffer.from([0xff, 0x7f, ...serialize({}).subarray(2)]));
    expect(await explained(folder)).toBe(intact);
    for (const name of names) writeFileSync(join(compiled, name), serialize({ of: 'another build' }));
    expect(await explained(folder)).toBe(intact);
    rmSync(compiled, { recursive: true });
    expect(await explained(folder)).toBe(intact);
  });

  it('says the same of lists and packs of your own with what was built as without', async () => {
    const [folder, bare] = [copied(), copied()];
    for (const name of ['compiled', 'proven.json', 'validators.cjs']) rmSync(join(bare, 'dist', name), { recursive: true });
    const own = mkdtempSync(join(tmpdir(), 'pnd-lint-own-'));
    folders.push(own);
    const put = (name: string, content: string): string => {
      mkdirSync(join(own, name, '..'), { recursive: true });
      writeFileSync(join(own, name), content);
      return join(own, name);
    };
    const list = readFileSync(join(folder, 'rules/oic/codelists/crime-identifiers.csv'), 'utf8');
    const lines = list.trimEnd().split('\n');
    const fewer = put('fewer.csv', `${lines.slice(0, -1).join('\n')}\n`);
    const narrower = put('narrower.csv', 'code,label\nX,an X\n');
    const json = { id: 'force', version: '1.0.0', status: 'local', title: 'Ours', description: 'Ours.', owner: 'us', extends: ['oic'] };
    put('force/pack.json', JSON.stringify(json));
    put('spoiled/pack.json', JSON.stringify({ ...json, id: 'spoiled', versions: 1, minimumForRanking: 'x' }));
    const check = ['check', put('batch.csv', readFileSync(new URL('../../samples/messy/batch.csv', import.meta.url), 'utf8'))];
    const told = async (at: string, more: readonly string[]) => {
      const { code, stdout, stderr } = await run(at, [...check, '--as-of', '2026-06-30', '--format', 'jsonl', ...more]);
      return { code, stderr, findings: stdout };
    };
    for (const [isRefused, ...more] of [
      [false, '--codelist', `crime-identifiers=${fewer}`],
      [true, '--codelist', `crime-identifiers=${narrower}`],
      [false, '--pack', join(own, 'force')],
      [true, '--pack', join(own, 'spoiled')],
    ] as const) {
      const expected = await told(bare, more);
      expect([expected.code, expected.findings.length > 1000]).toEqual(isRefused ? [2, false] : [1, true]);
      expect([more, await told(folder, more)]).toEqual([more, expected]);
    }
  });
});
