import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (name: string) => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(text('package.json')) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
}
const lock = (JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> }).packages;
const shipped = Object.entries(lock).filter(([path, { dev }]) => path !== '' && dev !== true);
const runTime = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });

describe('the packages that users install', () => {
  it('are few, each with its reason in the README', () => {
    const table = /\n## Dependencies\n([\s\S]*?)(?=\n## |$)/.exec(text('README.md'))?.[1] ?? '';
    const rows = table.split('\n').filter((line) => line.startsWith('|'));
    for (const name of runTime) expect(rows.filter((row) => row.split('|')[1]!.includes(name)).length, name).toBeGreaterThan(0);
    expect(runTime.length).toBeLessThanOrEqual(14);
    expect(rows.length).toBeGreaterThan(3);
  });

  it('run no script when they are installed', () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
    for (const [path] of shipped) {
      let scripts: Readonly<Record<string, string>> = {};
      try {
        scripts = (JSON.parse(text(`${path}/package.json`)) as { scripts?: Record<string, string> }).scripts ?? {};
      } catch {
        // An optional package of another system is not installed here.
      }
      for (const hook of ['preinstall', 'install', 'postinstall']) expect(scripts[hook], `${path}: ${hook}`).toBeUndefined();
    }
    expect(shipped.length).toBeGreaterThan(5);
  });

  it('are pinned to one version, and known by the hash of their content', () => {
    for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies'])
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(Object.entries(lock).filter(([path, { integrity }]) => path !== '' && integrity === undefined)).toEqual([]);
  });

  it('can not be installed with scripts of ours', () => {
    const scripts = Object.keys(manifest.scripts ?? {});
    expect(scripts.filter((name) => ['preinstall', 'install', 'postinstall'].includes(name))).toEqual([]);
  });
});

describe('the program', () => {
  it('names no module that opens connections, in all that is shipped of our own', () => {
    const network = /['"](?:node:)?(?:net|http|https|http2|tls|dgram|dns|inspector|cluster)(?:\/promises)?['"]/;
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(sources.filter((name) => network.test(text(`src/${name}`)))).toEqual([]);
    expect(sources.length).toBeGreaterThan(100);
  });
});
