import { type CompiledModel, compileModel, type EvidenceTables, KINDS, openModel } from './compile.ts';
import { type Features, type Hit, makeScanner } from './scan.ts';
import type { Evidence, EvidenceModel, EvidenceTerm, Judgement } from './types.ts';

/** Reads narratives with one model. Not re-entrant; make one for each thread. */
export interface EvidenceReader {
  /** Decisions and scores, for every record of a batch. */
  judge(text: string): Judgement;
  /**
   * The same for bytes `from` (0-based) up to `to` of UTF-8, which need not be made a string first. What is no UTF-8 separates words.
   * Decides as `judge` does of the decoded text; text of another encoding or with escapes must be decoded first.
   */
  judgeBytes(bytes: Uint8Array, from: number, to: number): Judgement;
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

/** Weights of two classes side by side: one walk over the features adds up both, and a narrow table stays in the fastest cache. */
interface Columns {
  /** Numbers of the classes; the second may be that of the first again. */
  readonly first: number;
  readonly second: number;
  /** Two numbers for the texts without a feature, then two for each feature. */
  readonly rows: Float32Array;
}

/** Takes classes out of the table of weights, two by two. */
function columnsOf({ weights, bias, names, model }: CompiledModel, classes: readonly number[]): Columns[] {
  const width = model.classes.length;
  const groups: Columns[] = [];
  for (let from = 0; from < classes.length; from += 2) {
    const first = classes[from]!;
    const second = classes[from + 1] ?? first;
    const rows = new Float32Array((names.length + 1) * 2);
    for (const [column, c] of [first, second].entries()) {
      rows[column] = bias[c]!;
      for (let f = 0; f < names.length; f++) rows[(f + 1) * 2 + column] = weights[f * width + c]!;
    }
    groups.push({ first, second, rows });
  }
  return groups;
}

/** Sums the weights of some classes over the features found. */
function sum(groups: readonly Columns[], { list, count }: Features, into: Float64Array): void {
  for (let g = 0; g < groups.length; g++) {
    const { rows, first, second } = groups[g]!;
    let a = rows[0]!;
    let b = rows[1]!;
    for (let i = 0; i < count; i++) {
      const at = (list[i]! + 1) << 1;
      a += rows[at]!;
      b += rows[at + 1]!;
    }
    into[first] = a;
    into[second] = b;
  }
}

const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}'’£$€.,\u00ad\u200b-\u200f]+/u;

/** Compiles a model into a reader. */
export const compileEvidence = (model: EvidenceModel): EvidenceReader => openEvidence(compileModel(model));

/** A reader over tables that were made before. */
export function openEvidence(tables: EvidenceTables): EvidenceReader {
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
  // Most texts are not about the subject: what is asked only of those that are has tables of its own, and is summed only then.
  const always = columnsOf(compiled, [subject, slavery]);
  const rest = columnsOf(compiled, [...areas, smallBoat]);
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
  const judgeBytes = (bytes: Uint8Array, from: number, to: number, hits?: Hit[]): Judgement => {
    found = scanner.scan(bytes, from, to, hits);
    steps = found.steps;
    sum(always, found, sums);
    const oic = sums[subject]! >= cuts[subject]!;
    if (oic) sum(rest, found, sums);
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
      const size = encode(text);
      return judgeBytes(scratch, 0, size);
    },
    judgeBytes: (bytes, from, to) => judgeBytes(bytes, from, to),
    explain(text) {
      const hits: Hit[] = [];
      const size = encode(text);
      const judgement = judgeBytes(scratch, 0, size, hits);
      if (!judgement.oic) sum(rest, found, sums);
      const scores = Object.fromEntries(classes.map((one, c) => [one.name, probability(c)]));
      return { ...judgement, scores, terms: termsOf(hits) };
    },
    termsFor(text, asked, most) {
      const hits: Hit[] = [];
      scanner.scan(scratch, 0, encode(text), hits);
      const columns = classes.flatMap(({ name }, c) => (asked.includes(name) ? [c] : []));
      const weighed = hits.flatMap((hit) => {
        const weight = Math.max(...columns.map((c) => weights[hit.feature * width + c]!));
        const isPlaced = hit.terms.length > 0 || hit.to > 0;
        return isPlaced && !hit.negated && weight >= SMALLEST_WEIGHT ? [{ hit, weight, isWord: hit.terms.length === 0 }] : [];
      });
      weighed.sort((a, b) => Number(a.isWord) - Number(b.isWord) || b.weight - a.weight);
      const told = new Set<string>();
      for (let i = 0; i < weighed.length && told.size < most; i++) told.add(textOf(weighed[i]!.hit));
      return [...told];
    },
    features(text) {
      const size = encode(text);
      const { count, list } = scanner.scan(scratch, 0, size);
      return Array.from(list.subarray(0, count), (feature) => `${kindOf(feature)}\t${names[feature]}`);
    },
    steps: () => steps,
  };
}
