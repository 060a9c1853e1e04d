import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FIGURES_FILE, type FiguresFile, inputsNow, PAGE, withFigures } from '../../bench/evidence-figures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string): string => readFileSync(`${root}/${name}`, 'utf8');
const { inputs, rows } = JSON.parse(read(FIGURES_FILE)) as FiguresFile;
const HINT = 'run npm run fit:evidence, which fits and measures anew';

describe('the figures of the evidence model', () => {
  it('were measured with the narratives, terms, thresholds and weights of now', () => {
    expect(inputs, HINT).toEqual(inputsNow(root));
  });

  it('are those that its page shows', () => {
    expect(read(PAGE), HINT).toBe(withFigures(read(PAGE), rows));
  });

  it('are those of the README too, by difficulty', () => {
    const of = (measuredOn: string) => rows.find((row) => row.measuredOn === measuredOn)!;
    const parts = ['– easy', '– medium', '– hard'].map(of);
    const whole = of('development, cross-validated');
    for (const figure of ['oic', 'areas', 'smallBoat'] as const) {
      const text = `${whole[figure]!.toFixed(3)} (${parts.map((part) => part[figure]!.toFixed(3)).join(', ')})`;
      expect(read('README.md'), `${figure}: ${HINT}, then put its figures there`).toContain(text);
    }
  });
});
