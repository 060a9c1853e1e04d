export { type Evaluation, type EvaluationPart, evaluate, type Prediction } from './evaluate.ts';
export type { EvidenceReader } from './judge.ts';
export { evidenceTables, type OpenedEvidence, openPackEvidence } from './open.ts';
export type { Evidence, EvidenceClass, EvidenceTerm } from './types.ts';
