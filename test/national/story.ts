import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NIGHTS } from '../../src/generate/index.ts';
import { run, type Written, writeBatch } from './nights.ts';

/** Records of a night: enough for each plant to be more than noise. On the last, enough share the odd marking for it to be shown, too. */
const recordsOf = (night: number): number => (night === NIGHTS ? 7_000 : 3_000);

/** Rules that some agencies have waived. */
const WAIVED = [
  { rule: 'oic/missing-crime-identifier', agency: 'greater-manchester', reason: 'source-system-limitation' },
  { rule: 'intelligence-report/late-submission', agency: 'hampshire', reason: 'rule-disputed' },
] as const;
export const DISPUTED: readonly string[] = WAIVED.flatMap(({ rule, reason }) => (reason === 'rule-disputed' ? [rule] : []));

export const nights: readonly number[] = Array.from({ length: NIGHTS }, (_, index) => index + 1);
/** The last night is as of the day that invented batches are made for. */
export const dayOfNight = (night: number): string => `2026-06-${30 - NIGHTS + night}`;
/** Folder of the outputs of a night. */
export const outputsOf = (night: number): string => `night-${night}`;

/** Makes the nights of the story, and checks each as a nightly job would. */
export async function checkNights(cwd: string): Promise<readonly Written[]> {
  writeFileSync(join(cwd, 'waivers.json'), JSON.stringify(waivers()));
  const all: Written[] = [];
  for (const night of nights) {
    const written = writeBatch(join(cwd, `batch-${night}`), { records: recordsOf(night), seed: 400 + night, agencies: 55, night });
    const references = Object.entries(written.files).flatMap(([name, path]) => [`--${name}`, path]);
    const settings = ['--as-of', dayOfNight(night), '--waivers', 'waivers.json', '--fail-on', 'never', '--quiet'];
    await run(cwd, 'check', `batch-${night}/batch.csv`, ...references, ...settings, '--out', outputsOf(night));
    all.push(written);
  }
  return all;
}

const waivers = () => ({
  title: 'Waivers of invented agencies',
  waivers: WAIVED.map(({ rule, agency, reason }, index) => ({
    ...{
      id: `W-${index + 1}`,
      rule,
      scope: { agency },
      reason,
      text: 'The system behind it is being replaced; all records were looked at.',
    },
    ...{ owner: 'Data quality manager', approver: 'Head of intelligence', issued: '2026-05-01', expires: '2026-09-30' },
  })),
});
