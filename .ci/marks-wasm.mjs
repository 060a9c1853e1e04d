import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

/** Writes `src/read/marks-wasm.ts` from `marks.wat`. */
export async function writeMarks(at) {
  const { parseWat } = await wabt();
  const module = parseWat('marks.wat', readFileSync(at('src/read/marks.wat'), 'utf8'), { simd: true });
  const text = Buffer.from(module.toBinary({}).buffer).toString('base64');
  module.destroy();
  const lines = text.match(/.{1,120}/g).map((part) => `  '${part}',`);
  const head = '// Written by `npm run generated` from `marks.wat`.\n\n/** WebAssembly in base 64. */\n';
  writeFileSync(at('src/read/marks-wasm.ts'), `${head}export const MARKS_WASM = [\n${lines.join('\n')}\n].join('');\n`);
}
