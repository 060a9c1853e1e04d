import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import type { Finding } from '../model/finding.ts';

/** Bytes gathered before they are written. */
const BLOCK = 1 << 20;

/** A file of findings, one JSON text a line, written in order. */
export interface SpoolWriter {
  write(finding: Finding): void;
  close(): void;
}

/** Opens a spool file of its own (refuses one that exists; readable by the owner only). It is made when the first finding comes. */
export function openSpool(path: string): SpoolWriter {
  let file: number | undefined;
  let text = '';
  const flush = () => {
    file ??= openSync(path, 'wx', 0o600);
    writeSync(file, text);
    text = '';
  };
  return {
    write(finding) {
      text += `${JSON.stringify(finding)}\n`;
      if (text.length >= BLOCK) flush();
    },
    close() {
      if (text !== '') flush();
      if (file !== undefined) closeSync(file);
    },
  };
}

/** The findings of a spool in the order they were written; none if the file was never made. Lines end at LF alone, whatever else a text holds. */
export async function* readSpool(path: string, exists: boolean): AsyncGenerator<Finding> {
  if (!exists) return;
  let rest = '';
  const stream = createReadStream(path, { highWaterMark: BLOCK, encoding: 'utf8' });
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as Finding;
  }
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
