// Builds `dist/` (or the folder given): the library module by module with its types, and in `program/` what `bin/` runs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { keepCode, writeProgram } from './bundle/program.mjs';
import { compiledPacks, root } from './bundle/settings.mjs';

const dist = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', dist], { stdio: 'inherit' });

await writeProgram(join(dist, 'program'));
for (const [name, bytes] of await compiledPacks()) {
  const file = join(dist, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
keepCode(join(dist, 'program'));
