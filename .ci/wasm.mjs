import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

// Writes `NAME-wasm.ts` beside every `NAME.as` below `src/` that no other imports: AssemblyScript as WebAssembly. Comes before the build, which runs them.
// Throws Error with what the compiler says.
const folder = fileURLToPath(new URL('../src', import.meta.url));
const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.as'));

const importedBy = (path) =>
  Array.from(readFileSync(path, 'utf8').matchAll(/ from '\.\/([^']+)'/g), ([, name]) => `${path.slice(0, path.lastIndexOf('/'))}/${name}.as`);

async function writeModule(path) {
  const name = path.split('/').pop();
  const binary = { bytes: undefined };
  const said = asc.createMemoryStream();
  const options = [
    ...[`${name}.ts`, '--outFile', 'module.wasm', '--enable', 'simd', '--enable', 'bulk-memory'],
    // Memory is laid out by the module itself: it allocates nothing, and does not stop by itself.
    ...['--runtime', 'stub', '--noAssert', '--use', 'abort=', '-O3', '--converge'],
  ];
  const { error } = await asc.main(options, {
    ...{ stdout: said, stderr: said },
    // The compiler takes names that end in .ts only; other modules beside it may be imported.
    readFile(file) {
      const source = `${path.slice(0, -name.length)}${file.replace(/\.ts$/, '.as')}`;
      return existsSync(source) ? readFileSync(source, 'utf8') : null;
    },
    writeFile(file, contents) {
      if (file === 'module.wasm') binary.bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || binary.bytes === undefined) throw new Error(`${path}.as: ${said.toString() || error}`);
  const text = Buffer.from(binary.bytes).toString('base64');
  const lines = text.match(/.{1,120}/g).map((part) => `  '${part}',`);
  const head = `// Written by \`npm run generated\` from \`${name}.as\`.\n\n/** WebAssembly in base 64. */\n`;
  const constant = `${name.replaceAll('-', '_').toUpperCase()}_WASM`;
  writeFileSync(`${path}-wasm.ts`, `${head}export const ${constant} = [\n${lines.join('\n')}\n].join('');\n`);
}

const imported = new Set(sources.flatMap((name) => importedBy(`${folder}/${name}`)));
for (const name of sources) if (!imported.has(`${folder}/${name}`)) await writeModule(`${folder}/${name.slice(0, -'.as'.length)}`);
