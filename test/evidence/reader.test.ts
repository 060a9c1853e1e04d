import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEvidence } from '../../src/evidence/judge.ts';
import { parseEvidenceModel } from '../../src/evidence/model.ts';
import { smallFiles } from './pack.ts';

const reader = compileEvidence(parseEvidenceModel(smallFiles()));
/** Any character, lone halves of pairs too; `binary` of fast-check takes seconds to make ready. */
const anyCharacter = fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code));
const features = (text: string): string[] => reader.features(text).sort();

describe('terms', () => {
  it('are found in any case, number and verb form, with accents and through invisible characters', () => {
    for (const text of ['SMUGGLERS', 'smuggling', 'Smuggled', 'smúggler', 'smug\u200bglers', 'ｓｍｕｇｇｌｅｒ']) {
      expect(features(text), text).toContain('concepts\tsmuggle');
    }
  });

  it('of several words are found across hyphens, line ends inside a sentence and double blanks, but not across a full stop', () => {
    expect(features('a small-boat')).toContain('concepts\tdinghy');
    expect(features('a small   boat')).toContain('concepts\tdinghy');
    expect(features('It was small. Boat gone')).not.toContain('concepts\tdinghy');
  });

  it('win over shorter ones that begin at the same word', () => {
    expect(features('people runner')).toEqual(['closing\tsmuggle', 'concepts\tsmuggle']);
    expect(features('people')).toEqual([]);
  });

  it('are found with one letter left out, added, swapped or wrong, where the vocabulary asks for it', () => {
    for (const text of ['smugling', 'smuggglers', 'smuglging', 'smugkling']) expect(features(text), text).toContain('concepts\tsmuggle');
    expect(features('snuggling')).toContain('concepts\tsmuggle');
    expect(features('juggling')).not.toContain('concepts\tsmuggle');
    expect(features('dinghx')).not.toContain('concepts\tdinghy');
  });

  it('are not found in ordinary words that the vocabulary tells apart', () => {
    const files = smallFiles();
    Object.assign(files['vocabulary.json'] as object, { notMisspellings: ['snuggling'] });
    expect(compileEvidence(parseEvidenceModel(files)).features('snuggling')).toEqual([]);
  });
});

describe('words', () => {
  const files = smallFiles();
  Object.assign(files['weights.json'] as object, { beginnings: { ferr: [4, 0, 0, 0, 0] } });
  Object.assign(files['vocabulary.json'] as object, { emptyWords: ['ferric'] });
  const leaning = compileEvidence(parseEvidenceModel(files));

  it('never met before are weighed by how they begin, unless they are said to be empty', () => {
    expect(leaning.features('a ferryman')).toEqual(['beginnings\tferr']);
    expect(leaning.judge('a ferryman').oic).toBe(true);
    expect(leaning.features('ferric fer')).toEqual([]);
  });

  it('count inside a longer term and in a denial too', () => {
    const { words } = smallFiles()['weights.json'] as { words: object };
    const known = smallFiles();
    Object.assign(known['weights.json'] as object, { words: { ...words, boat: [1, 0, 0, 0, 0] } });
    expect(compileEvidence(parseEvidenceModel(known)).features('no small boat')).toEqual(['negated\tdinghy', 'words\tboat']);
  });
});

describe('words in their place', () => {
  const files = smallFiles();
  Object.assign(files['weights.json'] as object, {
    endings: { wet: [1, 0, 0, 0, 0], the: [0.5, 0, 0, 0, 0] },
    pairs: { 'wet boat': [2, 0, 0, 0, 0], 'boat gone': [3, 0, 0, 0, 0] },
  });
  const placed = compileEvidence(parseEvidenceModel(files));
  const found = (text: string): string[] => placed.features(text).filter((feature) => /^(endings|pairs)/.test(feature));

  it('count once more in the last sentence', () => {
    expect(found('All wet. The end.')).toEqual(['endings\tthe']);
    expect(found('The end. All wet!\n')).toEqual(['endings\twet']);
  });

  it('count as two side by side, in that order, in one sentence, inside longer terms too', () => {
    expect(found('Wet boats gone. No')).toEqual(['pairs\twet boat', 'pairs\tboat gone']);
    expect(found('Boat wet. Gone wet. Boat. No')).toEqual([]);
    expect(found('Wet xyzzy boat. Wet 3 boats. No')).toEqual([]);
    expect(found('A small boat gone. No')).toEqual(['pairs\tboat gone']);
  });

  it('are explained by the words as written, without what stands between them', () => {
    const { terms } = placed.explain('WET-boats, (yes). Dry');
    expect(terms).toContainEqual({ term: 'wet boats', class: 'MATTER', weight: 2, negated: false });
  });
});

