import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shippedPacks } from '../../src/packs/index.ts';

it('packs are found beside files and folders that are none', () => {
  const root = mkdtempSync(join(tmpdir(), 'pnd-lint-rules-'));
  try {
    for (const name of ['b', 'a', 'empty']) mkdirSync(join(root, name));
    writeFileSync(join(root, 'README.md'), '# Rules');
    for (const name of ['a', 'b']) writeFileSync(join(root, name, 'pack.json'), '{}');
    expect(shippedPacks(root)).toEqual(['a', 'b']);
    expect(shippedPacks(join(root, 'nowhere'))).toEqual([]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
