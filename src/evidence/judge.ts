import { compileModel } from './compile.ts';
import { type Hit, makeScanner } from './scan.ts';
import type { Evidence, EvidenceModel, EvidenceTerm, Judgement } from './types.ts';

/** Reads narratives with one model. Not re-entrant; make one for each thread. */
export interface EvidenceReader {
  /** Decisions and scores, for every record of a batch. */
  judge(text: string): Judgement;
  /** The same with the terms that speak for and against. Terms are the vocabulary's, never passages of the text. */
  explain(text: string): Evidence;
  /** Names of the features found, for fitting weights. */
  features(text: string): string[];
  /** Tokens that the last text was read as: the measure of work done. */
  steps(): number;
}

/** Contributions below this (log-odds) are not worth a reader's time. */
const SMALLEST_WEIGHT = 0.05;

/** Compiles a model into a reader; all tables are built here, once. */
export function compileEvidence(model: EvidenceModel): EvidenceReader {
  const compiled = compileModel(model);
  const scanner = makeScanner(compiled);
  const { classes } = model;
  const width = classes.length;
  const { weights, bias, ranges, names, terms } = compiled;
  const sums = new Float64Array(width);
  const subject = classes.findIndex((one) => one.role === 'subject');
  const areas = classes.flatMap((one, i) => (one.role === 'area' ? [i] : []));
  const smallBoat = classes.findIndex((one) => one.role === 'smallBoat');
  const slavery = classes.findIndex((one) => one.role === 'slavery');
  let steps = 0;

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
  const decide = (): Judgement => {
    const oic = sums[subject]! >= cuts[subject]!;
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
  const judge = (text: string, hits?: Hit[]): Judgement => {
    const { count, list, steps: read } = scanner.scan(text, hits);
    steps = read;
    sums.set(bias);
    for (let i = 0; i < count; i++) {
      const row = list[i]! * width;
      for (let c = 0; c < width; c++) sums[c]! += weights[row + c]!;
    }
    return decide();
  };

  const kindOf = (feature: number): string => {
    const order = ['concepts', 'negated', 'repeated', 'closing', 'combinations', 'words', 'sequences'] as const;
    return order.findLast((kind) => ranges[kind] <= feature)!;
  };
  const termsOf = (text: string, hits: readonly Hit[]): EvidenceTerm[] => {
    const seen = new Set<string>();
    const found: EvidenceTerm[] = [];
    for (const hit of hits) {
      const term =
        hit.terms.length > 0
          ? hit.terms.map((number) => terms.texts[number]!).join(' … ')
          : hit.to > 0
            ? text.slice(hit.from, hit.to).toLowerCase()
            : names[hit.feature]!;
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
    judge: (text) => judge(text),
    explain(text) {
      const hits: Hit[] = [];
      const judgement = judge(text, hits);
      const scores = Object.fromEntries(classes.map((one, c) => [one.name, probability(c)]));
      return { ...judgement, scores, terms: termsOf(text, hits) };
    },
    features(text) {
      const { count, list } = scanner.scan(text);
      return Array.from(list.subarray(0, count), (feature) => `${kindOf(feature)}\t${names[feature]}`);
    },
    steps: () => steps,
  };
}
