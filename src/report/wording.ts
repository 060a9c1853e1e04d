import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { forCsv, isBareCell } from './escape.ts';
import type { Line } from './line.ts';
import { filled, howToFix, labelOf, messageOf, problemOf } from './sentences.ts';

/** The words in a fix list of what a rule finds at a field, ready but for the facts of each finding. */
export interface Wording {
  readonly rule: Rule;
  readonly pack: Pack;
  readonly marking: string;
  /** The problem as a cell, cut where facts stand. Undefined if what the cell looks like may rest on more than the facts. */
  readonly parts: readonly Uint8Array[] | undefined;
  /** Names of these facts, one fewer. */
  readonly blanks: readonly string[];
  /** How to fix it, between commas. */
  readonly fix: Uint8Array;
  /** What ends the row. */
  readonly end: Uint8Array;
}

export function wordingOf(rule: Rule, field: string | null, pack: Pack, marking: string): Wording {
  const message = messageOf(rule);
  const texts: string[] = [message[0]!];
  const blanks: string[] = [];
  for (let n = 1; n < message.length; n += 2) {
    if (message[n] === 'field') texts[texts.length - 1] += labelOf(field, pack) + message[n + 1]!;
    else {
      blanks.push(message[n]!);
      texts.push(message[n + 1]!);
    }
  }
  return {
    rule,
    pack,
    marking,
    parts: partsOfCell(texts)?.map((text) => Buffer.from(text)),
    blanks,
    fix: Buffer.from(`,${forCsv(howToFix(rule))},`),
    end: Buffer.from(`,${forCsv(marking)}\r\n`),
  };
}

/** The parts as they stand in a cell if what stands between them is bare; undefined if that is not sure. */
function partsOfCell(texts: readonly string[]): readonly string[] | undefined {
  const mark = 'x';
  const whole = texts.join(mark);
  const escaped = forCsv(whole);
  if (!isBareCell(whole.replace(/[",]/g, mark)) || (escaped !== whole && escaped !== `"${whole.replaceAll('"', '""')}"`)) return undefined;
  if (escaped === whole) return texts;
  const inQuotes = texts.map((text) => text.replaceAll('"', '""'));
  inQuotes[0] = `"${inQuotes[0]}`;
  inQuotes[inQuotes.length - 1] += '"';
  return inQuotes;
}

/** Writes the problem of a finding as a cell of a fix list. */
export function writeProblem(line: Line, finding: Finding, { parts, blanks, rule, pack }: Wording): void {
  if (parts === undefined) return line.csv(problemOf(finding, rule, pack));
  const start = line.length();
  line.bytes(parts[0]!);
  for (let n = 0; n < blanks.length; n++) {
    if (!line.bare(filled(blanks[n]!, finding, pack))) {
      line.back(start);
      return line.csv(problemOf(finding, rule, pack));
    }
    line.bytes(parts[n + 1]!);
  }
}
