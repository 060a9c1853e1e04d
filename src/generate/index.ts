export { type BatchOptions, type BatchPart, GENERATED_AS_OF, generateBatch } from './batch.ts';
export type { BatchFault } from './batch-faults/batch-fault.ts';
export { BATCH_FAULTS } from './batch-faults/index.ts';
export { FAULT_KINDS } from './faults/index.ts';
export type { FaultKind } from './faults/kind.ts';
export { REFERENCE_FAULTS, type ReferenceFault } from './faults/references.ts';
export { REFERENCE_FILES, type ReferenceFileName } from './references/index.ts';
export { NIGHTS, STORY } from './series.ts';
export { STYLES, type Style } from './style.ts';
