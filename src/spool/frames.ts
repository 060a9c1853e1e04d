import type { Finding } from '../model/finding.ts';
import type { Forms } from '../model/written.ts';
import { appendTo } from './append.ts';

/** Bytes gathered before they are written, and read at a time. */
export const BLOCK = 1 << 20;
/**
 * Numbers before each finding: bytes of its JSON and row, its record (0 for none), its rule, its agency (by a number from 1, 0 for none), and bytes of that
 * agency, which follow the row where it is told what the number stands for: one more than there are, 0 where that was told before.
 */
export const HEAD = 6 * Uint32Array.BYTES_PER_ELEMENT;
const TOLD = new Uint8Array(0);
/** Agencies whose numbers hold at a time; for one more, numbers begin anew. */
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
  const agencies = new Map<string, number>();
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
      agencies.clear();
    },
    write({ at, agency }, rule, { json, row }) {
      let number = agency === null ? 0 : agencies.get(agency);
      const isTold = number !== undefined;
      if (number === undefined) {
        if (agencies.size === MOST_AGENCIES) agencies.clear();
        number = agencies.size + 1;
        agencies.set(agency!, number);
      }
      const owner = isTold ? TOLD : Buffer.from(agency!);
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
      block.writeUInt32LE(at.record ?? 0, filled + 8);
      block.writeUInt32LE(rule, filled + 12);
      block.writeUInt32LE(number, filled + 16);
      block.writeUInt32LE(isTold ? 0 : owner.length + 1, filled + 20);
      filled += size;
    },
    close() {
      if (filled > 0) flush();
      block = Buffer.allocUnsafeSlow(0);
    },
  };
}
