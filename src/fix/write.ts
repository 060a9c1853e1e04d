import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createGzip } from 'node:zlib';

/** What was written: bytes and SHA-256 of the content, before it was packed. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes content to a new file that only its owner may read, packed if `gzip` says so. Throws the file system's errors. */
export async function writeContent(
  path: string,
  content: AsyncIterable<Uint8Array>,
  gzip: boolean,
  flags: 'wx' | 'w' = 'wx',
): Promise<Written> {
  const file = createWriteStream(path, { flags, mode: 0o600 });
  const packer = gzip ? createGzip() : undefined;
  const stream = packer ?? file;
  const failure = new Promise<never>((_, reject) => {
    file.once('error', reject);
    packer?.once('error', reject);
  });
  failure.catch(() => {});
  packer?.pipe(file);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
    // A portion is lent until the next is asked for, but the stream keeps it.
    if (!stream.write(Uint8Array.from(chunk))) await Promise.race([once(stream, 'drain'), failure]);
  }
  const finished = once(file, 'close');
  stream.end();
  await Promise.race([finished, failure]);
  return { bytes, sha256: hash.digest('hex') };
}
