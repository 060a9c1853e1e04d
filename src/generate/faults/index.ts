import { CELL_FAULTS } from './cells.ts';
import { CODING_FAULTS } from './coding.ts';
import { EVIDENCE_FAULTS } from './evidence.ts';
import { GRADING_FAULTS } from './grading.ts';
import type { FaultKind } from './kind.ts';
import { NARRATIVE_FAULTS } from './narrative.ts';
import { REPEAT_FAULTS } from './repeats.ts';
import { REPORT_FAULTS } from './report.ts';
import { SCOPE_FAULTS } from './scope.ts';
import { SLIPS } from './slips.ts';
import { SUBJECT_FAULTS } from './subject.ts';
import { SUBJECT_SLIPS } from './subject-slips.ts';

/** Every kind of fault that `generate` plants. */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...REPORT_FAULTS,
  ...GRADING_FAULTS,
  ...CODING_FAULTS,
  ...SCOPE_FAULTS,
  ...CELL_FAULTS,
  ...NARRATIVE_FAULTS,
  ...EVIDENCE_FAULTS,
  ...REPEAT_FAULTS,
  ...SLIPS,
  ...SUBJECT_SLIPS,
  ...SUBJECT_FAULTS.map((kind) => ({ ...kind, rare: true as const })),
];
