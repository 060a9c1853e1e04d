// node reader.mjs PROGRAM DATA: what the product's reader does in a run, and nothing else: the survey, then every row, no cell decoded.
import { pathToFileURL } from 'node:url';

const [program, data] = process.argv.slice(2);
const { readSegment, survey } = await import(new URL('../dist/read/index.js', pathToFileURL(program)).href);
const surveyed = await survey(data, data, { findHeader: () => 0 });
let rows = 0;
const sink = {
  row() {
    rows++;
  },
  fault() {},
};
for (const segment of surveyed.segments) await readSegment(surveyed, segment, sink);
if (rows === 0) throw new Error('the reader found no rows');
