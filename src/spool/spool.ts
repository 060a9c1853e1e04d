import type { Finding } from '../model/finding.ts';
import type { Forms, Written } from '../model/written.ts';
import { makeFrames } from './frames.ts';
import { readFrames } from './read-frames.ts';

/** Files of findings, one after the other, each written in order. */
export interface SpoolWriter {
  /** Opens a file of its own (refuses one that exists; readable by the owner only), which is made when the first findings are written. What was not closed is let go. */
  begin(path: string): void;
  /** May keep the finding until it is closed. */
  write(finding: Finding): void;
  close(): void;
}

/** Makes the final forms of a finding, and tells its rule's index. */
export type MakeForms = (finding: Finding) => Forms & { readonly rule: number };

/** For findings that are read again as such, and go nowhere else. */
const plainForms: MakeForms = (finding) => ({ json: Buffer.from(JSON.stringify(finding)), row: NO_ROW, rule: 0 });
const NO_ROW = new Uint8Array(0);

/**
 * Findings that wait to be written together: where one record in ten has one, what writes it has to be fetched into the processor's caches
 * each time, which takes longer than the writing.
 */
const TOGETHER = 128;
/** Units of the values in them, at most. */
const MOST_UNITS = 1 << 16;

/** A writer of spool files that has begun one. */
export function openSpool(path: string, formsOf: MakeForms = plainForms): SpoolWriter {
  const spool = makeSpool(formsOf);
  spool.begin(path);
  return spool;
}

/** A writer of spool files that has none yet. */
export function makeSpool(formsOf: MakeForms = plainForms): SpoolWriter {
  const frames = makeFrames();
  const waiting: Finding[] = [];
  let units = 0;
  const flush = (): void => {
    for (let n = 0; n < waiting.length; n++) {
      const finding = waiting[n]!;
      const forms = formsOf(finding);
      frames.write(finding, forms.rule, forms);
    }
    waiting.length = 0;
    units = 0;
  };
  return {
    begin(path) {
      waiting.length = units = 0;
      frames.begin(path);
    },
    write(finding) {
      const { value } = finding.params;
      if (typeof value === 'string') units += value.length;
      waiting.push(finding);
      if (waiting.length === TOGETHER || units > MOST_UNITS) flush();
    },
    close() {
      flush();
      frames.close();
    },
  };
}

/** The findings of a spool in the order they were written; none if the file was never made. Throws as `readFrames` does. */
export async function* readSpool(path: string, exists: boolean): AsyncGenerator<Finding> {
  for await (const block of readFrames(path, exists)) for (const one of block) yield one.finding();
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The one order of findings within a file: record (none first), field, rule, then line. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    (a.at.record ?? 0) - (b.at.record ?? 0) || byText(a.at.field ?? '', b.at.field ?? '') || byText(a.rule, b.rule) || a.at.line - b.at.line
  );
}

/** Merges two streams that are in that order, each some items at a time; what is written is read again only where two are about one record. */
export async function* mergeSpools(
  a: AsyncGenerator<readonly Written[]>,
  b: AsyncGenerator<readonly Written[]>,
): AsyncGenerator<readonly Written[]> {
  let left = await nextOf(a);
  let right = await nextOf(b);
  let [i, j] = [0, 0];
  /** Those that come next, once they were read. */
  let [ofLeft, ofRight]: (Finding | undefined)[] = [];
  const isLeftFirst = (one: Written, other: Written): boolean => {
    const difference = (one.record ?? 0) - (other.record ?? 0);
    if (difference !== 0) return difference < 0;
    ofLeft ??= one.finding();
    ofRight ??= other.finding();
    return compareFindings(ofLeft, ofRight) <= 0;
  };
  while (left !== undefined && right !== undefined) {
    const merged: Written[] = [];
    while (i < left.length && j < right.length) {
      if (isLeftFirst(left[i]!, right[j]!)) {
        merged.push(left[i++]!);
        ofLeft = undefined;
      } else {
        merged.push(right[j++]!);
        ofRight = undefined;
      }
    }
    yield merged;
    if (i === left.length) [left, i] = [await nextOf(a), 0];
    if (j === right.length) [right, j] = [await nextOf(b), 0];
  }
  if (left !== undefined) yield left.slice(i);
  yield* a;
  if (right !== undefined) yield right.slice(j);
  yield* b;
}

/** The next items of a stream, at least one; undefined at its end. */
async function nextOf(stream: AsyncGenerator<readonly Written[]>): Promise<readonly Written[] | undefined> {
  for (;;) {
    const { done, value } = await stream.next();
    if (done) return undefined;
    if (value.length > 0) return value;
  }
}
