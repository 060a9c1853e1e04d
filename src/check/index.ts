export { faultFinding, fileRules } from './file-finding.ts';
export { makeFindings, NOBODY, type Owner, type ValueDisplay } from './finding.ts';
export { type Judge, makeJudge, PASSED } from './judge.ts';
export { type CompiledRules, compileRules } from './rules.ts';
export { makeSuggest } from './suggest.ts';
export { collectKeys, type Keys, type Repeat, repeats, uniqueAt } from './unique.ts';
