import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
  const kept = [...made].filter(([name]) => name.endsWith('.bin')).map(([, bytes]) => deserialize(bytes) as Pack);

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
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-compiled-'));
  beforeAll(() => {
    built = buildPackage();
    for (const name of ['bin', 'dist', 'package.json', 'rules', 'schemas'])
      cpSync(join(built.folder, name), join(folder, name), { recursive: true });
    symlinkSync(join(built.folder, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const explained = async () => (await start(join(folder, 'bin/pnd-lint.js'), ['explain', 'file/ragged-row'], folder).ended).stdout;

  it('goes by the files of a pack that was changed since it was built', async () => {
    expect(await explained()).not.toContain('A row went astray');
    const file = join(folder, 'rules/file/ragged-row.json');
    const rule = JSON.parse(readFileSync(file, 'utf8')) as { title: string };
    writeFileSync(file, JSON.stringify({ ...rule, title: 'A row went astray' }));
    expect(await explained()).toContain('A row went astray');
  });

  it('goes by the files where what was built is of another Node, or gone', async () => {
    const rulesRoot = join(folder, 'rules');
    cpSync(join(built.folder, 'rules'), rulesRoot, { recursive: true });
    const intact = await explained();
    expect(intact).toContain('ragged-row');
    const compiled = join(folder, 'dist/compiled');
    for (const name of readdirSync(compiled)) writeFileSync(join(compiled, name), Buffer.from([0xff, 0x7f, ...serialize({}).subarray(2)]));
    expect(await explained()).toBe(intact);
    rmSync(compiled, { recursive: true });
    expect(await explained()).toBe(intact);
  });
});
