import { closeSync, openSync, readSync } from 'node:fs';
import type { Finding, Pack, ShownOfRule, Written } from '../index.ts';
import { writeNew } from './file-writer.ts';

/** Findings that a screen shows, of those that records prove and of those that rest on reading text. */
const ON_SCREEN = 10;
/** Bytes of findings that are held before they are written, those of each rule one behind the other. */
const HELD = 4 << 20;
const LINE_FEED = 0x0a;

/** The first findings of every rule, for reports that show a part. They lie in a file: a hundred rules times a thousand would fill the memory. */
export interface ShownFindings {
  take(finding: Written): void;
  /** The very first, in the order they came. */
  first(): readonly Finding[];
  /** Those kept of one rule, in the order they came. */
  of(rule: string): ShownOfRule;
}

/** Lines of JSON kept of a rule: the last ones in memory, those before by offset and length in the file. */
interface Kept {
  count: number;
  readonly pieces: number[];
  held: Buffer[];
}

/**
 * Keeps at most `most` findings of each rule in the file `path`, made new and readable by the owner only. It goes with its folder.
 * Throws the system's errors, and an error of code `EIO` if the file is shorter than it was.
 */
export function keepFirst(most: number, path: string, { rules }: Pick<Pack, 'rules'>): ShownFindings {
  const file = writeNew(path);
  const kept = rules.map((): Kept => ({ count: 0, pieces: [], held: [] }));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const proven: Finding[] = [];
  const read: Finding[] = [];
  let end = 0;
  let size = 0;
  const putAway = (): void => {
    for (const own of kept) {
      if (own.held.length === 0) continue;
      const bytes = Buffer.concat(own.held);
      file.write(bytes);
      own.pieces.push(end, bytes.length);
      end += bytes.length;
      own.held = [];
    }
    size = 0;
  };
  /** All kept of a rule, some lines at a time. */
  function* linesOf({ pieces, held }: Kept): Generator<Buffer> {
    if (pieces.length > 0) file.leave();
    for (let at = 0; at < pieces.length; at += 2) yield bytesAt(path, pieces[at]!, pieces[at + 1]!);
    yield* held;
  }
  function* findingsOf(own: Kept): Generator<Finding> {
    for (const lines of linesOf(own))
      for (let from = 0; from < lines.length; ) {
        const to = lines.indexOf(LINE_FEED, from);
        yield JSON.parse(lines.toString('utf8', from, to)) as Finding;
        from = to + 1;
      }
  }
  const lastOf = ({ pieces, held }: Kept): Finding | undefined => {
    const last = held.at(-1);
    if (last !== undefined) return JSON.parse(last.toString()) as Finding;
    if (pieces.length === 0) return undefined;
    file.leave();
    const lines = bytesAt(path, pieces.at(-2)!, pieces.at(-1)!);
    return JSON.parse(lines.toString('utf8', lines.lastIndexOf(LINE_FEED, lines.length - 2) + 1)) as Finding;
  };
  return {
    take(finding) {
      const own = kept[finding.rule]!;
      if (own.count >= most) return;
      own.count++;
      const soFar = rules[finding.rule]!.basis === 'record' ? proven : read;
      if (soFar.length < ON_SCREEN) soFar.push(finding.finding());
      // A copy: it is a part of what was read with many others, which would all stay with it.
      own.held.push(Buffer.from(finding.json));
      size += finding.json.length;
      if (size >= HELD) putAway();
    },
    first: () => [...proven, ...read],
    of(rule) {
      const own = kept[indexOf.get(rule) ?? -1] ?? { count: 0, pieces: [], held: [] };
      return {
        length: own.count,
        at: (place) => (place === -1 ? lastOf(own) : [...findingsOf(own)].at(place)),
        [Symbol.iterator]: () => findingsOf(own),
      };
    },
  };
}

/** So many bytes from the 0-based offset of a file on. */
function bytesAt(path: string, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  const descriptor = openSync(path, 'r');
  try {
    for (let got = 0; got < length; ) {
      const count = readSync(descriptor, bytes, got, length - got, offset + got);
      if (count === 0) throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
      got += count;
    }
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}
