import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileRules } from '../../src/check/index.ts';
import { GENERATED_AS_OF } from '../../src/generate/index.ts';
import { headerFinder, planColumns } from '../../src/normalise/index.ts';
import { survey } from '../../src/read/index.ts';
import { lintSegment } from '../../src/segment.ts';
import { generatedAll } from '../reconcile/given.ts';
import { oicPack } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-parts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a part of a file', () => {
  it('comes to the same whatever part came before on the same thread, be it cut off in the middle', async () => {
    const path = join(folder, 'batch.csv');
    writeFileSync(path, generatedAll({ records: 2000, seed: 4, faults: 0.4, style: 'plain' }).batch);
    const pack = oicPack();
    const surveyed = await survey(path, 'batch.csv', { findHeader: headerFinder(pack.fields, undefined), segmentBytes: 600_000 });
    const plan = planColumns(surveyed.columns, surveyed.headerLine ?? 0, pack.fields, undefined, {});
    const fixed = { input: 0, survey: surveyed, plan, map: undefined, values: 'mask' as const, state: true, noted: [] };
    const [first, second] = surveyed.segments;
    let runs = 0;
    const partOf = (rules: ReturnType<typeof compileRules>, segment: typeof first, onBytes?: () => void) => {
      const spool = join(folder, `part-${runs++}`);
      const result = lintSegment(rules, { ...fixed, segment: segment!, spool, forms: 'OFFICIAL' }, [], onBytes);
      return result.then(({ keys, ...rest }) => ({
        ...{ ...rest, rules: keys.rules, owners: keys.owners },
        keys: readFileSync(keys.file.path).toString('hex'),
        findings: [...rest.findings],
        spooled: readFileSync(`${spool}.records`, 'utf8'),
      }));
    };
    const rulesAnew = () => compileRules(pack, GENERATED_AS_OF);
    const alone = await partOf(rulesAnew(), second);
    expect(alone.records).toBeGreaterThan(100);
    expect(alone.spooled.length).toBeGreaterThan(10_000);
    const rules = rulesAnew();
    expect((await partOf(rules, first)).spooled).not.toBe(alone.spooled);
    expect(await partOf(rules, second)).toEqual(alone);
    let chunks = 0;
    const cutOff = partOf(rules, first, () => {
      if (++chunks === 2) throw new Error('cut off');
    });
    await expect(cutOff).rejects.toThrow('cut off');
    expect(await partOf(rules, second)).toEqual(alone);
  });
});
