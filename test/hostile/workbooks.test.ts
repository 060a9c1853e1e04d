import { describe } from 'vitest';
import { workbook } from '../read/xlsx.ts';
import { examineAll, type HostileCase } from './examine.ts';
import { foreign } from './written.ts';

const cell = (text: string): string => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
const named = { file: 'batch.xlsx', exit: 3, found: ['truncated-file -:0'] } as const;
/** A workbook with a part of its own in place of the sheet. */
const sheet = (xml: string) => foreign(workbook({ sheets: { S: '' }, parts: { 'xl/worksheets/sheet1.xml': xml } }));
const entities = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>`;

/** One cause, one finding: a sheet of which nothing could be read is not told to be empty too. */
const cases: readonly HostileCase[] = [
  {
    ...named,
    name: 'a sheet cut inside its first cell',
    made: () => sheet('<worksheet><sheetData><row r="1"><c r="A1"'),
    says: /well-formed/,
  },
  { ...named, name: 'entities that unfold without end', made: () => sheet(`${entities}<worksheet/>`), says: /document type/ },
  {
    ...named,
    name: 'an entity that names a file of the machine',
    made: () => sheet(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${cell('&a;')}</sheetData></worksheet>`),
    says: /document type/,
  },
  {
    ...named,
    name: 'rows inside rows, 200,000 deep',
    made: () => sheet(`<worksheet><sheetData>${'<row>'.repeat(200_000)}`),
    says: /nested too deep/,
  },
  {
    ...named,
    name: 'a cell in a column that no sheet has',
    made: () => foreign(workbook({ sheets: { S: '<row r="1"><c r="ZZZZZZZ1" t="inlineStr"><is><t>urn</t></is></c></row>' } })),
    says: /no column that a sheet has/,
  },
  {
    ...named,
    name: 'a cell that names a shared text that is not there',
    made: () => foreign(workbook({ sheets: { S: '<row r="1"><c r="A1" t="s"><v>99</v></c></row>' }, strings: ['<t>urn</t>'] })),
    says: /names a text/,
  },
  {
    ...named,
    name: 'a cell of 100 MB of blanks',
    made: () => foreign(workbook({ sheets: { S: cell(' '.repeat(100 << 20)) } })),
    says: /more than/,
  },
];

describe('workbooks that are broken or attack', () => examineAll(cases));
