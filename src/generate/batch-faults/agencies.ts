import { AGENCIES } from '../agencies.ts';
import type { BatchRecord } from '../columns.ts';
import { type BatchFault, fileFault } from './batch-fault.ts';

/** The agency that has the most records but one. */
const AGENCY = AGENCIES[1]!.id;
/** One in so many of its records is left, where it submits too few. */
const LEFT = 4;

/** Makes every record of the agency alike in something. */
const habit = (kind: string, rule: string, change: Partial<BatchRecord>): BatchFault => ({
  ...fileFault(kind, (writer) => ({
    ...writer,
    line: (record, number) => writer.line(record.agency === AGENCY ? { ...record, ...change } : record, number),
  })),
  rule,
  field: Object.keys(change)[0]!,
});

/** Faults that only the records of an agency taken together show: four agencies need 50 records each. */
export const AGENCY_FAULTS: readonly BatchFault[] = [
  habit('one-collection-method', 'intelligence-report/dominant-value', { collection_method: 'PARTNER' }),
  habit('one-four-p', 'oic/dominant-value', { four_p: 'PREPARE' }),
  {
    // Shows beside the run of the same batch without it.
    ...fileFault('agency-nearly-silent', (writer) => {
      let seen = 0;
      return {
        ...writer,
        line: (record, number) => (record.agency === AGENCY && seen++ % LEFT !== 0 ? '' : writer.line(record, number)),
      };
    }),
    rule: 'intelligence-report/volume-dropped',
  },
];
