export { rulesReadme } from './catalogue.ts';
export { COMPARISON_SCHEMA, comparisonJson, comparisonMarkdown, comparisonTable } from './comparison.ts';
export { dashboardPages } from './dashboard/index.ts';
export { judgementTable, SAMPLE_HEADER, sampleRow } from './dip-sample.ts';
export { forCsv, forFileName, forHtml, forJson, forMarkdown, forTerminal } from './escape.ts';
export { type EvaluationRow, evaluationTable } from './evaluation.ts';
export { explainRule } from './explain.ts';
export { findingJson } from './finding-json.ts';
export { FIX_SHEETS, fixWorkbook, TOTAL_LABEL } from './fix-workbook.ts';
export { FIX_LIST_COLUMNS, FIX_LIST_HEADER, fixListRow } from './fixlist.ts';
export { makeForms } from './forms.ts';
export { historyJson, type RunPage, runPage, runsTable, trendTable } from './history.ts';
export { htmlReport } from './html.ts';
export { type ImpactReport, impactText } from './impact.ts';
export {
  AGENCY_SCORECARD_SCHEMA,
  agencyScorecardJson,
  FINDING_SCHEMA,
  RUN_SCHEMA,
  runJson,
  runJsonPieces,
  SCORECARDS_SCHEMA,
  scorecardsJson,
  scorecardsJsonPieces,
} from './json.ts';
export { type CountedFindings, junitReport } from './junit.ts';
export { openMetrics } from './openmetrics.ts';
export { nextList, recheckJson, recheckTable } from './recheck.ts';
export { type SarifWriter, sarifWriter } from './sarif.ts';
export { howToFix, placeOf, problemOf, verdictSentence, verdictWord } from './sentences.ts';
export { type TerminalLook, tableReport } from './table.ts';
export { type FindingTotals, rulesById, type ShownOfRule } from './totals.ts';
