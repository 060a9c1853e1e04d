export { foldSpelling } from '../model/spelling.ts';
export { CONFIG_FILE, type Config, loadConfig } from './config.ts';
export { KEY_WALKERS, KEYWORDS } from './keywords.ts';
export type { CodelistOption } from './lists.ts';
export { type LoadPackOptions, loadPack } from './load.ts';
export { loadMap } from './map.ts';
export type { ExampleJson } from './shapes.ts';
export { SHIPPED_RULES, shippedPacks } from './shipped.ts';
export { resolveSpelling } from './spelling.ts';
