import { closeSync, openSync, readSync } from 'node:fs';
import type { Finding, Pack, Written } from '../index.ts';
import { writeNew } from './file-writer.ts';

/** Findings that a screen shows, of those that records prove and of those that rest on reading text. */
const ON_SCREEN = 10;

/** The first findings of every rule, for reports that show a part. They lie in a file: a hundred rules times a thousand would fill the memory. */
export interface ShownFindings {
  take(finding: Written): void;
  /** The very first, in the order they came. */
  first(): readonly Finding[];
  /** Those kept of one rule, in the order they came. */
  of(rule: string): readonly Finding[];
}

/**
 * Keeps at most `most` findings of each rule in the file `path`, made new and readable by the owner only. It goes with its folder.
 * Throws the system's errors, and an error of code `EIO` if the file is shorter than it was.
 */
export function keepFirst(most: number, path: string, { rules }: Pick<Pack, 'rules'>): ShownFindings {
  const file = writeNew(path);
  /** By rule: offset and length in bytes of each finding kept. */
  const places = new Map<string, number[]>();
  const proven: Finding[] = [];
  const read: Finding[] = [];
  let end = 0;
  return {
    take(finding) {
      const { id, basis } = rules[finding.rule]!;
      let own = places.get(id);
      if (own === undefined) {
        own = [];
        places.set(id, own);
      }
      if (own.length >= most * 2) return;
      const soFar = basis === 'record' ? proven : read;
      if (soFar.length < ON_SCREEN) soFar.push(finding.finding());
      const { json } = finding;
      own.push(end, json.length);
      end += json.length;
      file.write(json);
    },
    first: () => [...proven, ...read],
    of(rule) {
      file.leave();
      const own = places.get(rule) ?? [];
      if (own.length === 0) return [];
      const findings: Finding[] = [];
      const descriptor = openSync(path, 'r');
      const bytes = Buffer.allocUnsafe(own.reduce((longest, number, i) => (i % 2 === 1 ? Math.max(longest, number) : longest), 0));
      try {
        for (let i = 0; i < own.length; i += 2)
          findings.push(JSON.parse(textAt(descriptor, own[i]!, bytes.subarray(0, own[i + 1]!))) as Finding);
      } finally {
        closeSync(descriptor);
      }
      return findings;
    },
  };
}

/** The text that fills `bytes` from the 0-based offset of a file on. */
function textAt(descriptor: number, offset: number, bytes: Buffer): string {
  for (let got = 0; got < bytes.length; ) {
    const count = readSync(descriptor, bytes, got, bytes.length - got, offset + got);
    if (count === 0) throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
    got += count;
  }
  return bytes.toString();
}
