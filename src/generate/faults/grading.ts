import type { BatchRecord } from '../columns.ts';
import type { Style } from '../style.ts';
import { changed, type FaultKind, left, replaced } from './kind.ts';

/** Styles with a column for each part of the grading. */
const APART: readonly Style[] = ['plain', 'jsonl'];

function asOne(record: BatchRecord, grading: string): void {
  record.grading = grading;
  record.source_evaluation = '';
  record.intelligence_assessment = '';
  record.handling_code = '';
  record.handling_conditions = '';
}

/** Faults of the 3x5x2 grading and the conditions that go with it. */
export const GRADING_FAULTS: readonly FaultKind[] = [
  left('intelligence-report/missing-source-evaluation', 'source_evaluation', { styles: APART }),
  left('intelligence-report/missing-intelligence-assessment', 'intelligence_assessment', { styles: APART }),
  changed('intelligence-report/missing-handling-code', 'handling_code', (record) => {
    record.handling_code = '';
    record.handling_conditions = '';
  }),
  replaced('intelligence-report/unknown-source-evaluation', 'source_evaluation', ['4', '7', '0']),
  replaced('intelligence-report/unknown-intelligence-assessment', 'intelligence_assessment', ['F', 'X', 'U']),
  changed('intelligence-report/unknown-handling-code', 'handling_code', (record, random) => {
    record.handling_code = random.pick(['X', 'R', 'N']);
    record.handling_conditions = '';
  }),
  changed('intelligence-report/unreadable-grading', 'grading', (record, random) =>
    asOne(record, random.pick(['see log', '2-B-P', '22BP', '??'])),
  ),
  changed('intelligence-report/legacy-grading', 'grading', (record, random) => asOne(record, random.pick(['B21', 'E41', 'A11', 'B24']))),
  changed(
    'intelligence-report/grading-parts-disagree',
    'grading',
    (record) => {
      const other = record.intelligence_assessment === 'B' ? 'D' : 'B';
      record.grading = record.source_evaluation + other + record.handling_code;
    },
    { styles: APART },
  ),
  changed('intelligence-report/grading-axes-swapped', 'source_evaluation', (record) => {
    const source = record.source_evaluation;
    record.source_evaluation = record.intelligence_assessment;
    record.intelligence_assessment = source;
  }),
  changed(
    'intelligence-report/legacy-grading-in-columns',
    'source_evaluation',
    (record, random) => {
      asOne(record, '');
      record.source_evaluation = random.pick(['A', 'B', 'E']);
      record.intelligence_assessment = random.pick(['1', '2', '4']);
      record.handling_code = random.pick(['1', '4', '5']);
    },
    { styles: APART },
  ),
  changed('intelligence-report/conditions-missing', 'handling_conditions', (record) => {
    record.handling_code = 'C';
    record.handling_conditions = '';
  }),
  changed('intelligence-report/conditions-without-code', 'handling_conditions', (record) => {
    record.intelligence_assessment = 'B';
    record.handling_code = 'P';
    record.handling_conditions = 'Consult the originator before any action.';
  }),
  changed('intelligence-report/suspected-false-without-conditions', 'intelligence_assessment', (record) => {
    record.intelligence_assessment = 'E';
    record.handling_code = 'P';
    record.handling_conditions = '';
  }),
];
