import { BrokenWorkbook } from './broken.ts';
import type { NumberFormat } from './number-format.ts';
import { plainText } from './plain-text.ts';
import type { SharedStrings } from './shared-strings.ts';
import { readXml } from './xml.ts';

/** Rows and columns of the largest sheet there is. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** What a cell shows whose formula nobody has worked out: programs that only write leave that to the next spreadsheet. */
const NOT_WORKED_OUT = '#CALC!';

/** 0-based column of a cell's reference such as `AB12`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

/** Told each row that is written in the sheet. @param row 1-based; @param cells text by 0-based column, lent until it returns */
export type TakeRow = (row: number, cells: readonly string[]) => void;

/**
 * Reads the cells of a sheet as they are shown, row by row. Rows and cells that are not written are blank.
 * Throws BrokenWorkbook where it can't go on; rows told before stand.
 */
export async function readSheetRows(
  part: string,
  bytes: AsyncIterable<Uint8Array>,
  strings: SharedStrings,
  formats: readonly NumberFormat[],
  take: TakeRow,
): Promise<void> {
  let cells: string[] = [];
  let row = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value: string | undefined;
  let inline = '';
  let hasFormula = false;
  let taking: 'value' | 'inline' | undefined;
  let pronounced = false;

  const shown = (): string => {
    if (type === 'inlineStr') return plainText(inline);
    if (value === undefined) return hasFormula ? NOT_WORKED_OUT : '';
    switch (type) {
      case 's':
        return value === '' ? '' : strings.text(Number(value));
      case 'str':
        return plainText(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'n': {
        const number = value === '' ? Number.NaN : Number(value);
        return Number.isFinite(number) ? (formats[style]?.(number) ?? String(number)) : value;
      }
      default:
        return value;
    }
  };
  await readXml(part, bytes, {
    open(name, attributes) {
      if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (!(column >= 0 && column < MOST_COLUMNS)) throw new BrokenWorkbook(`row ${row} has a cell in no column that a sheet has`);
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = undefined;
        inline = '';
        hasFormula = false;
      } else if (name === 'v') {
        value = '';
        taking = 'value';
      } else if (name === 't') taking = pronounced ? undefined : 'inline';
      else if (name === 'rPh') pronounced = true;
      else if (name === 'f') hasFormula = true;
      else if (name === 'row') {
        const next = attributes.r === undefined ? row + 1 : Number(attributes.r);
        if (!(Number.isInteger(next) && next > row && next <= MOST_ROWS))
          throw new BrokenWorkbook(`after row ${row} stands a row that can't stand there`);
        row = next;
        column = -1;
        cells = [];
      }
    },
    close(name) {
      if (name === 'c') {
        const text = shown();
        if (text === '') return;
        while (cells.length < column) cells.push('');
        cells[column] = text;
      } else if (name === 'v' || name === 't') taking = undefined;
      else if (name === 'rPh') pronounced = false;
      else if (name === 'row') take(row, cells);
    },
    text(text) {
      if (taking === 'value') value += text;
      else if (taking === 'inline') inline += text;
    },
  });
}
