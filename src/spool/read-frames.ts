import { setImmediate as turn } from 'node:timers/promises';
import type { Finding } from '../model/finding.ts';
import type { Written } from '../model/written.ts';
import { readFrom } from './append.ts';
import { BLOCK, HEAD } from './frames.ts';

const NOTHING: Buffer = Buffer.alloc(0);

/** A finding that stands in a block, lent with it: of millions, none is made anew. */
class Frame implements Written {
  rule = 0;
  record: number | null = null;
  agency: string | null = null;
  private block = NOTHING;
  private start = 0;
  private middle = 0;
  private end = 0;

  /** @param start 0-based offset of its JSON, @param middle of its row, @param end of what follows */
  set(block: Buffer, start: number, middle: number, end: number): void {
    this.block = block;
    this.start = start;
    this.middle = middle;
    this.end = end;
  }

  get json(): Buffer {
    return this.block.subarray(this.start, this.middle);
  }

  get row(): Buffer {
    return this.block.subarray(this.middle, this.end);
  }

  finding(): Finding {
    return JSON.parse(this.block.toString('utf8', this.start, this.middle));
  }
}

/** What is read into, and the findings in it. */
interface Room {
  block: Buffer;
  readonly frames: Frame[];
}

/** What was used before: a run has thousands of such files, most of them small. */
let spare: Room | undefined;

/**
 * The findings of a file of frames in the order they were written, some at a time, which are lent until the next are asked for; none if it was never made.
 * Throws the system's errors, and an error of code `EIO` if the file is shorter than it was.
 */
export async function* readFrames(path: string, exists: boolean): AsyncGenerator<readonly Written[]> {
  if (!exists) return;
  const room = spare ?? { block: Buffer.allocUnsafeSlow(BLOCK), frames: [] };
  spare = undefined;
  const agencies: string[] = [];
  try {
    for (let offset = 0; ; ) {
      const block = readFrom(path, offset, room.block);
      if (block.length === 0) return;
      // Signals and timers get their turn only between such steps.
      await turn();
      const { count, end } = framesIn(block, room.frames, agencies);
      if (count > 0) yield room.frames.slice(0, count);
      else if (block.length < room.block.length)
        throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
      offset += end;
      const length = end > 0 ? BLOCK : room.block.length * 2;
      if (room.block.length !== length) room.block = Buffer.allocUnsafeSlow(length);
    }
  } finally {
    if (room.block.length === BLOCK) spare = room;
  }
}

/** Fills frames with the findings that stand whole in a block: how many, and where they end. @param agencies by number from 0, as told so far */
function framesIn(block: Buffer, frames: Frame[], agencies: string[]): { readonly count: number; readonly end: number } {
  let count = 0;
  let at = 0;
  while (at + HEAD <= block.length) {
    const start = at + HEAD;
    const middle = start + block.readUInt32LE(at);
    const end = middle + block.readUInt32LE(at + 4);
    const told = block.readUInt32LE(at + 20);
    const next = end + Math.max(0, told - 1);
    if (next > block.length) break;
    const number = block.readUInt32LE(at + 16);
    if (told > 0) agencies[number - 1] = block.toString('utf8', end, next);
    if (count === frames.length) frames.push(new Frame());
    const frame = frames[count++]!;
    frame.set(block, start, middle, end);
    frame.rule = block.readUInt32LE(at + 12);
    frame.record = block.readUInt32LE(at + 8) || null;
    frame.agency = number === 0 ? null : agencies[number - 1]!;
    at = next;
  }
  return { count, end: at };
}
