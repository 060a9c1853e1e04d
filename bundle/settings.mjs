// What the package's program and the program in one file are both made with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './root.mjs';

export { root };
export const source = (name) => join(root, 'src', name);

export const settings = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.12',
  format: 'esm',
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Packages of the older kind call `require`, which modules do not have. */
export const requireOf = (url) => `import { createRequire as requireFor } from 'node:module';const require = requireFor(${url});`;

/** Packages that modules load when they are first asked for. */
const ASKED = ['ajv/dist/2020.js', 'ajv-formats', 'csv-parse/sync', 'fflate'];
/** All of them, as a module of the older kind: they are made of each other. Each begins when it is asked for. */
export const askedFor = ASKED.map((name) => `Object.defineProperty(exports, '${name}', { get: () => require('${name}') });`).join('\n');

/**
 * Has modules load those packages from elsewhere than a folder of packages.
 * @param from text of what loads one, by its name in quotes
 */
export const loadingFrom = (from) => ({
  name: 'loading-from',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/](packs|check|report)[\\/][^\\/]+\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8').replace(/\bload\(('[^']+')\)/g, (_, name) => {
        if (!ASKED.includes(name.slice(1, -1))) throw new Error(`${path} loads ${name}: name it in ASKED`);
        return from(name);
      });
      return { contents: text, loader: 'ts' };
    }),
});

/** Packs are proven and compiled once, here: of those that have not changed since, a run takes what is kept. File → bytes. */
export async function compiledPacks() {
  // Modules look for packs and schemas two folders up from themselves.
  const place = JSON.stringify(pathToFileURL(source('packs/index.ts')).href);
  const entryPoints = [source('compiled-packs.ts')];
  const { outputFiles } = await build({
    ...settings,
    entryPoints,
    write: false,
    plugins: [loadingFrom((name) => `require(${name})`)],
    define: { 'import.meta.url': place },
    banner: { js: requireOf(place) },
  });
  const made = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return made.compiledPacks(join(root, 'rules'));
}
