import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Finding } from '../index.ts';

/** Findings that a screen shows, of those that records prove and of those that rest on reading text. */
const ON_SCREEN = 10;
/** Characters gathered before they are written. */
const BLOCK = 1 << 16;

/** The first findings of every rule, for reports that show a part. They lie in a file: a hundred rules times a thousand would fill the memory. */
export interface ShownFindings {
  take(finding: Finding): void;
  /** The very first, in the order they came. */
  first(): readonly Finding[];
  /** Those kept of one rule, in the order they came. */
  of(rule: string): readonly Finding[];
  /** Closes the file, which goes with its folder. */
  close(): void;
}

/** Keeps at most `most` findings of each rule in the file `path`, made new and readable by the owner only. Throws the system's errors. */
export function keepFirst(most: number, path: string): ShownFindings {
  const file = openSync(path, 'wx+', 0o600);
  /** By rule: offset and length in bytes of each finding kept. */
  const places = new Map<string, number[]>();
  const proven: Finding[] = [];
  const read: Finding[] = [];
  let text = '';
  let end = 0;
  const flush = () => {
    if (text !== '') writeSync(file, text);
    text = '';
  };
  return {
    take(finding) {
      let own = places.get(finding.rule);
      if (own === undefined) {
        own = [];
        places.set(finding.rule, own);
      }
      if (own.length >= most * 2) return;
      const soFar = finding.basis === 'record' ? proven : read;
      if (soFar.length < ON_SCREEN) soFar.push(finding);
      const line = JSON.stringify(finding);
      const length = Buffer.byteLength(line);
      own.push(end, length);
      end += length;
      text += line;
      if (text.length >= BLOCK) flush();
    },
    first: () => [...proven, ...read],
    of(rule) {
      flush();
      const own = places.get(rule) ?? [];
      const findings: Finding[] = [];
      for (let i = 0; i < own.length; i += 2) {
        const bytes = Buffer.alloc(own[i + 1]!);
        for (let got = 0; got < bytes.length; ) got += readSync(file, bytes, got, bytes.length - got, own[i]! + got);
        findings.push(JSON.parse(bytes.toString()) as Finding);
      }
      return findings;
    },
    close: () => closeSync(file),
  };
}
