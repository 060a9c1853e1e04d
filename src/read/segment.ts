import type { RowSink } from '../model/row.ts';
import type { Segment, Survey } from '../model/source.ts';
import { assertUnchanged, bytesOf, CHUNK_SIZE, type OpenFile, openFile } from './bytes.ts';
import { type FileSurvey, segmentReader } from './file-survey.ts';
import { gunzipped } from './gunzip.ts';
import type { Reader } from './reader.ts';

/** Bytes read at a time beyond the segment, where an open quote leads there. */
const BEYOND = 64 << 10;

export interface SegmentOptions {
  /** Bytes read at a time; changes nothing but speed. */
  readonly chunkSize?: number | undefined;
  /** Told how many more bytes of the segment, as they lie on disk, have been read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

async function* counted(bytes: AsyncIterable<Uint8Array>, onBytes: SegmentOptions['onBytes']): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onBytes?.(chunk.length);
    yield chunk;
  }
}

async function feed(reader: Reader, bytes: AsyncIterable<Uint8Array>, skip = 0): Promise<void> {
  let before = skip;
  for await (const chunk of bytes) {
    const from = Math.min(before, chunk.length);
    before -= from;
    reader.push(chunk.subarray(from));
    if (reader.done()) return;
  }
}

/** Opens the file of a survey again. Throws InputError if it has changed since. */
export async function reopen(survey: Survey): Promise<OpenFile> {
  const opened = await openFile(survey.path, survey.file);
  try {
    await assertUnchanged(opened, (survey as Partial<FileSurvey>).state);
  } catch (error) {
    await opened.handle.close();
    throw error;
  }
  return opened;
}

/**
 * Hands the data rows and faults of one segment to the sink, in file order; what the survey holds in `faults` is not told again.
 * Throws InputError if the file can't be read or has changed since the survey.
 */
export async function readSegment(survey: Survey, segment: Segment, sink: RowSink, options: SegmentOptions = {}): Promise<void> {
  const size = options.chunkSize ?? CHUNK_SIZE;
  const opened = await reopen(survey);
  try {
    const reader = segmentReader(survey, segment, sink);
    if (survey.gzip) {
      const compressed = counted(bytesOf(opened, 0, survey.bytes, size), options.onBytes);
      await feed(reader, gunzipped(compressed, { why: null }), segment.start);
    } else {
      await feed(reader, counted(bytesOf(opened, segment.start, segment.end, size), options.onBytes));
      if (!reader.done()) await feed(reader, bytesOf(opened, segment.end, survey.bytes, Math.min(size, BEYOND)));
    }
    reader.finish();
    await assertUnchanged(opened);
  } finally {
    await opened.handle.close();
  }
}
