import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLabelled } from '../../bench/evidence-narratives.ts';
import { compileModel, type EvidenceTables } from '../../src/evidence/compile.ts';
import { openEvidence } from '../../src/evidence/judge.ts';
import { parseEvidenceModel } from '../../src/evidence/model.ts';
import { LONGEST_TEXT, openQuickScanner } from '../../src/evidence/quick-scan.ts';
import { shippedModel, smallFiles } from './pack.ts';

const shipped = compileModel(shippedModel());

/** What a reader makes of a text, with and without WebAssembly. */
function both(tables: EvidenceTables): (text: string) => readonly [unknown, unknown] {
  const [quick, plain] = [openEvidence(tables), openEvidence(tables, false)];
  return (text) => [
    [quick.judge(text), quick.steps()],
    [plain.judge(text), plain.steps()],
  ];
}

const ofShipped = both(shipped);
/** A model of few concepts whose combinations and sequences are met often. */
const ofSmall = both(compileModel(parseEvidenceModel(smallFiles())));

/** Words that the model knows, some with a slip of the pen, and what may stand between them. */
const known = fc.constantFrom(...shipped.terms.texts, ...shipped.names.slice(shipped.ranges.words, shipped.ranges.endings));
const pair = fc.constantFrom(...shipped.names.slice(shipped.ranges.pairs, shipped.ranges.sequences));
const slip = fc.tuple(known, fc.nat(12), fc.constantFrom('', 'x', "'", '’', 'é', '\u200b', 'ss')).map(([word, at, put]) => {
  const place = Math.min(at, word.length);
  return word.slice(0, place) + put + word.slice(place + 1);
});
const odd = fc.constantFrom(
  ...['4,000', '1.5k', '6k', 'k', '12', 'A14', 's.25', "o'", '£', '$', '€', '4’.5', '1'.repeat(40), 'x'.repeat(32), 'x'.repeat(33)],
  ...['no', 'not', 'but', '\u{1f6a2}', '\ud83d', '\udea2', 'ｄｉｎｇｈｙ', 'Организованная', '...', '?!', '-', '\n'],
  ...['smugglers', 'dinghy', 'beach', 'small boat', 'wet', 'people runner'],
);
const anyCharacter = fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit));
const gap = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '; ', '\r\n', '', '.', ',');
const text = fc
  .array(fc.tuple(fc.oneof({ weight: 4, arbitrary: known }, pair, slip, odd, anyCharacter), gap), { maxLength: 60 })
  .map((parts) => parts.flat().join(''));

describe('a narrative read in WebAssembly', () => {
  it('is judged as without, to the last bit of its score', () => {
    fc.assert(
      fc.property(text, (one) => {
        for (const read of [ofShipped, ofSmall]) {
          const [quick, plain] = read(one);
          expect(quick).toEqual(plain);
        }
      }),
      { seed: 23, numRuns: 1500 },
    );
  });

  it('is judged as without if it is one of those that the model is fitted to or measured on', () => {
    const files = ['bench', 'test/evidence'].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .map((name) => `${folder}/${name}`),
    );
    expect(files.length).toBeGreaterThan(5);
    const different = files.flatMap(readLabelled).filter((one) => {
      const [quick, plain] = ofShipped(one.text);
      return JSON.stringify(quick) !== JSON.stringify(plain);
    });
    expect(different.map(({ id }) => id)).toEqual([]);
  });

  it('is judged as without up to the longest that fits, and beyond it', () => {
    for (const length of [LONGEST_TEXT - 1, LONGEST_TEXT, LONGEST_TEXT + 1])
      for (const piece of ['. ', 'a ', 'no small boat but smugglers ']) {
        const long = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
        const [quick, plain] = ofShipped(long);
        expect(quick, `${piece} ${length}`).toEqual(plain);
      }
  });

  it('forgets what texts long before it held', () => {
    const [quick, plain] = [openEvidence(shipped), openEvidence(shipped, false)];
    const about = 'Smugglers moved migrants by small boat. No boat was found.';
    for (let n = 0; n < 70_000; n++) quick.judge(n % 1000 === 0 ? about : 'boat');
    expect(quick.judge(about)).toEqual(plain.judge(about));
  });
});

describe('a model', () => {
  const open = (change: Partial<EvidenceTables>) => openQuickScanner({ ...shipped, ...change }, [[0, 1]]);

  it('is read in WebAssembly if its weights come to the same sum in any order', () => {
    expect(open({})).not.toBeNull();
    const finer = Float32Array.from(shipped.weights);
    finer[0] = 2 ** -41;
    expect(open({ weights: finer })).toBeNull();
    const heavier = Float32Array.from(shipped.weights);
    heavier[0] = -5000;
    expect(open({ weights: heavier })).toBeNull();
  });

  it('is read without where its numbers need more than two bytes, or WebAssembly may not run', () => {
    expect(open({ ranges: { ...shipped.ranges, total: 0xffff } })).toBeNull();
    const scope = globalThis as { WebAssembly?: unknown };
    const engine = scope.WebAssembly;
    try {
      delete scope.WebAssembly;
      expect(open({})).toBeNull();
      expect(openEvidence(shipped).judge('smugglers').oic).toBe(openEvidence(shipped, false).judge('smugglers').oic);
    } finally {
      scope.WebAssembly = engine;
    }
  });
});
