export { type BatchOptions, type BatchPart, GENERATED_AS_OF, generateBatch } from './batch.ts';
export { FAULT_KINDS } from './faults/index.ts';
export type { FaultKind } from './faults/kind.ts';
export { STYLES, type Style } from './style.ts';
