import { closeSync, openSync, readSync } from 'node:fs';
import type { Finding, Pack, ShownOfRule, Written } from '../index.ts';
import { writeNew } from './file-writer.ts';
import { gathered } from './gathered.ts';

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

/** Lines of JSON kept of a rule, by offset and length in turn: the last ones as they lie in memory, those before in the file, some together. */
interface Kept {
  count: number;
  readonly pieces: number[];
  held: number[];
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
  const lines = gathered();
  function* heldOf({ held }: Kept): Generator<Buffer> {
    const { buffer, byteOffset } = lines.all();
    for (let at = 0; at < held.length; at += 2) yield Buffer.from(buffer, byteOffset + held[at]!, held[at + 1]!);
  }
  const putAway = (): void => {
    for (const own of kept) {
      if (own.held.length === 0) continue;
      const start = end;
      for (const line of heldOf(own)) {
        file.write(line);
        end += line.length;
      }
      own.pieces.push(start, end - start);
      own.held = [];
    }
    lines.take();
  };
  /** All kept of a rule, some lines at a time. */
  function* linesOf(own: Kept): Generator<Buffer> {
    const { pieces } = own;
    if (pieces.length > 0) file.leave();
    for (let at = 0; at < pieces.length; at += 2) yield bytesAt(path, pieces[at]!, pieces[at + 1]!);
    yield* heldOf(own);
  }
  function* findingsOf(own: Kept): Generator<Finding> {
    for (const lines of linesOf(own))
      for (let from = 0; from < lines.length; ) {
        const to = lines.indexOf(LINE_FEED, from);
        yield JSON.parse(lines.toString('utf8', from, to)) as Finding;
        from = to + 1;
      }
  }
  const lastOf = (own: Kept): Finding | undefined => {
    const { pieces } = own;
    const held = [...heldOf(own)].at(-1);
    if (held === undefined && pieces.length === 0) return undefined;
    if (held === undefined) file.leave();
    const last = held ?? bytesAt(path, pieces.at(-2)!, pieces.at(-1)!);
    return JSON.parse(last.toString('utf8', last.lastIndexOf(LINE_FEED, last.length - 2) + 1)) as Finding;
  };
  return {
    take(finding) {
      const own = kept[finding.rule]!;
      if (own.count >= most) return;
      own.count++;
      const soFar = rules[finding.rule]!.basis === 'record' ? proven : read;
      if (soFar.length < ON_SCREEN) soFar.push(finding.finding());
      const { json } = finding;
      own.held.push(lines.size, json.length);
      lines.add(json);
      if (lines.size >= HELD) putAway();
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
