export { viewOfCells } from './cells-view.ts';
export { contentOf } from './content.ts';
export { type ReadRowsOptions, readRows } from './rows.ts';
export { readSegment, type SegmentOptions } from './segment.ts';
export { spool } from './spool.ts';
export type { SurveyOptions } from './survey.ts';
export { survey } from './survey.ts';
export { readWanted, type WantedRow } from './wanted.ts';
