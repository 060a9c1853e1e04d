import type { Finding } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { Forms } from '../model/written.ts';
import { fixListRow } from './fixlist.ts';
import { findingJson } from './json.ts';

/** Makes the lines of findings as `findings.jsonl` and the fix lists hold them, and tells the index of their rule. */
export function makeForms(pack: Pack, marking: string): (finding: Finding) => Forms & { readonly rule: number } {
  const indexOf = new Map(pack.rules.map((rule, index) => [rule.id, index]));
  return (finding) => {
    const rule = indexOf.get(finding.rule)!;
    return { rule, json: findingJson(finding), row: fixListRow(finding, pack.rules[rule]!, pack, marking) };
  };
}
