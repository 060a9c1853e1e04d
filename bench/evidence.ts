/**
 * Processor time that the reader takes with and without WebAssembly, in microseconds for 100 characters on one core (the goal is 1.2), beside a plain split into words.
 *
 *   npm run bench:evidence
 */
import { readFileSync } from 'node:fs';
import { compileModel } from '../src/evidence/compile.ts';
import { openEvidence } from '../src/evidence/judge.ts';
import { parseEvidenceModel } from '../src/evidence/model.ts';
import { readLabelled, readModelFiles } from './evidence-narratives.ts';

const FOLDER = 'rules/oic/evidence';
const ROUNDS = 9;

const files = { ...readModelFiles(FOLDER), 'weights.json': JSON.parse(readFileSync(`${FOLDER}/weights.json`, 'utf8')) };
const before = performance.now();
const tables = compileModel(parseEvidenceModel(files));
const reader = openEvidence(tables);
const plain = openEvidence(tables, false);
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
/** What is timed, on the same texts in turn; the plain split tells a busy machine from a slow reader. */
const ways: Record<string, (text: string) => number> = {
  'text.split(/\\W+/)': (text) => text.split(/\W+/).length,
  'judge(text)': (text) => reader.judge(text).score,
  'judge(text) without WebAssembly': (text) => plain.judge(text).score,
};

for (const [name, texts] of Object.entries(samples)) {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const repeat = Math.max(1, Math.round(3_000_000 / characters));
  const times = new Map(Object.keys(ways).map((way) => [way, [] as number[]]));
  let sink = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const start = process.cpuUsage();
      for (let i = 0; i < repeat; i++) for (let t = 0; t < texts.length; t++) sink += run(texts[t]!);
      const { user, system } = process.cpuUsage(start);
      times.get(way)!.push((user + system) / ((characters * repeat) / 100));
    }
  }
  console.log(`${name}${Number.isNaN(sink) ? '?' : ''}: ${Math.round(characters / texts.length)} characters each`);
  const best = (way: string): number => Math.min(...times.get(way)!);
  const split = best(Object.keys(ways)[0]!);
  for (const [way, of] of times) {
    const median = of.sort((a, b) => a - b)[ROUNDS >> 1]!;
    const ratio = (best(way) / split).toFixed(2);
    console.log(`  ${way}: best ${best(way).toFixed(2)}, median ${median.toFixed(2)} µs per 100 characters; ${ratio} of the split`);
  }
}
