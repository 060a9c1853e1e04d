import { compileModel, type EvidenceTables, KINDS, openModel } from './compile.ts';
import { LONGEST_TEXT, openQuickScanner } from './quick-scan.ts';
import { type Features, type Hit, makeScanner } from './scan.ts';
import { type Columns, columnsOf, sum, twoByTwo } from './sums.ts';
import type { Evidence, EvidenceModel, EvidenceTerm, Judgement } from './types.ts';

/** Reads narratives with one model. Not re-entrant; make one for each thread. */
export interface EvidenceReader {
  /** Decisions and scores, for every record of a batch. */
  judge(text: string): Judgement;
  /** The same with the terms that speak for and against. Terms are the vocabulary's, never passages of the text. */
  explain(text: string): Evidence;
  /**
   * The terms that speak most for some of the classes, by name: those of the vocabulary first, then other words.
   * @param most terms to tell
   */
  termsFor(text: string, classes: readonly string[], most: number): string[];
  /** Names of the features found, for fitting weights. */
  features(text: string): string[];
  /** Tokens that the last text was read as: the measure of work done. */
  steps(): number;
}

/** Contributions below this (log-odds) are not worth a reader's time. */
const SMALLEST_WEIGHT = 0.05;

const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}'’£$€.,\u00ad\u200b-\u200f]+/u;

/** A hit that speaks for some classes, and by how much at most. */
interface Weighed {
  readonly hit: Hit;
  readonly weight: number;
  readonly isWord: boolean;
}

/** Terms before single words, and what weighs more first. */
const byTelling = (a: Weighed, b: Weighed): number => Number(a.isWord) - Number(b.isWord) || b.weight - a.weight;

/** Compiles a model into a reader. */
export const compileEvidence = (model: EvidenceModel): EvidenceReader => openEvidence(compileModel(model));

/**
 * A reader over tables that were made before.
 * @param isQuick false to judge without WebAssembly, as where it may not run
 */
