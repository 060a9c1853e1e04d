import { ZIP } from '../recognise.ts';
import { BrokenWorkbook } from './broken.ts';
import { builtInFormat, type NumberFormat, numberFormat } from './number-format.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** A sheet of cells: its name on the tab, and the part of the archive that holds it. */
export interface SheetPart {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

/** What must be known of a workbook to read its sheets. */
export interface Book {
  /** In the order of the tabs; charts and macros are none. */
  readonly sheets: readonly SheetPart[];
  /** The part with the texts that cells name by number; undefined if there is none. */
  readonly stringsPart: string | undefined;
  /** By the style that a cell names. */
  readonly formats: readonly NumberFormat[];
}

/** Where one part leads: the end of its type's name, and the part meant. */
interface Relation {
  readonly type: string;
  readonly target: string;
}

/** The part that `target` means in a part of the folder `base`. */
function resolved(base: string, target: string): string {
  const parts = target.startsWith('/') ? [] : base.split('/').filter((one) => one !== '');
  for (const one of target.split('/')) {
    if (one === '..') parts.pop();
    else if (one !== '.' && one !== '') parts.push(one);
  }
  return parts.join('/');
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);
const relationsOf = (part: string): string => `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

const IGNORED = { close(): void {}, text(): void {} };

async function readRelations(zip: Zip, of: string): Promise<ReadonlyMap<string, Relation>> {
  const part = relationsOf(of);
  const relations = new Map<string, Relation>();
  if (!zip.names.has(part)) return relations;
  await readXml(part, zip.bytes(part), {
    ...IGNORED,
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      relations.set(Id, { type: Type?.slice(Type.lastIndexOf('/') + 1) ?? '', target: resolved(folderOf(of), Target) });
    },
  });
  return relations;
}

async function readFormats(zip: Zip, part: string | undefined, countsFrom1904: boolean): Promise<readonly NumberFormat[]> {
  if (part === undefined || !zip.names.has(part)) return [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  await readXml(part, zip.bytes(part), {
    ...IGNORED,
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(Number(numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  const made = new Map<number, NumberFormat>();
  return styles.map((id) => {
    const format = made.get(id) ?? numberFormat(codes.get(id) ?? builtInFormat(id), countsFrom1904);
    made.set(id, format);
    return format;
  });
}

/** What a ZIP archive is that is no workbook read here, by its parts and the one that it begins with. */
function kindOf(names: ReadonlySet<string>, start: string | undefined): string {
  if (start?.endsWith('.bin')) return 'Excel binary workbook (XLSB)';
  if (start?.startsWith('word/')) return 'Word document (DOCX)';
  if (start?.startsWith('ppt/')) return 'PowerPoint presentation (PPTX)';
  return names.has('mimetype') && names.has('content.xml') ? 'OpenDocument file (ODS)' : ZIP;
}

/**
 * Reads what a workbook says of itself. What is no workbook is told by the name of its kind.
 * Throws BrokenWorkbook if it can't be made out.
 */
export async function readBook(zip: Zip): Promise<Book | { readonly foreign: string }> {
  const top = await readRelations(zip, '');
  const start = [...top.values()].find(({ type }) => type === 'officeDocument')?.target;
  if (start === undefined || start.endsWith('.bin') || !/(^|\/)xl\//.test(start)) return { foreign: kindOf(zip.names, start) };
  const relations = await readRelations(zip, start);
  const partOf = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.target;
  const sheets: SheetPart[] = [];
  let countsFrom1904 = false;
  await readXml(start, zip.bytes(start), {
    ...IGNORED,
    open(tag, { name, id, state, date1904 }) {
      if (tag === 'workbookPr') countsFrom1904 = date1904 === '1' || date1904 === 'true';
      if (tag !== 'sheet' || name === undefined) return;
      const relation = relations.get(id ?? '');
      if (relation?.type === 'worksheet') sheets.push({ name, part: relation.target, isHidden: (state ?? 'visible') !== 'visible' });
    },
  });
  const missing = sheets.find(({ part }) => !zip.names.has(part));
  if (missing !== undefined) throw new BrokenWorkbook(`its part ${missing.part} is not there`);
  return { sheets, stringsPart: partOf('sharedStrings'), formats: await readFormats(zip, partOf('styles'), countsFrom1904) };
}
