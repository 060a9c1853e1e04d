import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spoiled } from './bytes.ts';
import { TARGETS, type Target } from './targets.ts';

const CORPUS = fileURLToPath(new URL('corpus', import.meta.url));
/** Seconds for each target; without them a fixed number of inputs is tried, the same every time. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);
const only = process.env.FUZZ_TARGET;

/** Inputs that once broke a target, smallest form. */
const corpusOf = ({ name }: Target): readonly Uint8Array[] =>
  existsSync(join(CORPUS, name)) ? readdirSync(join(CORPUS, name)).map((file) => readFileSync(join(CORPUS, name, file))) : [];

/** Keeps an input that broke a target, so that it is tried from now on. */
function keep({ name }: Target, input: Uint8Array): string {
  const file = join(CORPUS, name, `${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`);
  mkdirSync(join(CORPUS, name), { recursive: true });
  writeFileSync(file, input);
  return file;
}

describe.each(TARGETS.filter(({ name }) => only === undefined || only === name))('$name', (target) => {
  it('holds for well-formed inputs and for those that once broke it', async () => {
    for (const input of [...target.good, ...corpusOf(target)]) await target.check(input);
  });

  it('holds for spoiled inputs', { timeout: 120_000 + seconds * 2000 }, async () => {
    const limits =
      seconds > 0 ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 } : { numRuns: target.runs, seed: 1 };
    const property = fc.asyncProperty(spoiled([...target.good, ...corpusOf(target)]), async (input) => target.check(input));
    const { failed, counterexample, errorInstance, seed, numRuns } = await fc.check(property, {
      ...limits,
      markInterruptAsFailure: false,
    } as fc.Parameters<[Buffer]>);
    const words = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance ?? '');
    const kept = failed && seconds > 0 && counterexample ? ` Kept as ${keep(target, counterexample[0])}` : '';
    expect(failed, `input ${numRuns}, seed ${seed}: ${JSON.stringify(counterexample?.[0].toString('latin1'))}${kept}\n${words}`).toBe(
      false,
    );
  });
});
