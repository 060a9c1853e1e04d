import { describe, expect, it } from 'vitest';
import { parseEvidenceModel } from '../../src/evidence/model.ts';
import { PackError } from '../../src/model/errors.ts';
import { smallFiles } from './pack.ts';

type Files = Record<string, unknown>;

/** Puts a value at a path of keys. */
function put(into: object, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) Object.assign(into, { [key]: value });
  else put((into as Files)[key] as object, rest, value);
}

function problemsOf(change: (files: Files) => void): readonly { file: string; path: string; message: string }[] {
  const files = smallFiles();
  change(files);
  try {
    parseEvidenceModel(files);
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
  return [];
}

describe('an evidence model', () => {
  it('is accepted when whole', () => {
    expect(problemsOf(() => {})).toEqual([]);
  });

  it('is refused with every problem at once, each with its file and path', () => {
    const problems = problemsOf((files) => {
      put(files, ['model.json', 'classes', '0', 'threshold'], 2);
      put(files, ['vocabulary.json', 'concepts', 'smuggle', 'terms'], ['smuggl(er', 7]);
      put(files, ['combinations.json', 'combinations', 'landing', 'all'], [['dingy']]);
      put(files, ['negation.json', 'reach'], 'far');
    });
    expect(problems.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'model.json $.classes[0].threshold',
      'vocabulary.json $.concepts.smuggle.terms[0]',
      'vocabulary.json $.concepts.smuggle.terms[1]',
      'negation.json $.reach',
      'combinations.json $.combinations.landing.all[0][0]',
    ]);
    expect(problems.at(-1)!.message).toContain('"dingy"');
  });

  it.each([
    ['a missing file', 'weights.json', '', undefined],
    ['a file that is a list', 'negation.json', '', []],
    ['an unknown key', 'vocabulary.json', 'concepts.lorry.weight', 1],
    ['two classes of one name', 'model.json', 'classes.1.name', 'MATTER'],
    ['no subject', 'model.json', 'classes.0.role', 'area'],
    ['a row too short', 'weights.json', 'words.wet', [1]],
    ['a concept in two files', 'vocabulary.json', 'concepts.drugs', { title: 'again', terms: ['heroin'] }],
    ['an adjustment of nothing', 'model.json', 'adjustments', { lory: { MATTER: 1 } }],
  ] as const)('is refused for %s', (_, file, path, value) => {
    expect(
      problemsOf((files) => put(files, [file, ...path.split('.').filter((key) => key !== '')], value)).map((problem) => problem.file),
    ).toContain(file);
  });

  it('passes over weights of a concept that its owner has taken out', () => {
    expect(problemsOf((files) => put(files, ['vocabulary.json', 'concepts'], {}))).not.toEqual([]);
    const concepts = (smallFiles()['vocabulary.json'] as { concepts: Files }).concepts;
    const { lorry: _, ...rest } = concepts;
    expect(problemsOf((files) => put(files, ['vocabulary.json', 'concepts'], rest))).toEqual([]);
  });
});
