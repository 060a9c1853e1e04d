export { type Evaluation, type EvaluationPart, evaluate, type Prediction } from './evaluate.ts';
export { compileEvidence, type EvidenceReader } from './judge.ts';
export { parseEvidenceModel } from './model.ts';
export type { Evidence, EvidenceClass, EvidenceModel, EvidenceTerm } from './types.ts';
