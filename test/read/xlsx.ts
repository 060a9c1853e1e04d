import { strToU8, zipSync } from 'fflate';

const forXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What a test says of a workbook; what it leaves out is as Excel would have it. */
export interface Made {
  /** Name of each sheet → the XML of its rows. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly strings?: readonly string[];
  /** Format codes of styles 1, 2, …; style 0 has none. A number is a format that Excel knows by it. */
  readonly formats?: readonly (string | number)[];
  readonly hidden?: readonly string[];
  readonly countsFrom1904?: boolean;
  /** Parts that take the place of those made, or stand beside them; null takes one away. */
  readonly parts?: Readonly<Record<string, string | null>>;
}

/** The parts of a workbook as Excel names them. */
export function partsOf(made: Made): Record<string, Uint8Array> {
  const names = Object.keys(made.sheets);
  const formats = made.formats ?? [];
  const ids = formats.map((format, index) => (typeof format === 'number' ? format : 164 + index));
  const custom = formats.flatMap((format, index) =>
    typeof format === 'number' ? [] : [`<numFmt numFmtId="${164 + index}" formatCode="${forXml(format)}"/>`],
  );
  const parts: Record<string, string | null> = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${TYPES}"><workbookPr${made.countsFrom1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map(
        (name, index) =>
          `<sheet name="${forXml(name)}" sheetId="${index + 1}"${made.hidden?.includes(name) ? ' state="hidden"' : ''} r:id="s${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, index) => `<Relationship Id="s${index + 1}" Type="${TYPES}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="x1" Type="${TYPES}/styles" Target="/xl/styles.xml"/><Relationship Id="x2" Type="${TYPES}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${ids
      .map((id) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${(made.strings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="${MAIN}"><sheetData>${made.sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...made.parts,
  };
  return Object.fromEntries(Object.entries(parts).flatMap(([name, text]) => (text === null ? [] : [[name, strToU8(text)] as const])));
}

/** A workbook as its bytes. */
export const workbook = (made: Made): Uint8Array => zipSync(partsOf(made), { mtime: new Date(1980, 0, 1) });

/** Rows of text cells; blank ones are not written, as spreadsheets do. */
export const textRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells
          .map((cell, column) =>
            cell === ''
              ? ''
              : `<c r="${columnName(column)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${forXml(cell)}</t></is></c>`,
          )
          .join('')}</row>`,
    )
    .join('');

const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
