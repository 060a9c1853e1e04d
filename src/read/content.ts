import type { Survey } from '../model/source.ts';
import { assertUnchanged, bytesOf } from './bytes.ts';
import { gunzipped } from './gunzip.ts';
import { reopen } from './segment.ts';

/**
 * The bytes of a surveyed file from its first to its last, unpacked if it is gzip. A portion is lent until the next is asked for.
 * Throws InputError if the file can't be read or has changed since the survey.
 */
export async function* contentOf(survey: Survey): AsyncGenerator<Uint8Array> {
  const opened = await reopen(survey);
  try {
    const bytes = bytesOf(opened, 0, survey.bytes);
    yield* survey.gzip ? gunzipped(bytes, { why: null }) : bytes;
    await assertUnchanged(opened);
  } finally {
    await opened.handle.close();
  }
}
