import { PackError, type PackProblem } from '../model/errors.ts';
import { type Check, newCheck } from './shape.ts';
import { expandTerm } from './terms.ts';
import { LONGEST_WORD } from './token-ids.ts';
import type { ClassRole, Combination, Concept, EvidenceClass, EvidenceModel, Negation, WeightRows, Weights } from './types.ts';
import { BEGINNING } from './words.ts';

/** Files of a model, by name; the first three hold concepts. */
const CONCEPT_FILES = ['vocabulary.json', 'neighbours.json', 'negation.json'] as const;
/** Keys that a file has beside `concepts`. */
const EXTRA_KEYS = {
  'vocabulary.json': ['notMisspellings', 'emptyWords'],
  'neighbours.json': [],
  'negation.json': ['cues', 'ends', 'reach'],
} as const;
const ROLES: readonly ClassRole[] = ['subject', 'area', 'smallBoat', 'slavery'];
/** The parts of `weights.json`. */
export const WEIGHT_PARTS = [
  'words',
  'beginnings',
  'endings',
  'pairs',
  'concepts',
  'negated',
  'repeated',
  'closing',
  'sequences',
  'combinations',
] as const;

function readClasses(check: Check, value: unknown): EvidenceClass[] {
  const classes = check.list(value, '$.classes').map((one, i): EvidenceClass => {
    const path = `$.classes[${i}]`;
    const entry = check.object(one, path, ['name', 'role', 'threshold']);
    return {
      name: check.text(entry.name, `${path}.name`),
      role: check.oneOf(entry.role, `${path}.role`, ROLES),
      threshold: check.number(entry.threshold, `${path}.threshold`, 0, 1),
    };
  });
  check.unique(
    classes.map((one) => one.name),
    '$.classes',
  );
  for (const role of ['subject', 'smallBoat', 'slavery'] as const) {
    const found = classes.filter((one) => one.role === role).length;
    if (found !== 1) check.say('$.classes', `expected one class of role "${role}", found ${found}`);
  }
  if (!classes.some((one) => one.role === 'area')) check.say('$.classes', 'expected at least one class of role "area"');
  return classes;
}

