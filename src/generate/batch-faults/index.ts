import { AGENCY_FAULTS } from './agencies.ts';
import type { BatchFault } from './batch-fault.ts';
import { HEADING_FAULTS } from './headings.ts';
import { LINE_FAULTS } from './lines.ts';
import { RECORDS_IN_QUOTES } from './narrow.ts';
import { WHOLE_FILE_FAULTS } from './whole-file.ts';

/** Every kind of fault of a whole file or batch that `generate` makes, one at a time. */
export const BATCH_FAULTS: readonly BatchFault[] = [
  ...WHOLE_FILE_FAULTS,
  ...HEADING_FAULTS,
  ...LINE_FAULTS,
  RECORDS_IN_QUOTES,
  ...AGENCY_FAULTS,
];
