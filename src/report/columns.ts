import Table from 'cli-table3';

/** One column of a table on a terminal. Widths are in characters. */
export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** Takes what the other columns leave; one column of a table may. */
  readonly flexible?: true;
}

/** Text and, apart from it, how it is painted: widths are measured on the text alone. */
export interface PaintedCell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
/** Blanks between columns: two, or one where that would leave the flexible column too little. */
const GAPS = [2, 1] as const;
const NARROWEST_FLEXIBLE = 12;

/** A table without a frame, at most `width` wide as long as the columns that are not flexible leave room. Cells may have several lines. */
export function columns(heads: readonly Column[], rows: readonly (readonly PaintedCell[])[], width: number): string {
  const last = heads.length - 1;
  const natural = heads.map((head, index) => {
    const texts = [head.head, ...rows.map((row) => row[index]?.text ?? '')];
    return Math.max(...texts.flatMap((text) => text.split('\n')).map((line) => [...line].length));
  });
  const others = natural.reduce((sum, one, index) => (heads[index]?.flexible ? sum : sum + one), 0);
  const left = (gap: number) => width - others - gap * last;
  const gap = GAPS.find((one) => left(one) >= NARROWEST_FLEXIBLE) ?? 1;
  const widths = natural.map((one, index) => (heads[index]?.flexible ? Math.min(one, Math.max(NARROWEST_FLEXIBLE, left(gap))) : one));
  const table = new Table({
    chars: NO_FRAME,
    style: { 'padding-left': 0, 'padding-right': gap, head: [], border: [], compact: true },
    colWidths: widths.map((one) => one + gap),
    colAligns: heads.map((head) => head.align),
    wordWrap: true,
  });
  table.push(heads.map((head) => head.head));
  for (const row of rows) table.push(row.map(({ text, paint }) => (paint ? text.split('\n').map(paint).join('\n') : text)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