function readTerms(check: Check, value: unknown, path: string): string[] {
  return check.list(value, path).map((term, i) => {
    const text = check.text(term, `${path}[${i}]`);
    if (text === '') return text;
    if (!text.includes('(')) return text;
    if (/\([^)]*\(|\([^)]*$/.test(text)) check.say(`${path}[${i}]`, 'a bracket is not closed, or stands inside another');
    else if (expandTerm(text).some((one) => one === '')) check.say(`${path}[${i}]`, 'an alternative is empty');
    return text;
  });
}

function readConcepts(check: Check, value: unknown): Concept[] {
  return Object.entries(check.object(value, '$.concepts')).map(([name, one]) => {
    const path = `$.concepts.${name}`;
    const entry = check.object(one, path, ['title', 'terms', 'misspellings', 'negatable', 'company']);
    return {
      name,
      title: check.text(entry.title, `${path}.title`),
      terms: readTerms(check, entry.terms, `${path}.terms`),
      misspellings: check.flag(entry.misspellings, `${path}.misspellings`, false),
      negatable: check.flag(entry.negatable, `${path}.negatable`, true),
      company: check.flag(entry.company, `${path}.company`, false),
    };
  });
}

function readCombinations(check: Check, value: unknown, concepts: ReadonlySet<string>): Combination[] {
  return Object.entries(check.object(value, '$.combinations')).map(([name, one]) => {
    const path = `$.combinations.${name}`;
    const entry = check.object(one, path, ['title', 'in', 'all', 'none']);
    const group = (names: unknown, at: string): string[] =>
      check.list(names, at).map((concept, i) => check.known(check.text(concept, `${at}[${i}]`), `${at}[${i}]`, concepts, 'concept'));
    return {
      name,
      title: check.text(entry.title, `${path}.title`),
      in: check.oneOf(entry.in, `${path}.in`, ['sentence', 'text'] as const),
      all: check.list(entry.all, `${path}.all`).map((names, i) => group(names, `${path}.all[${i}]`)),
      none: entry.none === undefined ? [] : group(entry.none, `${path}.none`),
    };
  });
}

function readAdjustments(check: Check, value: unknown, concepts: ReadonlySet<string>, classes: ReadonlySet<string>) {
  const entries = Object.entries(check.object(value ?? {}, '$.adjustments')).map(([name, one]) => {
    const path = `$.adjustments.${name}`;
    check.known(name, path, concepts, 'concept');
    const added = Object.entries(check.object(one, path)).map(([to, weight]) => {
      check.known(to, `${path}.${to}`, classes, 'class');
      return [to, check.number(weight, `${path}.${to}`, -20, 20)] as const;
    });
    return [name, Object.fromEntries(added)] as const;
  });
  return Object.fromEntries(entries);
}

/** Rows whose name nothing else in the model has any more (a concept taken out by its owner) are left out, not refused. */
function readRows(check: Check, value: unknown, path: string, width: number, isKnown: (name: string) => boolean): WeightRows {
  const rows: Record<string, readonly number[]> = {};
  const isWeight = (weight: unknown): boolean => typeof weight === 'number' && weight >= -100 && weight <= 100;
  for (const [name, row] of Object.entries(check.object(value ?? {}, path))) {
    // There are thousands of rows: what is right is passed over quickly, and what is not is looked at closely.
    if (!Array.isArray(row) || row.length !== width || !row.every(isWeight)) {
      const numbers = check.list(row, `${path}.${name}`).map((weight, i) => check.number(weight, `${path}.${name}[${i}]`, -100, 100));
      if (numbers.length !== width) check.say(`${path}.${name}`, `expected ${width} numbers, one for each class, found ${numbers.length}`);
    } else if (isKnown(name)) rows[name] = row as number[];
  }
  return rows;
}

function readWeights(
  check: Check,
  value: unknown,
  classes: readonly EvidenceClass[],
  concepts: Set<string>,
  combinations: Set<string>,
): Weights {
  const file = check.object(value, '$', ['about', 'classes', 'bias', ...WEIGHT_PARTS]);
  const named = check.list(file.classes, '$.classes').map((name, i) => check.text(name, `$.classes[${i}]`));
  const expected = classes.map((one) => one.name);
  if (named.join('\n') !== expected.join('\n'))
    check.say('$.classes', `expected the classes of model.json in their order: ${expected.join(', ')}`);
  const width = classes.length;
  const rows = (part: (typeof WEIGHT_PARTS)[number], isKnown: (name: string) => boolean): WeightRows =>
    readRows(check, file[part], `$.${part}`, width, isKnown);
  const isStem = (name: string): boolean => name !== '' && name.length <= LONGEST_WORD;
  const isConcept = (name: string): boolean => concepts.has(name);
  const bias = check.list(file.bias, '$.bias').map((weight, i) => check.number(weight, `$.bias[${i}]`, -100, 100));
  if (bias.length !== width) check.say('$.bias', `expected ${width} numbers, one for each class, found ${bias.length}`);
  return {
    bias,
    words: rows('words', isStem),
    beginnings: rows('beginnings', (name) => name.length === BEGINNING),
    endings: rows('endings', isStem),
    pairs: rows('pairs', (name) => name.split(' ').length === 2 && name.split(' ').every(isStem)),
    concepts: rows('concepts', isConcept),
    negated: rows('negated', isConcept),
    repeated: rows('repeated', isConcept),
    closing: rows('closing', isConcept),
    sequences: rows('sequences', (name) => name.split(' > ').length === 2 && name.split(' > ').every(isConcept)),
    combinations: rows('combinations', (name) => combinations.has(name)),
  };
}

/**
 * Reads a model from the parsed JSON of its files: `model.json`, `vocabulary.json`, `neighbours.json`, `negation.json`,
 * `combinations.json`, `weights.json`. Throws a PackError with every problem found, each with file and JSON path.
 */
export function parseEvidenceModel(files: Readonly<Record<string, unknown>>): EvidenceModel {
  const problems: PackProblem[] = [];
  const checkOf = (file: string): Check => newCheck(file, problems);
  const [main, negationFile, combinationFile, weightFile] = ['model.json', 'negation.json', 'combinations.json', 'weights.json'].map(
    checkOf,
  );
  const model = main!.object(files['model.json'], '$', ['about', 'version', 'status', 'classes', 'sequenceReach', 'adjustments']);
  const classes = readClasses(main!, model.classes);
  const concepts = CONCEPT_FILES.flatMap((name) => {
    const check = checkOf(name);
    const extra = EXTRA_KEYS[name];
    return readConcepts(check, check.object(files[name], '$', ['about', 'concepts', ...extra]).concepts);
  });
  const names = new Set(concepts.map((concept) => concept.name));
  checkOf('vocabulary.json').unique(
    concepts.map((concept) => concept.name),
    '$.concepts',
  );
  const cues = objectOf(files['negation.json']);
  const negation: Negation = {
    cues: readTerms(negationFile!, cues.cues, '$.cues'),
    ends: readTerms(negationFile!, cues.ends, '$.ends'),
    reach: negationFile!.number(cues.reach, '$.reach', 1, 40),
  };
  const combinations = readCombinations(
    combinationFile!,
    combinationFile!.object(files['combinations.json'], '$', ['about', 'combinations']).combinations,
    names,
  );
  const weights = readWeights(weightFile!, files['weights.json'], classes, names, new Set(combinations.map((one) => one.name)));
  const result: EvidenceModel = {
    version: main!.text(model.version, '$.version'),
    status: main!.text(model.status, '$.status'),
    sequenceReach: main!.number(model.sequenceReach, '$.sequenceReach', 1, 40),
    classes,
    concepts,
    notMisspellings: readTerms(checkOf('vocabulary.json'), objectOf(files['vocabulary.json']).notMisspellings ?? [], '$.notMisspellings'),
    emptyWords: readTerms(checkOf('vocabulary.json'), objectOf(files['vocabulary.json']).emptyWords ?? [], '$.emptyWords'),
    negation,
    combinations,
    weights,
    adjustments: readAdjustments(main!, model.adjustments, names, new Set(classes.map((one) => one.name))),
  };
  if (problems.length > 0) throw new PackError(problems);
  return result;
}

/** The file's object, or an empty one if `readConcepts` has already said that it is none. */
function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
