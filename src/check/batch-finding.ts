import type { Finding, Param } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { HIDDEN, NOBODY, type ValueDisplay } from './finding.ts';
import { fingerprint } from './fingerprint.ts';

/** Stands where the name of a file would, for findings about all files of a run together. */
export const WHOLE_BATCH = '(whole batch)';

/**
 * Makes a finding about all records of an agency: it has no record and no line.
 *
 * @param field name of the field that it is about, null if none
 * @param params facts for the message; `value` is masked here like any other value of the field
 */
export function agencyFinding(
  pack: Pack,
  display: ValueDisplay,
  rule: Rule,
  agency: string,
  field: string | null,
  params: Readonly<Record<string, Param>>,
): Finding {
  const isSensitive = pack.fields.find((one) => one.name === field)?.sensitive === true;
  const shown = 'value' in params && display !== 'show' ? (display === 'none' ? '' : isSensitive ? HIDDEN : params.value) : params.value;
  const { id, severity, basis, dimension } = rule;
  return {
    rule: id,
    severity,
    basis,
    dimension,
    ...NOBODY,
    agency,
    at: { file: WHOLE_BATCH, line: 0, record: null, field },
    params: shown === undefined ? params : { ...params, value: shown },
    also: [],
    suggestion: null,
    fingerprint: fingerprint([agency, null, null, id, field]),
    status: 'open',
  };
}
