export { agencyFinding, WHOLE_BATCH } from './batch-finding.ts';
export { isKeyed, type KeyedRule } from './batch-key.ts';
export { collectKeys, type Keys, type SegmentKeys, type Spots } from './batch-keys.ts';
export { repeatsOf } from './batch-repeats.ts';
export { addValues, countValues, dominantValues, MOST_VALUES, type ValueCounts } from './batch-values.ts';
export { volumeChanges } from './batch-volume.ts';
export { NO_CODING } from './coding.ts';
export type { Check } from './compile.ts';
export { addFault, faultFinding, fieldOfFault, fileRules } from './file-finding.ts';
export { type FindingMaker, type Holder, hideValues, makeFindings, NOBODY, type Owner, type ValueDisplay } from './finding.ts';
export type { Aside } from './firsts.ts';
export { type Judge, type Judgement, makeJudge } from './judge.ts';
export type { KeyPart, Repeat } from './key-parts.ts';
export { makeMeasures } from './measures.ts';
export { addPeers, countPeers, type PeerSuggestion, type Peers, suggestOfPeers } from './peers.ts';
export { addHits, addMergedHits, type MergedHits, noHits } from './reconcile-hits.ts';
export { buildIndex, type IndexBuilder, type ReferenceIndex } from './reconcile-index.ts';
export { plansToRead, type ReferencePlan } from './reconcile-plan.ts';
export { type JobHits, type Matcher, makeMatcher, NO_PERIOD, type Period } from './reconcile-records.ts';
export { type OpenReference, openReference } from './reconcile-reference.ts';
export {
  type JudgedRow,
  judgeRows,
  type LateFailure,
  type Reconciled,
  ROW_FAILED,
  ROW_NOT_JUDGED,
  ROW_OUT_OF_PERIOD,
  ROW_PASSED,
} from './reconcile-rows.ts';
export { type CompiledRules, compileRules } from './rules.ts';
export { makeShiftTest, type ShiftTest } from './shift.ts';
export { makeSuggest, type Suggest } from './suggest.ts';
