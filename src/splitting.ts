import { Buffer } from 'node:buffer';
import { encodeText, writeContent } from './fix/index.ts';
import type { LintResult } from './lint-job.ts';
import { InputError } from './model/errors.ts';
import type { RowView } from './model/row.ts';
import type { Survey } from './model/source.ts';
import { contentOf, readSegment } from './read/index.ts';

/** Records in each part. */
export interface SplitCounts {
  readonly ready: number;
  readonly held: number;
}

/** A stretch of the content, and which part it belongs to. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly isReady: boolean;
}

/** Numbers of the records with an error that stands. */
async function failedRecords(result: LintResult): Promise<ReadonlySet<number>> {
  const failed = new Set<number>();
  for await (const { severity, status, at } of result.findings())
    if (at.record !== null && severity === 'error' && status === 'open') failed.add(at.record);
  return failed;
}

/** Where the records lie. A record whose cells are in doubt was not judged, so it is held. */
async function stretchesOf({ inputs }: LintResult, failed: ReadonlySet<number>): Promise<readonly Stretch[]> {
  const { survey, noneReady } = inputs[0]!;
  const stretches: Stretch[] = [];
  const row = ({ record, start, end, ragged }: RowView): void => {
    stretches.push({ start, end, isReady: !noneReady && !ragged && !failed.has(record) });
  };
  for (const segment of survey.segments) await readSegment(survey, segment, { row, fault: () => {} });
  return stretches;
}

/** Texts that stand before, between and after the records of a part, in the file's encoding. */
interface Frame {
  readonly head: Buffer;
  readonly between: Buffer;
  readonly tail: Buffer;
}

/** The line end of the file's first line; LF if it has none. */
function lineEndOf(first: Uint8Array, survey: Survey): string {
  const wide = survey.encoding === 'utf-16le' || survey.encoding === 'utf-16be';
  const step = wide ? 2 : 1;
  for (let at = 0; at + step <= first.length; at += step) {
    const unit = wide
      ? survey.encoding === 'utf-16be'
        ? first[at]! * 256 + first[at + 1]!
        : first[at]! + first[at + 1]! * 256
      : first[at]!;
    if (unit === 10) return '\n';
    if (unit !== 13) continue;
    const low = first[at + step + (survey.encoding === 'utf-16be' ? 1 : 0)];
    return low === 10 ? '\r\n' : '\r';
  }
  return '\n';
}

function frameOf(survey: Survey, first: Uint8Array, bodyStart: number): Frame {
  const text = (what: string): Buffer => encodeText(what, survey.encoding)!;
  const end = lineEndOf(first, survey);
  const bom = Buffer.from(first.subarray(0, survey.bom));
  if (survey.kind === 'json') return { head: Buffer.concat([bom, text(`[${end}`)]), between: text(`,${end}`), tail: text(`${end}]${end}`) };
  const head = survey.kind === 'jsonl' ? bom : Buffer.from(first.subarray(0, bodyStart));
  return { head, between: text(end), tail: text(end) };
}

/** The content of one part: what stands before the records, and its records as they stand in the file. */
async function* partOf(survey: Survey, stretches: readonly Stretch[], isReady: boolean): AsyncGenerator<Uint8Array> {
  const own = stretches.filter((stretch) => stretch.isReady === isReady);
  const bodyStart = survey.segments[0]?.start ?? 0;
  let frame: Frame | undefined;
  let held = Buffer.alloc(0);
  let offset = 0;
  let next = 0;
  for await (const chunk of contentOf(survey)) {
    held = Buffer.concat([held, chunk]);
    if (frame === undefined) {
      if (held.length < bodyStart) continue;
      frame = frameOf(survey, held, bodyStart);
      yield frame.head;
    }
    for (let stretch = own[next]; stretch !== undefined && stretch.end <= offset + held.length; stretch = own[++next]) {
      if (next > 0) yield frame.between;
      yield held.subarray(stretch.start - offset, stretch.end - offset);
    }
    const from = Math.max(0, Math.min(held.length, (own[next]?.start ?? offset + held.length) - offset));
    held = Buffer.from(held.subarray(from));
    offset += from;
  }
  if (frame !== undefined && (next > 0 || survey.kind === 'json')) yield frame.tail;
}

/**
 * Writes the records that may be submitted and those that may not to two new files of the same kind, each record byte for byte as it is.
 * Lines that are no record go into neither; memory grows with the number of records.
 *
 * @param result the run over the file, which must have no more than one input
 * @throws InputError if a record is lost on the way
 */
export async function splitFile(result: LintResult, paths: { readonly ready: string; readonly held: string }): Promise<SplitCounts> {
  const { survey } = result.inputs[0]!;
  const stretches = await stretchesOf(result, await failedRecords(result));
  const ready = stretches.filter(({ isReady }) => isReady).length;
  await writeContent(paths.ready, partOf(survey, stretches, true), survey.gzip);
  await writeContent(paths.held, partOf(survey, stretches, false), survey.gzip);
  if (ready !== result.run.totals.ready || stretches.length !== result.run.totals.records)
    throw new InputError(`${survey.file}: ${ready} records were found ready where ${result.run.totals.ready} were counted; run again`);
  return { ready, held: stretches.length - ready };
}
