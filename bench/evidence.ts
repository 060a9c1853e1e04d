/**
 * Processor time that the reader takes, in microseconds for 100 characters on one core; the goal is 1.2.
 *
 *   npx tsc --noEmit false --outDir DIR && node --experimental-default-type=module DIR/bench/evidence.js
 *
 * run from the repository's root.
 */
import { readFileSync } from 'node:fs';
import { compileEvidence } from '../src/evidence/judge.ts';
import { parseEvidenceModel } from '../src/evidence/model.ts';
import { readLabelled, readModelFiles } from './evidence-narratives.ts';

const FOLDER = 'rules/oic/evidence';
const ROUNDS = 9;

const files = { ...readModelFiles(FOLDER), 'weights.json': JSON.parse(readFileSync(`${FOLDER}/weights.json`, 'utf8')) };
const before = performance.now();
const reader = compileEvidence(parseEvidenceModel(files));
console.log(`compiled in ${(performance.now() - before).toFixed(0)} ms`);

const narratives = ['test/evidence/development.jsonl', 'test/evidence/challenge.jsonl'].flatMap((file) => readLabelled(file));
const long = narratives
  .map((one) => one.text)
  .join(' ')
  .repeat(8);
const samples: Record<string, readonly string[]> = {
  narratives: narratives.map((one) => one.text),
  'one long text': [long],
  'no known word': ['xq'.repeat(8).concat(' ').repeat(60_000)],
  'cues and half terms': ['no small safe not people no '.repeat(40_000)],
  'another script': ['Организованная преступность '.repeat(40_000)],
};
/** The same characters looked at and no more: tells a busy machine from a slow reader. */
function look(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return sum;
}

for (const [name, texts] of Object.entries(samples)) {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const repeat = Math.max(1, Math.round(3_000_000 / characters));
  const times: number[] = [];
  const bare: number[] = [];
  let sink = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let i = 0; i < repeat; i++) for (const text of texts) reader.judge(text);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / ((characters * repeat) / 100));
    const bareStart = process.cpuUsage();
    for (let i = 0; i < repeat; i++) for (const text of texts) sink ^= look(text);
    bare.push(process.cpuUsage(bareStart).user / ((characters * repeat) / 100));
  }
  times.sort((a, b) => a - b);
  bare.sort((a, b) => a - b);
  console.log(
    `${name}: median ${times[ROUNDS >> 1]!.toFixed(2)} µs per 100 characters, best ${times[0]!.toFixed(2)} (bare loop ${bare[ROUNDS >> 1]!.toFixed(2)}${sink === 0 ? '' : ''})`,
  );
}
