import { createRequire } from 'node:module';
import { forSheet } from './escape.ts';
import { wrap } from './wrap.ts';

// Loaded when a workbook is written: its tables take longer to fill than a small batch to check.
const load = createRequire(import.meta.url);

/** What stands in a cell: text is never taken for a formula. */
export type SheetCell = string | number | null;

/** How a cell looks, by its number in `STYLES`. */
export const PLAIN = 0;
export const HEADING = 1;
export const BAND = 2;
export const LARGE = 3;

/** A sheet that is written row by row. */
export interface SheetWriter {
  row(cells: readonly SheetCell[], style?: number): void;
  /** @param tail what follows the rows: filters, lists to choose from */
  close(tail?: string): void;
}

export interface SheetColumn {
  /** In characters. */
  readonly width: number;
}

/** Characters beside each other that can still be read if a printed page takes them all. */
const WIDEST_PAGE = 200;

/** Height of a line of text, and of a large one, in points; the most that a row can have, by the specification of Excel. */
const LINE = 15;
const LARGE_LINE = 21;
const HIGHEST_ROW = 409;

/** Rows that a sheet can have, by the specification of Excel. */
export const MOST_ROWS = 1_048_576;
/** Characters that a cell can have, by the same. */
const LONGEST_CELL = 32_767;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Plain, heading, every other record, large; all as text that wraps. */
const STYLES = `${HEAD}<styleSheet ${MAIN}><fonts count="3"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Arial"/></font><font><b/><sz val="16"/><name val="Arial"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1D3557"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF3F8"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">${[
  'fontId="0" fillId="0"',
  'fontId="1" fillId="2"',
  'fontId="0" fillId="3"',
  'fontId="2" fillId="0"',
]
  .map((look) => `<xf numFmtId="49" ${look} applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`)
  .join('')}</cellXfs></styleSheet>`;

/** A fixed day, so that the same findings give the same bytes. */
const MADE = new Date(1980, 0, 1);

/** `A`, `B`, … `AA` for a 0-based column. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

/**
 * A workbook of sheets, written as a stream. Sheets stand in the order of `names`, and may be written in any other, one after the other.
 * @param marking protective marking, at the head of every printed page
 * @param give takes the bytes as they come
 */
export function writeWorkbook(names: readonly string[], marking: string, give: (bytes: Uint8Array) => void) {
  const { strToU8, Zip, ZipDeflate, ZipPassThrough } = load('fflate') as typeof import('fflate');
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    give(bytes);
  });
  const small = (name: string, text: string): void => {
    const file = new ZipPassThrough(name);
    file.mtime = MADE;
    zip.add(file);
    file.push(strToU8(text), true);
  };
  const parts = names.map((_, index) => `/xl/worksheets/sheet${index + 1}.xml`);
  small(
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/>${parts.map((part) => `<Override PartName="${part}" ContentType="${SHEET}.worksheet+xml"/>`).join('')}</Types>`,
  );
  small(
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  small(
    'xl/workbook.xml',
    `${HEAD}<workbook ${MAIN} xmlns:r="${DOCUMENT}"><sheets>${names.map((name, index) => `<sheet name="${forSheet(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  );
  small(
    'xl/_rels/workbook.xml.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts.map((part, index) => `<Relationship Id="rId${index + 1}" Type="${DOCUMENT}/worksheet" Target="${part}"/>`).join('')}<Relationship Id="rId${parts.length + 1}" Type="${DOCUMENT}/styles" Target="/xl/styles.xml"/></Relationships>`,
  );
  small('xl/styles.xml', STYLES);
  return {
    sheet(name: string, columns: readonly SheetColumn[], isTable: boolean): SheetWriter {
      const file = new ZipDeflate(parts[names.indexOf(name)]!.slice(1), { level: 6 });
      file.mtime = MADE;
      zip.add(file);
      let number = 0;
      const isNarrow = columns.reduce((sum, { width }) => sum + width, 0) <= WIDEST_PAGE;
      let text = `${HEAD}<worksheet ${MAIN}>${isNarrow ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}<sheetViews><sheetView workbookViewId="0"${isTable ? '' : ' showGridLines="0"'}>${isTable ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''}</sheetView></sheetViews><cols>${columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
      const flush = (last: boolean): void => {
        file.push(strToU8(text), last);
        text = '';
      };
      return {
        row(cells, style = PLAIN) {
          number++;
          text += `<row r="${number}" ht="${heightOf(cells, columns, style)}" customHeight="1">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${number}`, style)).join('')}</row>`;
          if (text.length > 1 << 16) flush(false);
        },
        close(tail = '') {
          text += `</sheetData>${tail}<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"${isNarrow ? ' fitToHeight="0"' : ''}/><headerFooter><oddHeader>&amp;C${forSheet(marking).replaceAll('&amp;', '&amp;&amp;')}</oddHeader><oddFooter>&amp;C${forSheet(marking).replaceAll('&amp;', '&amp;&amp;')} &amp;P</oddFooter></headerFooter></worksheet>`;
          flush(true);
        },
      };
    },
    end: () => zip.end(),
  };
}

/** Points that a row needs for all its text, as words wrap: some programs show the first line alone if they are not told. */
function heightOf(cells: readonly SheetCell[], columns: readonly SheetColumn[], style: number): number {
  const line = style === LARGE ? LARGE_LINE : LINE;
  const most = Math.ceil(HIGHEST_ROW / line);
  let lines = 1;
  for (const [column, cell] of cells.entries()) {
    const width = columns[column]?.width;
    if (typeof cell !== 'string' || width === undefined || (cell.length <= width && !cell.includes('\n'))) continue;
    const own = cell
      .slice(0, most * width)
      .split('\n', most)
      .flatMap((text) => wrap(text, width));
    lines = Math.max(lines, own.length);
  }
  return Math.min(HIGHEST_ROW, lines * line);
}

function cellXml(cell: SheetCell, place: string, style: number): string {
  if (cell === null || cell === '') return `<c r="${place}" s="${style}"/>`;
  if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`;
  const short = cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${forSheet(short)}</t></is></c>`;
}
