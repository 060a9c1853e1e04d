import { setImmediate as turn } from 'node:timers/promises';
import type { Finding } from '../model/finding.ts';
import type { Forms, Written } from '../model/written.ts';
import { appendTo, readFrom } from './append.ts';

/** Bytes gathered before they are written, and read at a time. */
const BLOCK = 1 << 20;
/** Numbers before each finding: bytes of its JSON, row and agency (one more than it has; 0 for none), its record (0 for none) and rule. */
const HEAD = 5 * Uint32Array.BYTES_PER_ELEMENT;
const NOBODY = new Uint8Array(0);
/** Agencies of which the bytes are kept; when there are more all are forgotten. */
const MOST_AGENCIES = 1000;

/** Files of findings in their final forms, one after the other, each written in order. No descriptor is held between the blocks. */
export interface FrameWriter {
  /** Opens a file of its own (refuses one that exists; readable by the owner only). It is made when the first finding comes. */
  begin(path: string): void;
  write(finding: Finding, rule: number, forms: Forms): void;
  close(): void;
}

/** Has no file yet. */
export function makeFrames(): FrameWriter {
  let path = '';
  let isNew = true;
  let block = Buffer.allocUnsafeSlow(0);
  let filled = 0;
  const agencies = new Map<string, Uint8Array>();
  const bytesOf = (agency: string): Uint8Array => {
    const known = agencies.get(agency);
    if (known !== undefined) return known;
    if (agencies.size === MOST_AGENCIES) agencies.clear();
    const made = Buffer.from(agency);
    agencies.set(agency, made);
    return made;
  };
  const flush = (): void => {
    appendTo(path, block.subarray(0, filled), isNew);
    isNew = false;
    filled = 0;
  };
  return {
    begin(next) {
      path = next;
      isNew = true;
      filled = 0;
    },
    write({ at, agency }, rule, { json, row }) {
      const owner = agency === null ? NOBODY : bytesOf(agency);
      const size = HEAD + json.length + row.length + owner.length;
      if (filled + size > block.length) {
        if (filled > 0) flush();
        // Most parts of a run have few findings, and so no need of a whole block.
        if (size > block.length || block.length < BLOCK)
          block = Buffer.allocUnsafeSlow(Math.max(size, Math.min(BLOCK, block.length * 8 || 1 << 14)));
      }
      const start = filled + HEAD;
      block.set(json, start);
      block.set(row, start + json.length);
      block.set(owner, start + json.length + row.length);
      block.writeUInt32LE(json.length, filled);
      block.writeUInt32LE(row.length, filled + 4);
      block.writeUInt32LE(agency === null ? 0 : owner.length + 1, filled + 8);
      block.writeUInt32LE(at.record ?? 0, filled + 12);
      block.writeUInt32LE(rule, filled + 16);
      filled += size;
    },
    close() {
      if (filled > 0) flush();
      block = Buffer.allocUnsafeSlow(0);
    },
  };
}

/**
 * The findings of such a file in the order they were written, some at a time, which are lent until the next are asked for; none if it was never made. Throws the system's errors, and an
 * error of code `EIO` if the file is shorter than it was.
 */
export async function* readFrames(path: string, exists: boolean): AsyncGenerator<readonly Written[]> {
  if (!exists) return;
  let room = spare ?? Buffer.allocUnsafeSlow(BLOCK);
  spare = undefined;
  try {
    for (let offset = 0; ; ) {
      const block = readFrom(path, offset, room);
      if (block.length === 0) return;
      // Signals and timers get their turn only between such steps.
      await turn();
      const { found, end } = framesIn(block);
      if (found.length > 0) yield found;
      else if (block.length < room.length)
        throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
      offset += end;
      const length = end > 0 ? BLOCK : room.length * 2;
      if (room.length !== length) room = Buffer.allocUnsafeSlow(length);
    }
  } finally {
    if (room.length === BLOCK) spare = room;
  }
}

/** Memory that was read into before: a run has thousands of such files, most of them small. */
let spare: Buffer | undefined;

/** The findings that stand whole in a block, and where they end. */
function framesIn(block: Buffer): { readonly found: readonly Written[]; readonly end: number } {
  const found: Written[] = [];
  let at = 0;
  while (at + HEAD <= block.length) {
    const row = at + HEAD + block.readUInt32LE(at);
    const agency = row + block.readUInt32LE(at + 4);
    const agencyBytes = block.readUInt32LE(at + 8);
    const end = agency + Math.max(0, agencyBytes - 1);
    if (end > block.length) break;
    const json = block.subarray(at + HEAD, row);
    found.push({
      rule: block.readUInt32LE(at + 16),
      record: block.readUInt32LE(at + 12) || null,
      agency: agencyBytes === 0 ? null : block.toString('utf8', agency, end),
      json,
      row: block.subarray(row, agency),
      finding: () => JSON.parse(json.toString()) as Finding,
    });
    at = end;
  }
  return { found, end: at };
}
