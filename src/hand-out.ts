import type { PeerSuggestion } from './check/index.ts';
import type { LintedInput } from './linted-input.ts';
import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { Written } from './model/written.ts';
import { makeForms } from './report/index.ts';
import { removeFile } from './spool/append.ts';
import { readFrames } from './spool/read-frames.ts';
import { mergeSpools, readSpool } from './spool/spool.ts';
import type { AppliedWaivers } from './waivers.ts';

/** What the findings of a run lie in, and what becomes of them on the way out. */
export interface Found {
  readonly pack: Pack;
  readonly marking: string;
  readonly aboutAgencies: readonly Finding[];
  readonly inputs: readonly LintedInput[];
  /** Findings about each input as a whole. */
  readonly fileFindings: readonly (readonly Finding[])[];
  /** Findings of rows of reference files, in order. */
  rows(): AsyncGenerator<Finding>;
  readonly waived: Pick<AppliedWaivers, 'stand' | 'findings'>;
  readonly ofPeers: PeerSuggestion;
  /** True if the spools hold final forms. */
  readonly hasForms: boolean;
}

/** Findings that are formed at a time. */
const AT_A_TIME = 1000;

/** Findings of all records of an input, in order. @param isLast true if each spool may go once it was read */
async function* writtenOf(parts: LintedInput['parts'], isLast: boolean): AsyncGenerator<readonly Written[]> {
  for (const { spool, result, late, matched } of parts) {
    let found = readFrames(`${spool}.records`, result.spooled.records);
    if (late) found = mergeSpools(found, readFrames(`${spool}.late`, true));
    if (matched) found = mergeSpools(found, readFrames(`${spool}.matched`, true));
    yield* found;
    if (isLast) for (const kind of ['records', 'late', 'matched']) removeFile(`${spool}.${kind}`);
  }
}

/** Findings of all records of an input, in order, read again. */
export async function* findingsOf(parts: LintedInput['parts']): AsyncGenerator<Finding> {
  for await (const block of writtenOf(parts, false)) for (const one of block) yield one.finding();
}

/** All findings in the defined order. */
export async function* findingsIn({ aboutAgencies, inputs, fileFindings, rows, waived, ofPeers }: Found): AsyncGenerator<Finding> {
  yield* aboutAgencies.map(waived.stand);
  for (const [index, { parts }] of inputs.entries()) {
    yield* fileFindings[index]!;
    for (const { spool, result } of parts) yield* readSpool(`${spool}.loose`, result.spooled.loose);
    for await (const finding of findingsOf(parts)) yield ofPeers.complete(waived.stand(finding));
  }
  for await (const finding of rows()) yield waived.stand(finding);
  yield* waived.findings;
}

/**
 * The same in their final forms, some at a time: as the spools hold them, but for the few that something is added to.
 *
 * @param isLast true if nothing is read again: what was handed out need not lie on the disk twice, and most of it never gets there
 */
export async function* writtenIn(found: Found, isLast = false): AsyncGenerator<readonly Written[]> {
  const formsOf = makeForms(found.pack, found.marking);
  const written = (finding: Finding): Written => {
    const { rule, json, row } = formsOf(finding);
    return {
      rule,
      record: finding.at.record,
      agency: finding.agency,
      json: Buffer.from(json),
      row: Buffer.from(row),
      finding: () => finding,
    };
  };
  if (!found.hasForms) {
    let block: Written[] = [];
    for await (const finding of findingsIn(found)) {
      block.push(written(finding));
      if (block.length < AT_A_TIME) continue;
      yield block;
      block = [];
    }
    yield block;
    return;
  }
  const { ofPeers } = found;
  const completed = (one: Written): Written => {
    if (one.agency !== null || one.record === null || !ofPeers.mayComplete(one.rule)) return one;
    const finding = one.finding();
    const suggested = ofPeers.complete(finding);
    return suggested === finding ? one : written(suggested);
  };
  yield found.aboutAgencies.map(written);
  for (const [index, { parts }] of found.inputs.entries()) {
    yield found.fileFindings[index]!.map(written);
    for (const { spool, result } of parts) {
      yield* readFrames(`${spool}.loose`, result.spooled.loose);
      if (isLast) removeFile(`${spool}.loose`);
    }
    for await (const block of writtenOf(parts, isLast)) yield block.map(completed);
  }
  for await (const finding of found.rows()) yield [written(finding)];
}
