/** A cell as a naive reading finds it: `[start, end)` in the text, and whether it stands plain (0), in quotes (1) or with doubled ones (2). */
type NaiveCell = readonly [start: number, end: number, form: 0 | 1 | 2];

/** A row as a naive reading finds it. */
export interface NaiveRow {
  readonly cells: readonly NaiveCell[];
  /** Where it ends, and where the next begins. */
  readonly end: number;
  readonly next: number;
  readonly breaks: number;
  /** Name, cell, line ends before it, line ends that it would have taken, whether it goes to the end of the file and is in doubt. */
  readonly faults: readonly (readonly [string, number, number, number, boolean, boolean])[];
  readonly cut: boolean;
}

interface Split extends Omit<NaiveRow, 'cut' | 'faults'> {
  readonly faults: NaiveRow['faults'][number][];
  readonly spans: readonly (readonly [open: number, close: number, cell: number])[];
  readonly doubtful: boolean;
}

const breaksIn = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;
const linesIn = (text: string): string[] => text.split(/[\r\n]/);
const cellsIn = (line: string): number => line.split(',').length;
const filled = (lines: readonly string[]): string[] => lines.filter((line) => line !== '');
const isEnd = (sign: string | undefined): boolean => sign === undefined || sign === ',' || sign === '\n' || sign === '\r';
const afterLine = (text: string, from: number, to: number): number =>
  from + (/^[^\r\n]*(\r\n|\r|\n)?/.exec(text.slice(from, to))?.[0].length ?? 0);

/** The last quote of the first odd run of quotes behind `open`, or -1. */
function closeOf(text: string, open: number): number {
  const run = [...text.slice(open + 1).matchAll(/"+/g)].find(([quotes]) => quotes.length % 2 === 1);
  return run === undefined ? -1 : open + run.index + run[0].length;
}

/** Whether a line that begins in `[from, to)` has the cells of a record, half of its commas not followed by a blank. */
function readsLikeRecord(text: string, from: number, to: number, expected: number): boolean {
  const lines = linesIn(text.slice(from, to));
  if (lines.at(-1) === '') lines.pop();
  let at = from;
  return lines.some((line) => {
    const hard = [...line].filter((sign, n) => sign === ',' && text[at + n + 1] !== ' ').length;
    at += line.length + 1;
    return cellsIn(line) >= expected && hard * 2 >= expected - 1;
  });
}

function split(text: string, way: 'literal' | 'guarded' | 'loose', asText: number): Split {
  const cells: NaiveCell[] = [];
  const faults: NaiveRow['faults'][number][] = [];
  const spans: [number, number, number][] = [];
  let [at, breaks, doubtful] = [0, 0, false];
  for (;;) {
    const start = at;
    let told = false;
    if (text[at] === '"') {
      const close = closeOf(text, at);
      const isProper = close >= 0 && isEnd(text[close + 1]);
      const taken = breaksIn(text.slice(at, close < 0 ? text.length : close));
      if (isProper && at !== asText) {
        if (taken > 0) spans.push([at, close, cells.length]);
        breaks += taken;
        cells.push([at + 1, close, text.slice(at + 1, close).includes('"') ? 2 : 1]);
        at = close + 1;
        if (text[at] !== ',') break;
        at++;
        continue;
      }
      told = true;
      const isStray = close >= 0 && taken === 0 && !isProper;
      faults.push([isStray ? 'stray-quote' : 'unclosed-quote', cells.length, breaks, taken, close < 0, true]);
      doubtful ||= isStray;
      const ends = /^[^\r\n]*?"(?=[,\r\n]|$)/.exec(text.slice(close + 1));
      if (isStray && way === 'guarded') at = close + 1;
      if (isStray && way === 'loose' && ends !== null) at = close + 1 + ends[0].length;
    }
    const rest = /^[^,\r\n]*/.exec(text.slice(at))![0];
    if (!told && rest.includes('"')) {
      const before = rest.slice(0, rest.indexOf('"'));
      faults.push(['stray-quote', cells.length, breaks, 0, false, /^[ \t]*$/.test(before)]);
    }
    at += rest.length;
    cells.push([start, at, 0]);
    if (text[at] !== ',') break;
    at++;
  }
  const next = at + (/^(\r\n|\r|\n)/.exec(text.slice(at))?.[0].length ?? 0);
  return { cells, faults, spans, doubtful, breaks, end: at, next };
}

function resync(text: string, way: 'literal' | 'guarded' | 'loose', expected: number): Split {
  const whole = split(text, way, -1);
  if (expected === 0) return whole;
  const isRight = whole.cells.length === expected;
  const lineOf = (at: number): string => linesIn(text.slice(at))[0]!;
  const holds = ([open, close]: Split['spans'][number]): boolean =>
    expected >= 5 &&
    /[\r\n]/.test(text[open + 1] ?? '') &&
    text[close - 1] === ',' &&
    filled(linesIn(text.slice(open + 1, close + 1))).every((line) => cellsIn(line) === expected);
  const isGuilty = (span: Split['spans'][number]): boolean => {
    const [open, close, cell] = span;
    if (cell + cellsIn(lineOf(open)) === expected && (!isRight || holds(span))) return true;
    const [from, to] = [afterLine(text, open, close), afterLine(text, close, whole.end)];
    return expected >= (isRight ? 10 : 5) && readsLikeRecord(text, from, to, expected);
  };
  const guilty = whole.spans.find(isGuilty);
  if (guilty !== undefined) return split(text, way, guilty[0]);
  const [span] = whole.spans;
  if (span === undefined || !isRight || !mayHold(text.slice(0, whole.end), expected)) return whole;
  whole.faults.push(['records-in-quotes', span[2], 0, breaksIn(text.slice(span[0], span[1])), false, false]);
  return whole;
}

/** Whether lines of a row that spans several may be records. */
function mayHold(row: string, expected: number): boolean {
  if (expected < 3) return false;
  if (expected >= 5 && readsLikeRecord(row, afterLine(row, 0, row.length), row.length, expected)) return true;
  const lines = filled(linesIn(row));
  return expected < 10 && lines.every((line) => cellsIn(line) === expected) && (expected >= 5 || lines.length > 2);
}

/** Whether a file that ends inside a quoted cell of this row is cut there. */
function isCut(text: string, row: Split, expected: number): boolean {
  const after = filled(linesIn(text.slice(row.next)));
  if (after.length === 0) return row.end === text.length || row.cells.length < expected;
  if (after.some((line) => cellsIn(line) === expected)) return false;
  return /[\r\n]$/.test(text) || cellsIn(linesIn(text).at(-1)!) >= expected;
}

/**
 * The first row of a text that ends the file, read by regular expressions as `src/read/careful-row.ts` says in words.
 * @param expected cells that a row should have; 0 if not known
 */
export function naiveRow(text: string, expected: number): NaiveRow {
  let row = resync(text, 'literal', expected);
  if (row.doubtful && expected > 0 && row.cells.length !== expected)
    for (const way of ['guarded', 'loose', 'literal'] as const) {
      row = resync(text, way, expected);
      if (row.cells.length === expected) break;
    }
  const cut = expected > 0 && row.faults.some(([, , , , toEnd]) => toEnd) && isCut(text, row, expected);
  return { cells: row.cells, end: row.end, next: row.next, breaks: row.breaks, faults: row.faults, cut };
}
