import type { Api } from '../../src/cli/context.ts';
import * as real from '../../src/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Run } from '../../src/model/run.ts';
import { makeForms } from '../../src/report/index.ts';
import { emptyTally } from '../../src/tally/counts.ts';
import { finding, packOf, RULES, runOf } from '../report/invented.ts';

export const PACK = packOf(RULES);
export const FILE_FINDING = finding({ rule: 'file/short-line', agency: null, source_system: null, unit: null, officer: null, urn: null });
export const FOUND: readonly Finding[] = [
  FILE_FINDING,
  finding({ agency: 'amber' }),
  finding({ agency: 'blue', fingerprint: 'f'.repeat(32) }),
  finding({ agency: null, at: { file: 'batch.csv', line: 9, record: 8, field: 'colour' } }),
];

const COUNTS: real.RunCounts = {
  ...{ schemaVersion: 1, packs: [], codelists: [], rules: [], fields: [], found: [] },
  tally: emptyTally(),
  waived: { error: 0, warning: 0, info: 0 },
};

export interface FakeLint {
  readonly run?: Partial<Run>;
  readonly findings?: readonly Finding[];
  /** Done in the place of linting, with the options that lint was given. */
  readonly during?: (options: real.LintOptions) => void | Promise<void>;
}

/** The public API with an invented pack, and with a lint that gives the same result whatever is read. */
export function fakeApi({ run = {}, findings = FOUND, during = () => {} }: FakeLint = {}): () => Promise<Api> {
  const lint: Api['lint'] = async (options) => {
    await during(options);
    const byRule = new Map<string, number>();
    for (const { rule } of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    return {
      run: runOf(PACK, { marking: options.marking, asOf: options.asOf, options: options.shown, ...run }),
      async *findings() {
        yield* findings;
      },
      async *written() {
        const formsOf = makeForms(PACK, options.marking);
        yield findings.map((one) => {
          const { rule, json, row } = formsOf(one);
          return { rule, record: one.at.record, agency: one.agency, json: Buffer.from(json), row: Buffer.from(row), finding: () => one };
        });
      },
      findingsByRule: byRule,
      problems: run.incomplete ?? [],
      pack: PACK,
      inputs: [],
      counts: COUNTS,
    };
  };
  return async () => ({ ...real, loadPack: () => PACK, lint });
}
