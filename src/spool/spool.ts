import { setImmediate as turn } from 'node:timers/promises';
import type { Finding } from '../model/finding.ts';
import { appendTo, readFrom } from './append.ts';

/** Characters gathered before they are written, and bytes read at a time. */
const BLOCK = 1 << 20;
const LF = 10;

/** A file of findings, one JSON text a line, written in order. No descriptor is held between the blocks. */
export interface SpoolWriter {
  write(finding: Finding): void;
  close(): void;
}

/** Opens a spool file of its own (refuses one that exists; readable by the owner only). It is made when the first finding comes. */
export function openSpool(path: string): SpoolWriter {
  let isNew = true;
  let text = '';
  const flush = () => {
    appendTo(path, Buffer.from(text), isNew);
    isNew = false;
    text = '';
  };
  return {
    write(finding) {
      text += `${JSON.stringify(finding)}\n`;
      if (text.length >= BLOCK) flush();
    },
    close() {
      if (text !== '') flush();
    },
  };
}

/**
 * The findings of a spool in the order they were written; none if the file was never made. Lines end at LF alone, whatever else a text
 * holds. Throws the system's errors, and an error of code `EIO` if the file is shorter than it was.
 */
export async function* readSpool(path: string, exists: boolean): AsyncGenerator<Finding> {
  if (!exists) return;
  let rest: Uint8Array = new Uint8Array(0);
  for (let offset = 0; ; ) {
    const block = readFrom(path, offset, BLOCK);
    if (block.length === 0) break;
    offset += block.length;
    // Signals and timers get their turn only between such steps.
    await turn();
    const end = block.lastIndexOf(LF) + 1;
    if (end === 0) {
      rest = Buffer.concat([rest, block]);
      continue;
    }
    const lines = Buffer.concat([rest, block.subarray(0, end)])
      .toString()
      .split('\n');
    rest = block.subarray(end);
    lines.pop();
    for (const line of lines) yield JSON.parse(line) as Finding;
  }
  if (rest.length > 0) throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The one order of findings within a file: record (none first), field, rule, then line. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    (a.at.record ?? 0) - (b.at.record ?? 0) || byText(a.at.field ?? '', b.at.field ?? '') || byText(a.rule, b.rule) || a.at.line - b.at.line
  );
}

/** Merges two streams that are in order. */
export async function* mergeSpools(a: AsyncGenerator<Finding>, b: AsyncGenerator<Finding>): AsyncGenerator<Finding> {
  let left = await a.next();
  let right = await b.next();
  while (!left.done || !right.done) {
    if (right.done || (!left.done && compareFindings(left.value, right.value) <= 0)) {
      yield left.value as Finding;
      left = await a.next();
    } else {
      yield right.value;
      right = await b.next();
    }
  }
}
