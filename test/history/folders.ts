import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingKey } from '../../src/model/history.ts';
import type { Run } from '../../src/model/run.ts';
import { findingJson } from '../../src/report/finding-json.ts';
import { runJson } from '../../src/report/json.ts';
import { finding } from '../report/invented.ts';
import { type Batch, runWith } from './invented.ts';

/** Writes a run as `check --out` would; returns its name. */
export function writeRun(parent: string, name: string, asOf: string, batch: Batch, over: Partial<Run> = {}): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run.json'), runJson(runWith(asOf, batch, over)));
  writeFileSync(join(folder, 'findings.jsonl'), (batch.findings ?? []).map(line).join(''));
  return name;
}

function line({ agency, rule, fingerprint, waived }: FindingKey): string {
  return findingJson(finding({ agency, rule, fingerprint, status: waived ? 'waived' : 'open' }));
}