export function openEvidence(tables: EvidenceTables, isQuick = true): EvidenceReader {
  const compiled = openModel(tables);
  const scanner = makeScanner(compiled);
  const { classes } = tables.model;
  const width = classes.length;
  const { weights, ranges, names, terms } = compiled;
  const sums = new Float64Array(width);
  const subject = classes.findIndex((one) => one.role === 'subject');
  const areas = classes.flatMap((one, i) => (one.role === 'area' ? [i] : []));
  const smallBoat = classes.findIndex((one) => one.role === 'smallBoat');
  const slavery = classes.findIndex((one) => one.role === 'slavery');
  let steps = 0;
  let found: Features = { count: 0, list: new Int32Array(0), steps: 0 };

  const encoder = new TextEncoder();
  let scratch = new Uint8Array(4096);
  /** Puts a text into `scratch`; returns its number of bytes. */
  const encode = (text: string): number => {
    if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 3);
    return encoder.encodeInto(text, scratch).written;
  };
  // Most texts are not about the subject: what is asked only of those that are has columns of its own, and is summed only then.
  const always = twoByTwo([subject, slavery]);
  const pairs = [...always, ...twoByTwo([...areas, smallBoat])];
  const quick = isQuick ? openQuickScanner(tables, pairs) : null;
  /** For the plain way, made when it is first taken. */
  const columns: Columns[] = [];
  const probability = (c: number): number => 1 / (1 + Math.exp(-sums[c]!));
  // The threshold as log-odds, so that a decision needs no exponential.
  const cuts = Float64Array.from(classes, ({ threshold }) => Math.log(threshold / (1 - threshold)));
  const NO_AREAS: readonly string[] = [];
  const single = areas.map((c): readonly string[] => [classes[c]!.name]);
  const decideAreas = (): readonly string[] => {
    let best = 0;
    for (let i = 1; i < areas.length; i++) if (sums[areas[i]!]! > sums[areas[best]!]!) best = i;
    let others = 0;
    for (let i = 0; i < areas.length; i++) if (i !== best && sums[areas[i]!]! >= cuts[areas[i]!]!) others++;
    if (others === 0) return single[best]!;
    const ranked = areas.filter((c) => sums[c]! >= cuts[c]! || c === areas[best]).sort((a, b) => sums[b]! - sums[a]!);
    return ranked.map((c) => classes[c]!.name);
  };
  /** @param addUp adds up the weights of a pair of classes over the features found */
  const decide = (addUp: (pair: number) => void): Judgement => {
    for (let n = 0; n < always.length; n++) addUp(n);
    const oic = sums[subject]! >= cuts[subject]!;
    if (oic) for (let n = always.length; n < pairs.length; n++) addUp(n);
    const decided = oic ? decideAreas() : NO_AREAS;
    return {
      oic,
      score: probability(subject),
      areas: decided,
      primary: decided.length > 0 ? decided[0]! : null,
      smallBoat: oic && sums[smallBoat]! >= cuts[smallBoat]!,
      slavery: sums[slavery]! >= cuts[slavery]!,
    };
  };
  const addUp = (pair: number): void => {
    columns[pair] ??= columnsOf(compiled, pairs[pair]!);
    sum(columns[pair], found, sums);
  };
  const addUpQuickly = (pair: number): void => quick!.sum(pair, sums);
  const scan = (text: string, hits?: Hit[]): void => {
    const size = encode(text);
    found = scanner.scan(scratch, 0, size, hits);
    steps = found.steps;
  };

  const decoder = new TextDecoder();
  const kindOf = (feature: number): string => KINDS.findLast((kind) => ranges[kind] <= feature)!;
  /** A word or two as they stand in the text, without what stands between them. */
  const said = (text: string): string => text.toLowerCase().split(BETWEEN_WORDS).join(' ');
  /**
   * The words of a hit, for no passage may be told: what was known by its beginning alone may be a name, what was known as a number
   * that of a telephone, so these are told as the vocabulary has them.
   */
  const wordsOf = ({ feature, from, to }: Hit): string => {
    const name = names[feature]!;
    if (kindOf(feature) === 'beginnings') return `${name}…`;
    return name.includes('#') ? name.replace(/#\S*/g, 'number') : said(decoder.decode(scratch.subarray(from, to)));
  };
  const textOf = (hit: Hit): string => {
    if (hit.terms.length > 0) return hit.terms.map((number) => terms.texts[number]!).join(' … ');
    return hit.to > 0 ? wordsOf(hit) : names[hit.feature]!;
  };
  const termsOf = (hits: readonly Hit[]): EvidenceTerm[] => {
    const seen = new Set<string>();
    const found: EvidenceTerm[] = [];
    for (const hit of hits) {
      const term = textOf(hit);
      if (seen.has(`${hit.feature} ${term}`)) continue;
      seen.add(`${hit.feature} ${term}`);
      for (const [c, { name }] of classes.entries()) {
        const weight = weights[hit.feature * width + c]!;
        if (Math.abs(weight) >= SMALLEST_WEIGHT) found.push({ term, class: name, weight, negated: hit.negated });
      }
    }
    return found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  };

  return {
    judge(text) {
      if (quick !== null && text.length <= LONGEST_TEXT) {
        steps = quick.scan(text);
        return decide(addUpQuickly);
      }
      scan(text);
      return decide(addUp);
    },
    explain(text) {
      const hits: Hit[] = [];
      scan(text, hits);
      const judgement = decide(addUp);
      for (let n = 0; n < pairs.length; n++) addUp(n);
      const scores = Object.fromEntries(classes.map((one, c) => [one.name, probability(c)]));
      return { ...judgement, scores, terms: termsOf(hits) };
    },
    termsFor(text, asked, most) {
      const hits: Hit[] = [];
      scan(text, hits);
      const columns = classes.flatMap(({ name }, c) => (asked.includes(name) ? [c] : []));
      const weighed: Weighed[] = [];
      for (const hit of hits) {
        if (hit.negated || (hit.terms.length === 0 && hit.to === 0)) continue;
        let weight = Number.NEGATIVE_INFINITY;
        for (let n = 0; n < columns.length; n++) weight = Math.max(weight, weights[hit.feature * width + columns[n]!]!);
        if (weight >= SMALLEST_WEIGHT) weighed.push({ hit, weight, isWord: hit.terms.length === 0 });
      }
      weighed.sort(byTelling);
      const told = new Set<string>();
      for (let i = 0; i < weighed.length && told.size < most; i++) told.add(textOf(weighed[i]!.hit));
      return [...told];
    },
    features(text) {
      scan(text);
      const { count, list } = found;
      return Array.from(list.subarray(0, count), (feature) => `${kindOf(feature)}\t${names[feature]}`);
    },
    steps: () => steps,
  };
}
