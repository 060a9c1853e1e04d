import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintFiles } from './whole-runs/run.ts';

const root = fileURLToPath(new URL('../samples', import.meta.url));
const samples = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** What a sample's `expected.json` says: counts, and every finding as record, field and rule. */
async function outcome(folder: string) {
  const [batch] = readdirSync(folder).filter((name) => name.startsWith('batch.'));
  const { run, findings, problems } = await lintFiles({ [batch!]: readFileSync(`${folder}/${batch}`) });
  const [input] = run.inputs;
  return {
    kind: input!.kind,
    encoding: input!.encoding,
    delimiter: input!.delimiter,
    records: run.totals.records,
    ready: run.totals.ready,
    problems,
    findings: findings.map(
      ({ severity, rule, at }) => `${severity} ${rule} record ${at.record ?? 'none'} line ${at.line} field ${at.field ?? 'none'}`,
    ),
  };
}

describe('samples', () => {
  it.each(samples.map((entry) => entry.name))('%s has what its expectation says', async (name) => {
    const found = await outcome(`${root}/${name}`);
    // To look at a change of the rules: WRITE_EXPECTED=1 npx vitest run test/samples.test.ts, then read the difference.
    if (process.env.WRITE_EXPECTED === '1') writeFileSync(`${root}/${name}/expected.json`, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(`${root}/${name}/expected.json`, 'utf8')));
  });
});
