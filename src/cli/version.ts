import { readFileSync } from 'node:fs';

/** Version of the program, from the package's own `package.json`. */
export function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
