import type { Finding } from '../model/finding.ts';
import type { Pack } from '../model/pack.ts';
import type { Forms } from '../model/written.ts';
import { writeFinding } from './finding-json.ts';
import { writeRow } from './fixlist.ts';
import { makeLine } from './line.ts';
import { holderPieces, kindPieces, wordsOf } from './pieces.ts';

/** Makes the lines of findings as `findings.jsonl` and the fix lists hold them, and tells the index of their rule. What it gives is lent: the next finding re-uses it. */
type MakeForms = (finding: Finding) => Forms & { readonly rule: number };

/** By marking. A thread makes those of thousands of stretches, and code that was compiled for one of them is of use for the next only if it is the same. */
const kept = new WeakMap<Pack, Map<string, MakeForms>>();

/** The same for the same pack and marking. */
export function makeForms(pack: Pack, marking: string): MakeForms {
  const own = kept.get(pack) ?? new Map<string, MakeForms>();
  kept.set(pack, own);
  const made = own.get(marking) ?? makeFormsOf(pack, marking);
  own.set(marking, made);
  return made;
}

function makeFormsOf(pack: Pack, marking: string): MakeForms {
  const indexOf = new Map(pack.rules.map((rule, index) => [rule.id, index]));
  const line = makeLine();
  return (finding) => {
    const rule = indexOf.get(finding.rule)!;
    const kind = kindPieces(finding);
    const holder = holderPieces(finding);
    line.start();
    writeFinding(line, finding, kind, holder);
    const end = line.length();
    writeRow(line, finding, kind, holder, wordsOf(kind, finding, pack.rules[rule]!, pack, marking));
    return { rule, json: line.from(0, end), row: line.from(end) };
  };
}
