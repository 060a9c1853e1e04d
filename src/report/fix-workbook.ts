import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { CHOICES } from '../model/recheck.ts';
import type { Run } from '../model/run.ts';
import { FIX_LIST_COLUMNS, fixListCells } from './fixlist.ts';
import { count } from './numbers.ts';
import { howToFix } from './sentences.ts';
import { hasPlaceholder } from './totals.ts';
import { BAND, columnName, HEADING, LARGE, MOST_ROWS, PLAIN, writeWorkbook } from './workbook.ts';

/** Sheets of a fix list, and where the first says how many findings the list was made with. */
export const FIX_SHEETS = { about: 'Read me', findings: 'Findings', rules: 'Rules' } as const;
export const TOTAL_LABEL = 'Findings in this list';

/** Columns of the findings' sheet: those of the fix list, with the reason for an answer behind the status. */
export const FIX_SHEET_COLUMNS = FIX_LIST_COLUMNS.flatMap((column) => (column === 'status' ? ['status', 'reason'] : [column]));

const WIDTHS: Readonly<Record<string, number>> = {
  problem: 60,
  how_to_fix: 60,
  rule: 34,
  reason: 30,
  fingerprint: 34,
  current_value: 28,
  suggested_value: 24,
  urn: 20,
  line: 8,
  record: 8,
};

/** A fix list as a workbook, finding by finding. */
export interface FixWorkbook {
  take(finding: Finding, rule: Rule): void;
  /** Writes the other sheets and ends the file. */
  finish(run: Run): void;
}

/** @param give takes the bytes of the workbook as they come */
export function fixWorkbook(pack: Pack, marking: string, give: (bytes: Uint8Array) => void): FixWorkbook {
  const book = writeWorkbook(Object.values(FIX_SHEETS), marking, give);
  const columns = FIX_SHEET_COLUMNS;
  const findings = book.sheet(
    FIX_SHEETS.findings,
    columns.map((column) => ({ width: WIDTHS[column] ?? 16 })),
    true,
  );
  findings.row(columns, HEADING);
  const byRule = new Map<string, number>();
  let total = 0;
  let written = 0;
  let record = '';
  let isBand = true;
  return {
    take(finding, rule) {
      total++;
      byRule.set(rule.id, (byRule.get(rule.id) ?? 0) + 1);
      if (written === MOST_ROWS - 1) return;
      written++;
      const own = `${finding.at.file} ${finding.at.record}`;
      if (own !== record) isBand = !isBand;
      record = own;
      const cells = fixListCells(finding, rule, pack, marking);
      findings.row(
        columns.map((column) => (column === 'reason' ? null : cells[column as keyof typeof cells])),
        isBand ? BAND : PLAIN,
      );
    },
    finish(run) {
      const last = Math.max(2, written + 1);
      const status = columnName(columns.indexOf('status'));
      const choices = `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="status" error="Choose one of the list" sqref="${status}2:${status}${last}"><formula1>"${CHOICES.join(',')}"</formula1></dataValidation></dataValidations>`;
      findings.close(`<autoFilter ref="A1:${columnName(columns.length - 1)}${last}"/>${choices}`);
      const rules = book.sheet(
        FIX_SHEETS.rules,
        [34, 40, 10, 10, 60, 60, 40, 40].map((width) => ({ width })),
        true,
      );
      rules.row(['rule', 'title', 'severity', 'findings', 'why', 'how_to_fix', 'training', 'source'], HEADING);
      for (const rule of pack.rules) {
        const found = byRule.get(rule.id);
        if (found === undefined) continue;
        const sources = rule.source.map(({ title }) => title).join('; ');
        rules.row([rule.id, rule.title, rule.severity, found, rule.why.join(' '), howToFix(rule), rule.training.join('; '), sources]);
      }
      rules.close(`<autoFilter ref="A1:H${byRule.size + 1}"/>`);
      const about = book.sheet(FIX_SHEETS.about, [{ width: 30 }, { width: 90 }], false);
      for (const [index, line] of aboutLines(run, marking, total, written).entries()) about.row(line, index === 0 ? LARGE : PLAIN);
      about.close();
      book.end();
    },
  };
}

function aboutLines(run: Run, marking: string, total: number, written: number): readonly (readonly (string | number)[])[] {
  return [
    ['Fix list', marking],
    ['What it is', `What pnd-lint ${run.tool.version} found, as of ${run.asOf}, in ${run.inputs.map(({ file }) => file).join(', ')}`],
    [TOTAL_LABEL, written],
    ...(written < total ? [['Not shown', `${count(total - written)} more findings: a sheet holds no more rows. Use --format csv.`]] : []),
    ...(hasPlaceholder(run) ? [['Placeholder codes', 'A code list in use is a placeholder, not the official one.']] : []),
    ['How to work with it', 'Go through the sheet "Findings" from the top. Rows of one record have the same shade.'],
    ['1', 'Correct the record in your own system, not here.'],
    ['2', `Choose an answer in the column "status": ${CHOICES.join(', ')}.`],
    ['3', 'For "can\'t fix" and "not a fault", say why in the column "reason".'],
    ['4', 'Leave the columns "rule" and "fingerprint" as they are: they tell the rows apart. Do not delete rows.'],
    ['5', 'Export the records again and run: pnd-lint recheck THIS_FILE NEW_EXPORT'],
    ['Sheet "Rules"', 'Why each rule is there, how to put a record right, and the training that prevents the fault.'],
  ];
}