describe('negation', () => {
  it('reaches so many words and no further than its sentence', () => {
    expect(features('no smuggling')).toContain('negated\tsmuggle');
    expect(features('no one two three four smuggling')).toContain('concepts\tsmuggle');
    expect(features('There was no. Smuggling')).toContain('concepts\tsmuggle');
  });

  it('ends at a word that turns the sentence round', () => {
    expect(features('no lorry but smuggling')).toEqual(expect.arrayContaining(['negated\tlorry', 'concepts\tsmuggle']));
  });

  it('by several words begins after the last of them', () => {
    expect(features('no evidence of a smuggler')).toContain('negated\tsmuggle');
  });

  it('leaves alone what says a thing is not so', () => {
    expect(features('no wonder, unfounded')).toContain('concepts\tdisproof');
  });

  it('turns a decision', () => {
    expect(reader.judge('smugglers with a dinghy').oic).toBe(true);
    expect(reader.judge('no smugglers with a dinghy').oic).toBe(false);
    expect(reader.judge('smugglers with a dinghy. Unfounded.').oic).toBe(false);
  });
});

describe('company', () => {
  it('a combination holds in one sentence only, and not beside what excludes it', () => {
    expect(features('dinghy on the beach')).toContain('combinations\tlanding');
    expect(features('A dinghy. The beach')).not.toContain('combinations\tlanding');
    expect(features('dinghy with cocaine on the beach')).not.toContain('combinations\tlanding');
  });

  it('a sequence has an order and a reach', () => {
    expect(features('smuggler bought a dinghy')).toContain('sequences\tsmuggle > dinghy');
    expect(features('dinghy for a smuggler')).not.toContain('sequences\tsmuggle > dinghy');
    expect(features('smuggler one two three four five dinghy')).not.toContain('sequences\tsmuggle > dinghy');
  });

  it('the last sentence is told apart', () => {
    expect(features('Unfounded. Closed')).not.toContain('closing\tdisproof');
    expect(features('Looked into. Unfounded.')).toContain('closing\tdisproof');
  });
});

describe('decisions', () => {
  it('name the areas most likely first, only of what is about the subject, and always one', () => {
    expect(reader.judge('smugglers, dinghy')).toMatchObject({ oic: true, areas: ['SEA'], primary: 'SEA', smallBoat: true });
    expect(reader.judge('smugglers, lorry').areas).toEqual(['LAND']);
    expect(reader.judge('dinghy')).toMatchObject({ oic: false, areas: [], primary: null, smallBoat: false });
    expect(reader.judge('smuggler').areas).toHaveLength(2);
  });

  it("follow a rule owner's adjustment", () => {
    const files = smallFiles();
    Object.assign(files['model.json'] as object, { adjustments: { lorry: { MATTER: 5 } } });
    expect(reader.judge('lorry').oic).toBe(false);
    expect(compileEvidence(parseEvidenceModel(files)).judge('lorry').oic).toBe(true);
  });

  it('are the same whether terms are asked for or not, and text after text', () => {
    const texts = ['smugglers on the beach', '', 'no dinghy', 'wet cocaine'];
    const first = texts.map((text) => reader.judge(text));
    const { scores: _, terms: __, ...explained } = reader.explain(texts[0]!);
    expect(explained).toEqual(first[0]);
    expect([...texts].reverse().map((text) => reader.judge(text))).toEqual(first.reverse());
  });
});

describe('explanations', () => {
  it('give the vocabulary term, its class, its weight and whether it is negated', () => {
    const { terms } = reader.explain('no smugglers. A small\n\nboat');
    expect(terms).toContainEqual({ term: 'smuggler', class: 'MATTER', weight: -2, negated: true });
    expect(reader.explain('wet lad').terms).toContainEqual({ term: 'wet', class: 'MATTER', weight: 0.5, negated: false });
  });

  it('never quote the narrative beyond a word of it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('smugglers', 'dinghy', 'wet', 'beach', 'Smith', 'no', '.', 'small', 'boat')), (words) => {
        for (const { term } of reader.explain(words.join(' ')).terms) expect(term).not.toContain('Smith');
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('any text', () => {
  it('is read to its end without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (text) => {
        const { score, areas } = reader.judge(text);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(areas.length).toBeLessThanOrEqual(2);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('takes work in proportion to its length', () => {
    const steps = (text: string): number => {
      reader.judge(text);
      return reader.steps();
    };
    for (const piece of ['no small people evidence of ', 'smugglers. ', 'xq'.repeat(40).concat(' '), '!', 'Организованная ']) {
      const [short, long] = [steps(piece.repeat(100)), steps(piece.repeat(40_000))];
      expect(long, piece).toBeLessThanOrEqual(400 * short + 400);
    }
  });

  it('of a million letters without a blank is one unknown word', () => {
    reader.judge('a'.repeat(1_000_000));
    expect(reader.steps()).toBe(2);
  });

  it('that says nothing is decided by the bias alone', () => {
    expect(reader.judge('').score).toBeCloseTo(1 / (1 + Math.E), 10);
    expect(reader.judge('Организованная').score).toBe(reader.judge('').score);
  });
});
