/** The public API: what a program that embeds pnd-lint, and the command line itself, may use. */
export { type Answer, drawSample, type Judgement, STRATA, type Stratum } from './audit/index.ts';
export { type Baseline, gatherBaseline } from './baseline.ts';
export { dashboardOfHistory, dashboardOfRuns } from './dashboard.ts';
export { scoreAnswers } from './dip-sample.ts';
export { evaluateNarratives, evaluationRows } from './evaluate.ts';
export { type ExampleFailure, type LintFile, testExamples } from './examples.ts';
export { type Journal, JournalFault, readJournal } from './fix/index.ts';
export { type FixCount, type FixFileOptions, type FixFileResult, fixFile } from './fix-file.ts';
export { type BatchOptions, type BatchPart, GENERATED_AS_OF, generateBatch } from './generate/index.ts';
export {
  type Control,
  compareFolders,
  type History,
  type OpenOptions,
  openHistory,
  type Proportion,
  pChart,
  type RunFolder,
  type RunToAdd,
  runId,
} from './history/index.ts';
export { compareCodelists, compareRuns, compareScores } from './impact.ts';
export { type JournalledFile, undoFix, verifyFix } from './journals.ts';
export { lint } from './lint.ts';
export type { LintInput, LintOptions, LintResult } from './lint-job.ts';
export { mergeRuns } from './merge.ts';
export { countsJson, type RunCounts, readCounts, stateCountsJson } from './merge-counts.ts';
export type { Merged, MergeFolder, MergeOptions } from './merge-job.ts';
export { refuseLateWaivers } from './merge-waivers.ts';
export type * from './model/dashboard.ts';
export { InputError, PackError, type PackProblem, UsageError } from './model/errors.ts';
export type { Finding, Param, Place, Suggestion } from './model/finding.ts';
export type * from './model/history.ts';
export { LineTooLong, linesIn } from './model/lines.ts';
export { onlyAShard } from './model/one-shard.ts';
export type * from './model/pack.ts';
export type { Question } from './model/question.ts';
export type { ListRow, Recheck } from './model/recheck.ts';
export type { Cell, Fault, FaultName, Row } from './model/row.ts';
export type * from './model/run.ts';
export type * from './model/scorecard.ts';
export { phaseOf, WAIVER_REASONS, type Waiver, type WaiverList } from './model/waiver.ts';
export type { Written } from './model/written.ts';
export {
  bytesUpTo,
  type Config,
  type LoadPackOptions,
  loadConfig,
  loadMap,
  loadPack,
  loadPlaces,
  loadWaivers,
  MOST_TEXT_BYTES,
  type RunFile,
  readRunFile,
  SHIPPED_RULES,
  shippedPacks,
  waiversOf,
} from './packs/index.ts';
export { didYouMean } from './packs/problems.ts';
export { presenceKey, presentRecords } from './present.ts';
export { type PreviousRun, previousRun } from './previous.ts';
export { agencyCode, type ProposedMap, proposeMap } from './propose-map.ts';
export { readRows, spool } from './read/index.ts';
export { recheckList } from './recheck.ts';
export { type LoadedReference, loadReferences, type ReferenceFile } from './references.ts';
export {
  agencyScorecardJson,
  COMPARISON_SCHEMA,
  type CountedFindings,
  comparisonJson,
  comparisonMarkdown,
  comparisonTable,
  dashboardPages,
  type EvaluationRow,
  evaluationTable,
  explainRule,
  FIX_LIST_COLUMNS,
  FIX_LIST_HEADER,
  type FindingTotals,
  findingJson,
  fixListRow,
  fixWorkbook,
  forFileName,
  forJson,
  forTerminal,
  historyJson,
  htmlReport,
  impactText,
  judgementTable,
  junitReport,
  nextList,
  openMetrics,
  type RunPage,
  recheckJson,
  recheckTable,
  rulesReadme,
  runJson,
  runJsonPieces,
  runPage,
  runsTable,
  SAMPLE_HEADER,
  type ShownOfRule,
  sampleRow,
  sarifWriter,
  scorecardsJson,
  scorecardsJsonPieces,
  type TerminalLook,
  tableReport,
  trendTable,
} from './report/index.ts';
export { counted } from './report/numbers.ts';
export { readReturnedList } from './returned-list.ts';
export { readRunFolder } from './run-folder.ts';
export type { Shard } from './share.ts';
export { suppressed, UNKNOWN_AGENCY } from './tally/index.ts';
export { workbookHeadings } from './workbook-headings.ts';
