import type { Finding, Param } from '../model/finding.ts';
import { headingShown } from '../model/heading.ts';
import type { FileRule, Pack } from '../model/pack.ts';
import type { Fault } from '../model/row.ts';
import { NOBODY } from './finding.ts';
import { fingerprint } from './fingerprint.ts';

/** The rule that gives words to each kind of fault. */
export const fileRules = (pack: Pack): ReadonlyMap<string, { readonly rule: FileRule; readonly index: number }> =>
  new Map(pack.rules.flatMap((rule, index) => (rule.kind === 'file' ? [[rule.fault, { rule, index }] as const] : [])));

/** The field or heading that a fault stands at; null where none. @param columns headings of the file */
export function fieldOfFault(fault: Fault, columns: readonly string[]): string | null {
  const named = fault.detail.field ?? fault.detail.heading;
  const heading = fault.column === undefined ? named : columns[fault.column - 1];
  return typeof heading === 'string' && heading !== '' ? headingShown(heading) : null;
}

/** Facts of a fault for its finding. */
function paramsOfFault(fault: Fault): Record<string, Param> {
  const { heading } = fault.detail;
  return {
    ...(fault.detail as Record<string, Param>),
    ...(typeof heading === 'string' ? { heading: headingShown(heading) } : {}),
    ...(fault.column === undefined ? {} : { column: fault.column }),
  };
}

/**
 * Makes the finding of a fault of a file.
 * @param columns headings of the file, by which the place names its column
 */
export function faultFinding(rule: FileRule, fault: Fault, file: string, columns: readonly string[]): Finding {
  const field = fieldOfFault(fault, columns);
  const params = paramsOfFault(fault);
  const { rule: id, severity, basis, dimension } = { rule: rule.id, ...rule };
  return {
    rule: id,
    severity,
    basis,
    dimension,
    ...NOBODY,
    at: { file, line: fault.line, record: fault.record, field },
    params,
    also: [],
    suggestion:
      fault.fault === 'near-miss-column' && typeof fault.detail.field === 'string' && typeof fault.detail.heading === 'string'
        ? { field: fault.detail.field, from: fault.detail.heading, to: fault.detail.field, confidence: 'likely', reason: 'heading' }
        : null,
    // A waiver is the same one wherever it stands in its file.
    fingerprint: fingerprint([null, null, fault.detail.waiver ?? fault.record, rule.id, field]),
    status: 'open',
  };
}

/** Faults of one rule at one cell that a finding holds; of the others it tells their number. */
const MOST_ITEMS = 20;

/** A second fault of the same rule at the same cell joins the first's finding: one finding per record, rule and field. */
export function addFault(finding: Finding, fault: Fault): void {
  const params = finding.params as Record<string, unknown>;
  if (!Array.isArray(params.items)) params.items = [{ ...finding.params }];
  const items = params.items as unknown[];
  if (items.length < MOST_ITEMS) items.push(paramsOfFault(fault));
  else params.more = Number(params.more ?? 0) + 1;
}
